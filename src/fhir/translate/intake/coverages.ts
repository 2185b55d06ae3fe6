import type { CoverageAsSent } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { Json } from '../../json/json.ts';
import { codeOf, codesOf } from '../read/codes.ts';
import { classValue } from '../read/coverage-class.ts';
import { integer, objects, text } from '../read/element.ts';
import { partialSpan } from '../read/inexact-dates.ts';
import { pointed } from '../read/pointed.ts';
import { selfAnswers } from '../read/relationship.ts';
import { currentTypedIdentifiers } from './identifiers.ts';
import { organizationOf, personOf, target } from './parties.ts';

/** The coverages that the request names, in its order. */
export function coveragesOf(bundle: RequestBundle): readonly CoverageAsSent[] {
  return objects(bundle.claim.resource.insurance).map((insurance) => {
    const entry = pointed(bundle, bundle.claim, insurance.coverage);
    const place = {
      sequence: integer(insurance.sequence) ?? 0,
      isFocal: insurance.focal === true,
    };
    return entry === undefined
      ? { ...place, origin: bundle.claim.expression, identifiers: [], relationship: [] }
      : { ...place, ...coverageOf(bundle, entry) };
  });
}

function coverageOf(bundle: RequestBundle, entry: BundleEntry) {
  const { resource, expression } = entry;
  const subscriber = target(bundle, entry, 'subscriber');
  return present({
    origin: expression,
    status: text(resource.status),
    isOfPatient: isOfPatient(bundle, entry),
    isOfOtherSubscriber: isOfOtherSubscriber(bundle, entry),
    selfAnswers: selfAnswers(resource.relationship),
    isSelfPay: isSelfPay(resource.type) ? (true as const) : undefined,
    payors: objects(resource.payor).map((given, index) => {
      const place = { given, origin: `${expression}.payor[${index}]` };
      const { origin, identifiers } = organizationOf(bundle, entry, place);
      return { origin, identifiers };
    }),
    identifiers: currentTypedIdentifiers(bundle, resource.identifier),
    type: codeOf(resource.type),
    subscriberId: text(resource.subscriberId),
    dependentNumber: text(resource.dependent),
    relationship: codesOf(resource.relationship),
    span: partialSpan(resource.period),
    groupNumber: classValue(resource, 'group'),
    planNumber: classValue(resource, 'plan'),
    subscriber: subscriber === undefined ? undefined : personOf(bundle, subscriber),
  });
}

/** Whether a coverage covers the patient of the request; undefined when one is not described. */
function isOfPatient(bundle: RequestBundle, coverage: BundleEntry): boolean | undefined {
  const beneficiary = target(bundle, coverage, 'beneficiary');
  const patient = target(bundle, bundle.claim, 'patient');
  if (beneficiary === undefined || patient === undefined) return undefined;
  return beneficiary === patient;
}

/** Whether the subscriber whom a coverage names is another than it says; absent when it is not. */
function isOfOtherSubscriber(bundle: RequestBundle, coverage: BundleEntry): true | undefined {
  const subscriber = target(bundle, coverage, 'subscriber');
  const patient = target(bundle, bundle.claim, 'patient');
  if (subscriber === undefined) return undefined;
  const isSelf = subscriber === patient;
  return selfAnswers(coverage.resource.relationship).includes(!isSelf) ? true : undefined;
}

/** Whether any code says that nobody insures the patient. */
function isSelfPay(type: Json | undefined): boolean {
  return codesOf(type).some(({ system, code }) => SELF_PAY.get(system)?.test(code) === true);
}

/** Source: R4 coverage-selfpay; X12 1032 (09); payer typology of NAHDO (81 to 89). */
const SELF_PAY: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    'http://terminology.hl7.org/CodeSystem/coverage-selfpay': /./u,
    'https://codesystem.x12.org/005010/1032': /^09$/u,
    'https://nahdo.org/sopt': /^8/u,
  }),
);
