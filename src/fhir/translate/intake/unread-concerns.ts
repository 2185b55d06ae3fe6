import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { codesOf } from '../read/codes.ts';
import { integer, object, objects } from '../read/element.ts';
import { extension, pasExtension } from '../read/extensions.ts';
import { pointed } from '../read/pointed.ts';
import { namedOrders, orderEntry } from './orders.ts';

/**
 * What a request says beside all that is read, and that may make it another request: where the
 * care is given, under which number it was decided before, when it is not to be used, and
 * resources of kinds that nothing reads. A person reads it.
 * Source: PAS spec-25 by its sense; R4 Claim, Coverage and request resources.
 */
export function unreadConcerns(bundle: RequestBundle): readonly Concern[] {
  const { claim, entries } = bundle;
  const { resource, expression } = claim;
  const insurances = objects(resource.insurance);
  return [
    ...unread(resource, expression, CLAIM),
    ...insurances.flatMap((one, at) => unread(one, `${expression}.insurance[${at}]`, INSURANCE)),
    ...insurances.flatMap(({ coverage }) => coverageConcerns(pointed(bundle, claim, coverage))),
    ...objects(resource.supportingInfo).flatMap((one, at) =>
      ofInformation(one, `${expression}.supportingInfo[${at}]`),
    ),
    ...(codesOf(resource.type).every(({ code }) => USUAL_TYPES.has(code))
      ? []
      : [concern(`${expression}.type`)]),
    ...entries
      .filter((entry) => isOver(entry))
      .map((entry) => concern(`${entry.expression}.period`)),
    ...otherOrders(bundle),
    ...objects(resource.item).flatMap((item, at) =>
      ofLine(bundle, item, `${expression}.item[${at}]`),
    ),
    ...entries.filter((entry) => !isRead(entry)).map((entry) => concern(entry.expression)),
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
/** Stays in a hospital, by what they are called in PAS and in R4. */
const STAYS: ReadonlySet<string> = new Set(['admissionDates', 'dischargeDates', 'hospitalized']);
const USUAL_TYPES: ReadonlySet<string> = new Set(['professional', 'institutional']);
const ORDER: Unread = {
  members: [
    ...['asNeededBoolean', 'asNeededCodeableConcept', 'replaces', 'basedOn', 'insurance'],
    ...['locationCode', 'locationReference', 'detectedIssue', 'courseOfTherapyType'],
    ...['performer', 'reasonReference'],
  ],
};

/** Kinds of coverage that are no health plan. Source: v3 ActCode. */
const OTHER_COVERAGE: ReadonlySet<string> = new Set(['WCBPOL', 'AUTOPOL']);

function unread(value: JsonObject, place: string, { members, extensions = [] }: Unread) {
  const found = members.filter((name) => value[name] !== undefined);
  const given = extensions.filter((name) => extension(value, pasExtension(name)) !== undefined);
  return [...found, ...given.map((name) => `extension(${name})`)].map((name) =>
    concern(`${place}.${name}`),
  );
}

function coverageConcerns(entry: BundleEntry | undefined): readonly Concern[] {
  if (entry === undefined) return [];
  const { type, subrogation = false } = entry.resource;
  const isOther = codesOf(type).some(({ code }) => OTHER_COVERAGE.has(code));
  return [
    ...(isOther ? [concern(`${entry.expression}.type`)] : []),
    ...(subrogation === false ? [] : [concern(`${entry.expression}.subrogation`)]),
  ];
}

function ofInformation(given: JsonObject, place: string): readonly Concern[] {
  const isStay = codesOf(given.category).some(({ code }) => STAYS.has(code));
  return [...unread(given, place, INFORMATION), ...(isStay ? [concern(`${place}.timing`)] : [])];
}

/** A role that has an end: whether it is over is for a person to say. */
function isOver({ type, resource }: BundleEntry): boolean {
  return type === 'PractitionerRole' && object(resource.period)?.end !== undefined;
}

const ORDERS: ReadonlySet<string> = new Set([
  ...['ServiceRequest', 'DeviceRequest', 'MedicationRequest', 'NutritionOrder'],
]);

/**
 * Orders that neither the request nor its evidence rests on: they may take back, or replace, the
 * one that a line names.
 */
function otherOrders(bundle: RequestBundle): readonly Concern[] {
  const { claim, entries } = bundle;
  const { item, prescription, originalPrescription, referral } = claim.resource;
  const named = new Set([
    ...objects(item).flatMap((one) => namedOrders(one).map((named) => orderEntry(bundle, named))),
    ...[prescription, originalPrescription, referral].map((one) => pointed(bundle, claim, one)),
    ...bundle
      .byType('Observation')
      .flatMap((from) => objects(from.resource.basedOn).map((one) => pointed(bundle, from, one))),
  ]);
  const others = entries.filter((entry) => ORDERS.has(entry.type) && !named.has(entry));
  return others.map(({ expression }) => concern(expression));
}

function ofLine(bundle: RequestBundle, item: JsonObject, place: string): readonly Concern[] {
  const orders = namedOrders(item).flatMap((named) => orderEntry(bundle, named) ?? []);
  const sequence = integer(item.sequence);
  const lines = sequence === undefined ? undefined : [sequence];
  const found = [
    ...unread(item, place, ITEM),
    ...orders.flatMap(({ resource, expression }) => unread(resource, expression, ORDER)),
    ...orders.flatMap(({ resource, expression }) => {
      const dispense = object(resource.dispenseRequest) ?? {};
      return unread(dispense, `${expression}.dispenseRequest`, { members: SUPPLY });
    }),
  ];
  return found.map((one) => present({ ...one, lines }));
}

const SUPPLY = ['numberOfRepeatsAllowed', 'expectedSupplyDuration'];

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

function isRead(entry: BundleEntry): boolean {
  return READ.has(entry.type);
}

function concern(origin: string): Concern {
  return { kind: 'modifier', origin, detail: 'not read', words };
}

const words: LocalizedText = {
  en: 'the request says something that only a person reads',
  es: 'la solicitud dice algo que solo lee una persona',
};
