import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { placeWords } from '../findings/place-words.ts';
import { codesOf } from '../read/codes.ts';
import { withContained } from '../read/contained.ts';
import { integer, object, objects } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';
import { unknownPlaces } from '../read/unknown-places.ts';
import { KNOWN } from './known-elements.ts';
import { otherReferences } from './order-references.ts';
import { isOrder, namedOrders, orderEntry } from './orders.ts';
import { isProvider } from './parties.ts';
import { unknownExtension } from './unknown-extension.ts';

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
  const lines = linesOfOrders(bundle);
  const all = entries.flatMap(withContained);
  return [
    ...(isUsual ? [] : [concern(claim, '.type')]),
    ...insurances.flatMap(({ coverage }) => coverageConcerns(pointed(bundle, claim, coverage))),
    ...objects(resource.supportingInfo).flatMap((one, at) => ofInformation(claim, one, at)),
    ...entries.flatMap((entry) => ofEntry(bundle, entry, lines.get(entry))),
    ...[...otherOrders(bundle), ...otherReports(bundle)].map((entry) => concern(entry, '')),
    ...entries.filter(hasEnd).map((entry) => concern(entry, '.period')),
    ...all.filter(({ type }) => !READ.has(type)).map((entry) => concern(entry, '')),
  ];
}

/** What nothing reads in a resource, or in those that it contains. */
function ofEntry(
  bundle: RequestBundle,
  entry: BundleEntry,
  lines: readonly number[] | undefined,
): readonly Concern[] {
  const [, ...held] = withContained(entry);
  const own = placesIn(bundle, entry).map((place) =>
    present({ ...concern(entry, place), lines: lines ?? lineOf(entry, place) }),
  );
  const below = held.flatMap((one) => placesIn(bundle, one).map((place) => concern(one, place)));
  const orders = isOrder(entry) ? held.filter(isOrder) : [];
  return [...own, ...below, ...orders.map((one) => concern(one, ''))];
}

/** Of providers, who are known by numbers: extensions of makers stand on most of their records. */
function nothing(): undefined {
  return undefined;
}

function placesIn(bundle: RequestBundle, entry: BundleEntry): readonly string[] {
  const known = KNOWN.get(entry.type);
  if (known === undefined) return [];
  const named = isProvider(entry) ? nothing : unknownExtension;
  const places = unknownPlaces(entry.resource, known, named);
  return isOrder(entry) ? [...places, ...otherReferences(bundle, entry)] : places;
}

/** Of what stands in an item of the Claim: its line; of what tells where the patient is, all. */
function lineOf({ type, resource }: BundleEntry, place: string): readonly number[] | undefined {
  if (OF_PATIENT.test(place)) return undefined;
  const [, at] = (type === 'Claim' ? /^\.item\[(\d+)\]/u.exec(place) : undefined) ?? [];
  const item = at === undefined ? undefined : objects(resource.item)[Number(at)];
  const sequence = integer(item?.sequence);
  return sequence === undefined ? undefined : [sequence];
}

/** What a line says of the patient: in a facility, in a programme, at a place of no service. */
const OF_PATIENT = /^\.item\[\d+\]\.(?:programCode|location|nursingHome)/u;

/** The lines that name an order, by the order; one that the whole Claim names is of all lines. */
function linesOfOrders(bundle: RequestBundle): ReadonlyMap<BundleEntry, readonly number[]> {
  const { claim } = bundle;
  const found = new Map<BundleEntry, number[]>();
  for (const item of objects(claim.resource.item)) {
    const sequence = integer(item.sequence);
    for (const named of sequence === undefined ? [] : namedOrders(item)) {
      const order = orderEntry(bundle, named);
      if (order === undefined || sequence === undefined) continue;
      const known = found.get(order);
      if (known === undefined) found.set(order, [sequence]);
      else known.push(sequence);
    }
  }
  for (const role of ['prescription', 'originalPrescription', 'referral']) {
    const order = pointed(bundle, claim, claim.resource[role]);
    if (order !== undefined) found.delete(order);
  }
  return found;
}

const USUAL_TYPES: ReadonlySet<string> = new Set(['professional', 'institutional']);
/** Stays in a hospital, by what they are called in PAS and in R4. */
const STAYS: ReadonlySet<string> = new Set(['admissionDates', 'dischargeDates', 'hospitalized']);
/** Kinds of coverage that are no health plan. Source: v3 ActCode. */
const OTHER_COVERAGE: ReadonlySet<string> = new Set(['WCBPOL', 'AUTOPOL']);

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
  const isStay = codesOf(given.category).some(({ code }) => STAYS.has(code));
  return isStay ? [concern(claim, `.supportingInfo[${at}].timing`)] : [];
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

/** Reports of no result that is here: what they conclude stands beside nothing that is read. */
function otherReports(bundle: RequestBundle): readonly BundleEntry[] {
  return bundle
    .byType('DiagnosticReport')
    .filter(
      (report) =>
        !objects(report.resource.result).some(
          (one) => pointed(bundle, report, one)?.type === 'Observation',
        ),
    );
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
