import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { conditionStanding } from '../../facts/condition-standing.ts';
import { whoIs } from '../../facts/subject.ts';
import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';
import { codesOf } from '../read/codes.ts';
import { objects } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';

/** The elements of an order that may only lead to what the request names, and how that is told. */
const LEADING: readonly (readonly [string, Rule])[] = [
  ['performer', isProvider],
  ['insurance', isFocalCoverage],
  ['reasonReference', isDiagnosis],
];

/** True when an element of an order leads to what the request rests on itself. */
type Rule = (bundle: RequestBundle, led: BundleEntry) => boolean;

/**
 * The places in an order that lead elsewhere than to the provider, the coverage and the diagnoses
 * of the request itself, which have checks of their own. Shape: `.performer`, below the order.
 * Source: R4 ServiceRequest, DeviceRequest and MedicationRequest.
 */
export function otherReferences(bundle: RequestBundle, order: BundleEntry): readonly string[] {
  return LEADING.flatMap(([name, isOfRequest]) => {
    const isAll = each(order.resource[name]).every((reference) => {
      // A number beside the reference may be of another.
      if (!isJsonObject(reference) || reference.identifier !== undefined) return false;
      const led = pointed(bundle, order, reference);
      return led !== undefined && isOfRequest(bundle, led);
    });
    return isAll ? [] : [`.${name}`];
  });
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
