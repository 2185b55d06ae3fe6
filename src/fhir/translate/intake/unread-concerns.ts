import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { placeWords } from '../findings/place-words.ts';
import { codesOf } from '../read/codes.ts';
import { integer, object, objects } from '../read/element.ts';
import { extension, pasExtension } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';
import { isOrder, namedOrders, orderEntry } from './orders.ts';

/**
 * What a request says beside all that is read, and that may make it another request: where the
 * care is given, under which number it was decided before, when it is not to be used, and
 * resources of kinds that nothing reads. A person reads it.
 * Source: PAS spec-25 by its sense; R4 Claim, Coverage and request resources.
 */
export function unreadConcerns(bundle: RequestBundle): readonly Concern[] {
  const { claim, entries } = bundle;
  const { resource } = claim;
  const insurances = objects(resource.insurance);
  const isUsual = codesOf(resource.type).every(({ code }) => USUAL_TYPES.has(code));
  return [
    ...unread(claim, resource, '', CLAIM),
    ...(isUsual ? [] : [concern(claim, '.type')]),
    ...insurances.flatMap((one, at) => unread(claim, one, `.insurance[${at}]`, INSURANCE)),
    ...insurances.flatMap(({ coverage }) => coverageConcerns(pointed(bundle, claim, coverage))),
    ...objects(resource.supportingInfo).flatMap((one, at) => ofInformation(claim, one, at)),
    ...objects(resource.item).flatMap((item, at) => ofLine(bundle, item, at)),
    ...otherOrders(bundle).map((entry) => concern(entry, '')),
    ...entries.filter(hasEnd).map((entry) => concern(entry, '.period')),
    ...entries.filter(({ type }) => !READ.has(type)).map((entry) => concern(entry, '')),
  ];
}

interface Unread {
  readonly members: readonly string[];
  /** PAS extensions by their short names. */
  readonly extensions?: readonly string[];
}

const NUMBERS = ['authorizationNumber', 'administrationReferenceNumber'];
const CLAIM: Unread = {
  members: ['subType', 'facility', 'payee', 'procedure'],
  extensions: NUMBERS,
};
const INSURANCE: Unread = { members: ['preAuthRef', 'claimResponse', 'businessArrangement'] };
const ITEM: Unread = {
  members: ['revenue', 'programCode', 'bodySite', 'subSite', 'udi', 'factor'],
  extensions: [...NUMBERS, 'nursingHomeResidentialStatus', 'nursingHomeLevelOfCare'],
};
/** What is said of supporting information beside what it holds. */
const INFORMATION: Unread = { members: ['reason', 'code'] };
const ORDER: Unread = {
  members: [
    ...['asNeededBoolean', 'asNeededCodeableConcept', 'replaces', 'basedOn', 'insurance'],
    ...['locationCode', 'locationReference', 'detectedIssue', 'courseOfTherapyType'],
    ...['performer', 'reasonReference'],
  ],
};
const DISPENSE: Unread = { members: ['numberOfRepeatsAllowed', 'expectedSupplyDuration'] };

const USUAL_TYPES: ReadonlySet<string> = new Set(['professional', 'institutional']);
/** Stays in a hospital, by what they are called in PAS and in R4. */
const STAYS: ReadonlySet<string> = new Set(['admissionDates', 'dischargeDates', 'hospitalized']);
/** Kinds of coverage that are no health plan. Source: v3 ActCode. */
const OTHER_COVERAGE: ReadonlySet<string> = new Set(['WCBPOL', 'AUTOPOL']);

/** What of this a part of a resource has, which lies at a path below it. */
function unread(
  entry: BundleEntry,
  part: JsonObject,
  path: string,
  { members, extensions = [] }: Unread,
): readonly Concern[] {
  const found = members.filter((name) => part[name] !== undefined);
  const given = extensions.filter((name) => extension(part, pasExtension(name)) !== undefined);
  return [...found, ...given.map((name) => `extension(${name})`)].map((name) =>
    concern(entry, `${path}.${name}`),
  );
}

function coverageConcerns(entry: BundleEntry | undefined): readonly Concern[] {
  if (entry === undefined) return [];
  const { type, subrogation = false } = entry.resource;
  const isOther = codesOf(type).some(({ code }) => OTHER_COVERAGE.has(code));
  return [
    ...(isOther ? [concern(entry, '.type')] : []),
    ...(subrogation === false ? [] : [concern(entry, '.subrogation')]),
  ];
}

function ofInformation(claim: BundleEntry, given: JsonObject, at: number): readonly Concern[] {
  const path = `.supportingInfo[${at}]`;
  const isStay = codesOf(given.category).some(({ code }) => STAYS.has(code));
  return [
    ...unread(claim, given, path, INFORMATION),
    ...(isStay ? [concern(claim, `${path}.timing`)] : []),
  ];
}

/** A role that has an end: whether it is over is for a person to say. */
function hasEnd({ type, resource }: BundleEntry): boolean {
  return type === 'PractitionerRole' && object(resource.period)?.end !== undefined;
}

/**
 * Orders that neither the request nor its evidence rests on: they may take back, or replace, the
 * one that a line names.
 */
function otherOrders(bundle: RequestBundle): readonly BundleEntry[] {
  const { claim, entries } = bundle;
  const { item, prescription, originalPrescription, referral } = claim.resource;
  const named = new Set([
    ...objects(item).flatMap((one) => namedOrders(one).map((order) => orderEntry(bundle, order))),
    ...[prescription, originalPrescription, referral].map((one) => pointed(bundle, claim, one)),
    ...bundle
      .byType('Observation')
      .flatMap((from) => objects(from.resource.basedOn).map((one) => pointed(bundle, from, one))),
  ]);
  return entries.filter((entry) => isOrder(entry) && !named.has(entry));
}

function ofLine(bundle: RequestBundle, item: JsonObject, at: number): readonly Concern[] {
  const orders = namedOrders(item).flatMap((named) => orderEntry(bundle, named) ?? []);
  const found = [
    ...unread(bundle.claim, item, `.item[${at}]`, ITEM),
    ...orders.flatMap((order) => {
      const dispense = object(order.resource.dispenseRequest) ?? {};
      return [
        ...unread(order, order.resource, '', ORDER),
        ...unread(order, dispense, '.dispenseRequest', DISPENSE),
      ];
    }),
  ];
  const sequence = integer(item.sequence);
  const lines = sequence === undefined ? undefined : [sequence];
  return found.map((one) => present({ ...one, lines }));
}

/**
 * Types that are read, or that only say more of those. Questionnaires and procedures join them when
 * a fact of the rulebook reads them.
 */
const READ: ReadonlySet<string> = new Set([
  ...['Claim', 'Patient', 'Coverage', 'Organization', 'Practitioner', 'PractitionerRole'],
  ...['ServiceRequest', 'DeviceRequest', 'MedicationRequest', 'NutritionOrder', 'Medication'],
  ...['RelatedPerson', 'Location', 'Encounter', 'Device', 'DocumentReference', 'Binary'],
  ...['Observation', 'DiagnosticReport', 'Condition', 'Specimen'],
]);

/** Shape: `path` is empty for the resource itself, else `.item[0].revenue`. */
function concern({ type, expression }: BundleEntry, path: string): Concern {
  const { en, es } = placeWords(`${type}${path.replace(/\[\d+\]/gu, '')}`);
  return {
    ...{ kind: 'modifier', origin: `${expression}${path}`, detail: 'not read' },
    words: {
      en: `what only a person reads: ${en}`,
      es: `lo que solo lee una persona: ${es}`,
    },
  };
}
