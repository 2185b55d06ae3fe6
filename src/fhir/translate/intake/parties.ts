import type { Code, Identifier } from '../../../domain/code.ts';
import type { ProviderAsSent } from '../../../domain/review/provider-as-sent.ts';
import type {
  OrganizationAsSent,
  PersonAsSent,
  ReviewRequest,
} from '../../../domain/review/review-request.ts';
import { isAmong } from '../../../domain/same-identifier.ts';
import { keptWith } from '../../../kept-with.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { codesOf } from '../read/codes.ts';
import { currentName } from '../read/current-name.ts';
import { civilDate } from '../read/dates.ts';
import { object, objects, text, texts } from '../read/element.ts';
import { nameOf } from '../read/name-of.ts';
import { pointed } from '../read/pointed.ts';
import { postalCodeOf } from '../read/postal-code.ts';
import { currentIdentifiers, currentTypedIdentifiers } from './identifiers.ts';

/** The entry that a reference of a resource leads to. */
export function target(
  bundle: RequestBundle,
  from: BundleEntry,
  name: string,
): BundleEntry | undefined {
  return pointed(bundle, from, from.resource[name]);
}

/** True for the resource types that describe who gives care, or pays for it. */
export function isProvider({ type }: BundleEntry): boolean {
  return PROVIDERS.has(type);
}

const PROVIDERS: ReadonlySet<string> = new Set([
  ...['Practitioner', 'PractitionerRole', 'Organization'],
]);

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
  return present({
    origin: expression,
    identifiers: currentTypedIdentifiers(bundle, resource.identifier),
    // A name in one piece is compared as such.
    family: text(name?.family) ?? (given.length === 0 ? text(name?.text) : undefined),
    given,
    suffix: texts(name?.suffix)[0],
    birthOn: civilDate(resource.birthDate),
    sex: text(resource.gender),
    postalCode: postalCodeOf(resource),
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
  const entry = pointed(bundle, from, given);
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
  return { origin, kind: 'organization', identifiers: [], specialties: [] };
}

/** Of an entry: read once, in however many roles it takes part. */
const kept = keptWith<BundleEntry, ProviderAsSent>();

/** A provider as the request describes it: a role is its practitioner and its organization. */
export function providerOf(bundle: RequestBundle, entry: BundleEntry): ProviderAsSent {
  return kept(entry, () => readProvider(bundle, entry));
}

function readProvider(bundle: RequestBundle, entry: BundleEntry): ProviderAsSent {
  const { resource, type, expression } = entry;
  if (type !== 'PractitionerRole') {
    const kind = type === 'Practitioner' ? 'practitioner' : 'organization';
    return provider(bundle, [resource], { origin: expression, kind, specialties: [] });
  }
  const parts = ['practitioner', 'organization'].map((name) => target(bundle, entry, name));
  const resources = parts.flatMap((part) => (part === undefined ? [] : [part.resource]));
  const specialties = objects(resource.specialty).flatMap(codesOf);
  const place = { origin: expression, kind: 'role' as const, specialties };
  const role = provider(bundle, [...resources, resource], place);
  const practitionerIdentifiers = partyIdentifiers(bundle, entry, 'practitioner');
  const organizationIdentifiers = partyIdentifiers(bundle, entry, 'organization');
  // A reference may name somebody by a number alone.
  const named = [...(practitionerIdentifiers ?? []), ...(organizationIdentifiers ?? [])];
  const byReference = named.filter((one) => !isAmong(role.identifiers, one));
  return present({
    ...role,
    identifiers: [...role.identifiers, ...byReference],
    ...{ practitionerIdentifiers, organizationIdentifiers },
    practitionerCalledAs: partyNames(bundle, entry, 'practitioner'),
    organizationCalledAs: partyNames(bundle, entry, 'organization'),
  });
}

/** By what a role names its practitioner or organization; undefined when it names none. */
function partyIdentifiers(
  bundle: RequestBundle,
  entry: BundleEntry,
  name: 'practitioner' | 'organization',
): readonly Identifier[] | undefined {
  const given = entry.resource[name];
  if (given === undefined) return undefined;
  return organizationOf(bundle, entry, { given, origin: entry.expression }).identifiers;
}

/** What a role's practitioner or organization is called; undefined when nothing says it. */
function partyNames(
  bundle: RequestBundle,
  entry: BundleEntry,
  name: 'practitioner' | 'organization',
): readonly string[] | undefined {
  const part = target(bundle, entry, name);
  const called = part === undefined ? '' : allNamesOf(part.resource);
  return called === '' ? undefined : [called];
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
  const names = resources.map(nameOf).filter((name) => name !== undefined);
  const calledAs = resources.map(allNamesOf).filter((name) => name !== '');
  return present({
    ...given,
    identifiers,
    name: names[0],
    calledAs: calledAs.length === 0 ? undefined : calledAs,
  });
}

/** The name that somebody goes by, and the other names of an organization, cut where it is read. */
function allNamesOf(resource: JsonObject): string {
  const names = new Set([nameOf(resource) ?? '', ...texts(resource.alias)]);
  return [...names].join(' ').trim().slice(0, NAMES_KEPT_MAX);
}

/** Each line has what is kept of a provider; names of half this length are for people already. */
const NAMES_KEPT_MAX = 1_000;
