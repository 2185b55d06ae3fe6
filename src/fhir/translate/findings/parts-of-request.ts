import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { isEvidence } from '../../facts/evidence-rules.ts';
import { target } from '../intake/parties.ts';
import { integer, objects } from '../read/element.ts';
import { encounterUrl, extension, pasValue } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';

/** What a resource is to the request. */
export type RequestPart =
  | 'bundle'
  | 'claim'
  | 'patient'
  | 'coverage'
  | 'subscriber'
  | 'insurer'
  | 'requester'
  | 'provider'
  | 'order'
  | 'encounter'
  | 'document'
  | 'evidence'
  | 'other';

/** The parts of a request, by the place of their resource. */
export interface RequestParts {
  /** Everything that a resource is; `other` alone when the request names it nowhere. */
  of(expression: string): ReadonlySet<RequestPart>;
  /** The lines that an order stands behind; undefined for what is not of single lines. */
  linesOf(expression: string): readonly number[] | undefined;
}

const other: ReadonlySet<RequestPart> = new Set(['other']);

/** Finds out what each resource of a Bundle is to the request in it. */
export function partsOfRequest(bundle: RequestBundle): RequestParts {
  const parts = new Map<string, Set<RequestPart>>();
  const lines = new Map<string, number[]>();
  const add = (part: RequestPart, entry: BundleEntry | undefined): void => {
    if (entry === undefined) return;
    const known = parts.get(entry.expression);
    if (known === undefined) parts.set(entry.expression, new Set([part]));
    else known.add(part);
  };
  addPeople(bundle, add);
  for (const entry of bundle.entries) {
    if (isEvidence(entry)) add('evidence', entry);
    if (entry.type === 'DocumentReference') add('document', entry);
  }
  const { claim } = bundle;
  for (const role of ['prescription', 'originalPrescription', 'referral']) {
    add('order', target(bundle, claim, role));
  }
  for (const item of objects(claim.resource.item)) {
    for (const stay of objects(item.encounter)) add('encounter', pointed(bundle, claim, stay));
    const order = pointed(bundle, claim, pasValue(item, 'requestedService', 'valueReference'));
    add('order', order);
    if (order === undefined) continue;
    add('order', target(bundle, order, 'medicationReference'));
    const sequence = integer(item.sequence);
    if (sequence !== undefined) {
      lines.set(order.expression, [...(lines.get(order.expression) ?? []), sequence]);
    }
  }
  return {
    of: (expression) => parts.get(expression) ?? other,
    linesOf: (expression) => {
      // An order that is something else as well is not of its lines alone.
      return parts.get(expression)?.size === 1 ? lines.get(expression) : undefined;
    },
  };
}

type Add = (part: RequestPart, entry: BundleEntry | undefined) => void;

function addPeople(bundle: RequestBundle, add: Add): void {
  const { claim } = bundle;
  const { resource } = claim;
  add('claim', claim);
  add('patient', target(bundle, claim, 'patient'));
  add('insurer', target(bundle, claim, 'insurer'));
  for (const { coverage } of objects(resource.insurance)) {
    const entry = pointed(bundle, claim, coverage);
    add('coverage', entry);
    if (entry === undefined) continue;
    add('subscriber', target(bundle, entry, 'subscriber'));
    for (const payor of objects(entry.resource.payor))
      add('insurer', pointed(bundle, entry, payor));
  }
  const addProvider = (part: 'requester' | 'provider', entry: BundleEntry | undefined): void => {
    add(part, entry);
    if (entry?.type !== 'PractitionerRole') return;
    add(part, target(bundle, entry, 'practitioner'));
    add(part, target(bundle, entry, 'organization'));
  };
  addProvider('requester', target(bundle, claim, 'provider'));
  for (const { provider } of objects(resource.careTeam)) {
    addProvider('provider', pointed(bundle, claim, provider));
  }
  add('encounter', pointed(bundle, claim, extension(resource, encounterUrl)?.valueReference));
  for (const { valueReference } of objects(resource.supportingInfo)) {
    add('document', pointed(bundle, claim, valueReference));
  }
}
