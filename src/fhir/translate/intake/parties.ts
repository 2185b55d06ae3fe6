import type { Code } from '../../../domain/code.ts';
import { npiSystem } from '../../../domain/provider/npi.ts';
import type {
  OrganizationAsSent,
  PersonAsSent,
  ProviderAsSent,
  ReviewRequest,
} from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codesOf } from '../read/codes.ts';
import { currentName } from '../read/current-name.ts';
import { civilDate } from '../read/dates.ts';
import { object, objects, referenceOf, text, texts } from '../read/element.ts';
import { currentIdentifiers, currentTypedIdentifiers } from './identifiers.ts';

/** The entry that a reference of a resource leads to. */
export function target(
  bundle: RequestBundle,
  from: BundleEntry,
  name: string,
): BundleEntry | undefined {
  const reference = referenceOf(from.resource[name]);
  return reference === undefined ? undefined : bundle.resolve(reference, from);
}

/** The patient of the request, as it describes them. */
export function patientOf(bundle: RequestBundle): PersonAsSent {
  const entry = target(bundle, bundle.claim, 'patient');
  const nobody = { origin: `${bundle.claim.expression}.patient`, identifiers: [], given: [] };
  return entry === undefined ? nobody : personOf(bundle, entry);
}

/** A person as a Patient describes them: by the official name, else by the first still used. */
export function personOf(
  bundle: RequestBundle,
  { resource, expression }: BundleEntry,
): PersonAsSent {
  const name = currentName(resource);
  const given = texts(name?.given);
  const address = objects(resource.address).find(({ use }) => use !== 'old');
  return present({
    origin: expression,
    identifiers: currentTypedIdentifiers(bundle, resource.identifier),
    // A name in one piece is compared as such.
    family: text(name?.family) ?? (given.length === 0 ? text(name?.text) : undefined),
    given,
    suffix: texts(name?.suffix)[0],
    birthOn: civilDate(resource.birthDate),
    sex: text(resource.gender),
    postalCode: text(address?.postalCode),
  });
}

/** The payer that the request names. */
export function insurerOf(bundle: RequestBundle): OrganizationAsSent {
  return organizationOf(bundle, bundle.claim, {
    given: bundle.claim.resource.insurer,
    origin: `${bundle.claim.expression}.insurer`,
  });
}

/** Where an organization is named. */
export interface OrganizationPlace {
  /** A Reference: it may lead to a resource, and it may name an identifier itself. */
  readonly given: Json | undefined;
  readonly origin: string;
}

/** An organization that a Reference names, with all identifiers that it is named by. */
export function organizationOf(
  bundle: RequestBundle,
  from: BundleEntry,
  { given, origin }: OrganizationPlace,
): OrganizationAsSent {
  const reference = referenceOf(given);
  const entry = reference === undefined ? undefined : bundle.resolve(reference, from);
  const named = currentIdentifiers(bundle, [object(given)?.identifier ?? null]);
  if (entry === undefined) return { origin, identifiers: named };
  return present({
    origin: entry.expression,
    identifiers: [...currentIdentifiers(bundle, entry.resource.identifier), ...named],
    name: text(entry.resource.name),
  });
}

/** Who asks. */
export function requesterOf(bundle: RequestBundle): ReviewRequest['requester'] {
  const entry = target(bundle, bundle.claim, 'provider');
  return entry === undefined
    ? noProvider(`${bundle.claim.expression}.provider`)
    : providerOf(bundle, entry);
}

/** A provider that the request names but does not describe. */
export function noProvider(origin: string): ProviderAsSent {
  return { origin, kind: 'organization', identifiers: [], npis: [], specialties: [] };
}

/** A provider as the request describes it: a role is its practitioner and its organization. */
export function providerOf(bundle: RequestBundle, entry: BundleEntry): ProviderAsSent {
  const { resource, type, expression } = entry;
  if (type !== 'PractitionerRole') {
    const kind = type === 'Practitioner' ? 'practitioner' : 'organization';
    return provider(bundle, [resource], { origin: expression, kind, specialties: [] });
  }
  const organization = target(bundle, entry, 'organization');
  const parts = [target(bundle, entry, 'practitioner'), organization];
  const resources = parts.flatMap((part) => (part === undefined ? [] : [part.resource]));
  const specialties = objects(resource.specialty).flatMap(codesOf);
  const role = provider(bundle, [...resources, resource], {
    origin: expression,
    kind: 'role',
    specialties,
  });
  const organizationIdentifiers = currentIdentifiers(bundle, organization?.resource.identifier);
  return organizationIdentifiers.length === 0 ? role : { ...role, organizationIdentifiers };
}

interface ProviderKind {
  readonly origin: string;
  readonly kind: ProviderAsSent['kind'];
  readonly specialties: readonly Code[];
}

function provider(
  bundle: RequestBundle,
  resources: readonly JsonObject[],
  given: ProviderKind,
): ProviderAsSent {
  const identifiers = resources.flatMap(({ identifier }) => currentIdentifiers(bundle, identifier));
  const npis = identifiers.filter(({ system }) => system === npiSystem);
  const names = resources.map(nameOf).filter((name) => name !== undefined);
  return present({
    ...given,
    identifiers,
    npis: npis.map(({ value }) => value),
    name: names[0],
  });
}

function nameOf({ name }: JsonObject): string | undefined {
  if (typeof name === 'string') return name;
  const [first] = objects(name);
  if (first === undefined) return undefined;
  const full = [...texts(first.given), text(first.family) ?? ''].join(' ').trim();
  return full === '' ? text(first.text) : full;
}
