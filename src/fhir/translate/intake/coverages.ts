import type { Code } from '../../../domain/code.ts';
import type { CoverageAsSent } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { codeOf, codesOf } from '../read/codes.ts';
import { partialSpan } from '../read/dates.ts';
import { integer, objects, referenceOf, text } from '../read/element.ts';
import { currentTypedIdentifiers } from './identifiers.ts';
import { organizationOf, personOf, target } from './parties.ts';

/** The coverages that the request names, in its order. */
export function coveragesOf(bundle: RequestBundle): readonly CoverageAsSent[] {
  return objects(bundle.claim.resource.insurance).map((insurance) => {
    const reference = referenceOf(insurance.coverage);
    const entry = reference === undefined ? undefined : bundle.resolve(reference, bundle.claim);
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
    payors: objects(resource.payor).map((given, index) => {
      const place = { given, origin: `${expression}.payor[${index}]` };
      const { origin, identifiers } = organizationOf(bundle, entry, place);
      return { origin, identifiers };
    }),
    identifiers: currentTypedIdentifiers(resource.identifier),
    type: codeOf(resource.type),
    subscriberId: text(resource.subscriberId),
    dependentNumber: text(resource.dependent),
    relationship: codesOf(resource.relationship),
    span: partialSpan(resource.period),
    groupNumber: classValue(resource, 'group'),
    planNumber: classValue(resource, 'plan'),
    subscriber: subscriber === undefined ? undefined : personOf(subscriber),
  });
}

/** Whether a coverage covers the patient of the request; undefined when one is not described. */
function isOfPatient(bundle: RequestBundle, coverage: BundleEntry): boolean | undefined {
  const beneficiary = target(bundle, coverage, 'beneficiary');
  const patient = target(bundle, bundle.claim, 'patient');
  if (beneficiary === undefined || patient === undefined) return undefined;
  return beneficiary === patient;
}

/** Whether a coverage of oneself names somebody else as its subscriber; absent when it doesn't. */
function isOfOtherSubscriber(bundle: RequestBundle, coverage: BundleEntry): true | undefined {
  const subscriber = target(bundle, coverage, 'subscriber');
  const isSelf = codesOf(coverage.resource.relationship).some(isSelfCode);
  const patient = target(bundle, bundle.claim, 'patient');
  return isSelf && subscriber !== undefined && subscriber !== patient ? true : undefined;
}

/** Source: PAS digest §7 no. 17: `self`, or 18 of X12 1069. */
function isSelfCode({ code }: Code): boolean {
  return code === 'self' || code === '18';
}

function classValue(coverage: JsonObject, kind: string): string | undefined {
  const found = objects(coverage.class).find(({ type }) =>
    codesOf(type).some(({ code }) => code === kind),
  );
  return text(found?.value);
}
