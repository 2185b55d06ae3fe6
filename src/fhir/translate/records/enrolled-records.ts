import type { CivilDate } from '../../../domain/time.ts';
import { identifierKey, idKey, memberKeyOf, subscriberKey } from '../../../ports/record-keys.ts';
import type { RecordDocument } from '../../../ports/store.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { identifiersOf, typedIdentifiersOf } from '../read/codes.ts';
import { referenceOf, text } from '../read/element.ts';
import { memberRecord } from './member-record.ts';
import { providerRecord } from './provider-record.ts';

/** Under which plan and from when the persons of a bundle are enrolled. */
export interface Enrolment {
  readonly planId: string;
  readonly from: CivilDate;
}

/**
 * The patients, coverages and providers of a bundle as records of the payer, for testers who try
 * their own: ids come from what the bundle says, so that a second time changes nothing.
 */
export function enrolledRecords(
  bundle: RequestBundle,
  enrolment: Enrolment,
): readonly RecordDocument[] {
  const insurer = referenceOf(bundle.claim.resource.insurer);
  const payer = insurer === undefined ? undefined : bundle.resolve(insurer, bundle.claim);
  return [
    ...bundle.byType('Patient').flatMap(enrolledMember),
    ...bundle.byType('Coverage').flatMap((entry) => enrolledCoverage(bundle, entry, enrolment)),
    ...[...bundle.byType('Organization'), ...bundle.byType('Practitioner')]
      .filter((entry) => entry !== payer)
      .flatMap((entry) => enrolledProvider(entry, enrolment)),
  ];
}

/** The name of an entry for our records: from its identifiers, else from where it says it is. */
function keyOf({ resource, fullUrl, type }: BundleEntry): string {
  const [first] = identifiersOf(resource.identifier);
  return `sandbox/${type}/${first === undefined ? fullUrl : `${first.system}|${first.value}`}`;
}

function enrolledMember(entry: BundleEntry): readonly RecordDocument[] {
  const read = memberRecord({ ...entry.resource, id: keyOf(entry) });
  return read.ok ? [read.value] : [];
}

function enrolledCoverage(
  bundle: RequestBundle,
  entry: BundleEntry,
  { planId, from }: Enrolment,
): readonly RecordDocument[] {
  const { resource } = entry;
  const reference = referenceOf(resource.beneficiary);
  const patient = reference === undefined ? undefined : bundle.resolve(reference, entry);
  if (patient === undefined) return [];
  const memberKey = keyOf(patient);
  const identifiers = identifiersOf(resource.identifier);
  const ids = typedIdentifiersOf(resource.identifier).flatMap(({ value }) => value ?? []);
  const subscriberId = text(resource.subscriberId) ?? ids[0] ?? memberKey;
  const id = `sandbox/Coverage/${subscriberId}/${memberKey}`;
  const dependentNumber = text(resource.dependent);
  return [
    {
      schemaVersion: 1,
      kind: 'coverage',
      id,
      keys: [
        idKey(id),
        memberKeyOf(memberKey),
        subscriberKey(subscriberId),
        ...identifiers.map(identifierKey),
      ],
      body: {
        key: id,
        memberKey,
        planId,
        identifiers,
        subscriberId,
        ...(dependentNumber === undefined ? {} : { dependentNumber }),
        span: { from },
      },
    },
  ];
}

function enrolledProvider(entry: BundleEntry, enrolment: Enrolment): readonly RecordDocument[] {
  const read = providerRecord({ ...entry.resource, id: keyOf(entry) });
  if (!read.ok) return [];
  const { value } = read;
  if (value.kind !== 'provider' || !('networks' in value.body)) return [];
  const networks = [{ planId: enrolment.planId, span: { from: enrolment.from } }];
  return [{ ...value, body: { ...value.body, networks } }];
}
