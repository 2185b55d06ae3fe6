import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { conditionStanding } from '../../facts/condition-standing.ts';
import { whoIs } from '../../facts/subject.ts';
import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import { codesOf } from '../read/codes.ts';
import { objects, referenceOf } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';

/** The elements of an order that may only lead to what the request names, and how that is told. */
const LEADING: readonly (readonly [string, Rule])[] = [
  ['performer', isProvider],
  ['insurance', isFocalCoverage],
  ['reasonReference', isDiagnosis],
];

/** Where an order names what informs it. */
const INFORMING = ['supportingInfo', 'supportingInformation'];

/** What may inform an order: results, diagnoses and papers, which have rules of their own. */
const RESULTS: ReadonlySet<string> = new Set([
  ...['Observation', 'Condition', 'DiagnosticReport', 'DocumentReference'],
  'QuestionnaireResponse',
]);

/** True when an element of an order leads to what the request rests on itself. */
type Rule = (bundle: RequestBundle, led: BundleEntry) => boolean;

/**
 * The places in an order that lead elsewhere than to the provider, the coverage and the diagnoses
 * of the request itself, which have checks of their own, and what informs it and is no result.
 * Shape: `.performer`, below the order.
 * Source: R4 ServiceRequest, DeviceRequest and MedicationRequest.
 */
export function otherReferences(bundle: RequestBundle, order: BundleEntry): readonly string[] {
  const informing = INFORMING.filter((name) =>
    each(order.resource[name]).some((one) => isOfOtherKind(bundle, order, one)),
  ).map((name) => `.${name}`);
  return LEADING.flatMap(([name, isOfRequest]) => {
    const isAll = each(order.resource[name]).every((reference) => {
      // A number beside the reference may be of another.
      if (!isJsonObject(reference) || reference.identifier !== undefined) return false;
      const led = pointed(bundle, order, reference);
      return led !== undefined && isOfRequest(bundle, led);
    });
    return isAll ? [] : [`.${name}`];
  }).concat(informing);
}

/** True for what was sent, or is named by its type, and is no result: another order, a device. */
function isOfOtherKind(bundle: RequestBundle, order: BundleEntry, reference: Json): boolean {
  const [, named] = /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+$/u.exec(referenceOf(reference) ?? '') ?? [];
  const type = pointed(bundle, order, reference)?.type ?? named;
  return type !== undefined && !RESULTS.has(type);
}

function isProvider(bundle: RequestBundle, led: BundleEntry): boolean {
  return pointed(bundle, bundle.claim, bundle.claim.resource.provider) === led;
}

function isFocalCoverage(bundle: RequestBundle, led: BundleEntry): boolean {
  const focal = objects(bundle.claim.resource.insurance).filter((one) => one.focal === true);
  return focal.some(({ coverage }) => pointed(bundle, bundle.claim, coverage) === led);
}

/** A Condition of the patient that is there, and that the request names by its code. */
function isDiagnosis(bundle: RequestBundle, led: BundleEntry): boolean {
  const { type, resource } = led;
  if (type !== 'Condition' || conditionStanding(resource) !== 'final') return false;
  if (whoIs(bundle, led, resource.subject) !== 'patient') return false;
  const named = objects(bundle.claim.resource.diagnosis).flatMap((one) =>
    codesOf(one.diagnosisCodeableConcept),
  );
  return codesOf(resource.code).some(({ system, code }) =>
    named.some((other) => other.system === system && other.code === code),
  );
}

function each(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  return isJsonArray(value) ? value : [value];
}
