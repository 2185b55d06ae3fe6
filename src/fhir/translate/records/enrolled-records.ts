import type { Identifier } from '../../../domain/code.ts';
import type { Member, MemberCoverage } from '../../../domain/member/member.ts';
import type { Registration } from '../../../domain/provider/submitter.ts';
import { areShared } from '../../../domain/same-identifier.ts';
import type { CivilDate } from '../../../domain/time.ts';
import {
  identifierKey,
  idKey,
  memberKeyOf,
  registrationKey,
  subscriberKey,
} from '../../../ports/record-keys.ts';
import type { RecordDocument } from '../../../ports/store.ts';
import { fail, ok, present, type Result } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { identifiersOf, typedIdentifiersOf } from '../read/codes.ts';
import { classValue } from '../read/coverage-class.ts';
import { objects, text } from '../read/element.ts';
import { pointed } from '../read/pointed.ts';
import { selfAnswers } from '../read/relationship.ts';
import { memberRecord } from './member-record.ts';
import { providerRecord } from './provider-record.ts';

/** Under which plan, from when and for which client the persons of a bundle are enrolled. */
export interface Enrolment {
  readonly planId: string;
  readonly from: CivilDate;
  readonly clientId: string;
  /** Who is on file under the bundle's identifiers already: they are not doubled. */
  readonly members: readonly Member[];
  readonly coverages: readonly MemberCoverage[];
}

/** What a bundle gives the payer's records, and what in it could not be enrolled. */
export interface Enrolled {
  readonly records: readonly RecordDocument[];
  readonly faults: readonly string[];
}

/**
 * The patients, coverages and providers of a bundle as records of the payer, and its payer and
 * providers as the client's own, for testers who try their own: ids come from what the bundle
 * says, so that a second time changes nothing.
 */
export function enrolledRecords(bundle: RequestBundle, enrolment: Enrolment): Enrolled {
  const payers = payersOf(bundle);
  const others = [...bundle.byType('Organization'), ...bundle.byType('Practitioner')];
  const providers = others.filter((entry) => !payers.includes(entry));
  const made = [
    ...bundle.byType('Patient').map((entry) => enrolledMember(entry, enrolment)),
    ...bundle.byType('Coverage').map((entry) => enrolledCoverage(bundle, entry, enrolment)),
    ...providers.map((entry) => enrolledProvider(entry, enrolment)),
  ];
  return {
    records: [
      ...made.flatMap((one) => (one.ok ? one.value : [])),
      ...payers.flatMap((entry) => registrations(entry, 'payer', enrolment)),
      ...providers.flatMap((entry) => registrations(entry, 'provider', enrolment)),
    ],
    faults: made.flatMap((one) => (one.ok ? [] : one.problem)),
  };
}

type Made = Result<readonly RecordDocument[], string>;

/** The insurer of the request, and who pays by its coverages. */
function payersOf(bundle: RequestBundle): readonly BundleEntry[] {
  const { claim } = bundle;
  const insurer = pointed(bundle, claim, claim.resource.insurer);
  const payors = bundle
    .byType('Coverage')
    .flatMap((coverage) =>
      objects(coverage.resource.payor).map((one) => pointed(bundle, coverage, one)),
    );
  const named = [insurer, ...payors].flatMap((entry) => (entry === undefined ? [] : [entry]));
  return [...new Set(named)].filter(({ type }) => type === 'Organization');
}

/** The name of an entry for our records: from its identifiers, else from where it says it is. */
function keyOf({ resource, fullUrl, type }: BundleEntry): string {
  const [first] = identifiersOf(resource.identifier);
  return `sandbox/${type}/${first === undefined ? fullUrl : `${first.system}|${first.value}`}`;
}

/** The payer's own member under an identifier of the patient; who was enrolled is made anew. */
function knownMember({ resource }: BundleEntry, { members }: Enrolment): Member | undefined {
  const sent = identifiersOf(resource.identifier);
  const own = members.filter(({ key }) => !isEnrolled(key));
  return own.find(({ memberIds }) => areShared(memberIds, sent));
}

function isEnrolled(key: string): boolean {
  return key.startsWith('sandbox/');
}

function enrolledMember(entry: BundleEntry, enrolment: Enrolment): Made {
  if (knownMember(entry, enrolment) !== undefined) return ok([]);
  const read = memberRecord({ ...entry.resource, id: keyOf(entry) });
  return read.ok ? ok([read.value]) : fail(`${entry.expression}: ${read.problem.reason}`);
}

/** Covers from the day given, or from an earlier one that it was enrolled with before. */
function enrolledCoverage(bundle: RequestBundle, entry: BundleEntry, enrolment: Enrolment): Made {
  const { resource, expression } = entry;
  const patient = pointed(bundle, entry, resource.beneficiary);
  if (patient === undefined) return fail(`${expression}: the beneficiary is not in the bundle`);
  const memberKey = knownMember(patient, enrolment)?.key ?? keyOf(patient);
  const identifiers = identifiersOf(resource.identifier);
  const ids = typedIdentifiersOf(resource.identifier).flatMap(({ value }) => value ?? []);
  const subscriberId = text(resource.subscriberId) ?? ids[0] ?? memberKey;
  const id = `sandbox/Coverage/${subscriberId}/${memberKey}`;
  const own = enrolment.coverages.filter((one) => one.memberKey === memberKey);
  // What the payer has of its own is not touched.
  if (own.some((one) => !isEnrolled(one.key) && isSame(one, { subscriberId, identifiers }))) {
    return ok([]);
  }
  const before = own.find(({ key }) => key === id);
  const from = [before?.span.from ?? enrolment.from, enrolment.from].sort()[0] ?? enrolment.from;
  const all = distinct([...(before?.identifiers ?? []), ...identifiers]);
  return ok([
    {
      schemaVersion: 1,
      kind: 'coverage',
      id,
      keys: [
        idKey(id),
        memberKeyOf(memberKey),
        subscriberKey(subscriberId),
        ...all.map(identifierKey),
      ],
      body: present({
        ...{ key: id, memberKey, planId: enrolment.planId, identifiers: all, subscriberId },
        dependentNumber: text(resource.dependent),
        isOfSubscriber: selfAnswers(resource.relationship)[0],
        groupNumber: classValue(resource, 'group'),
        planNumber: classValue(resource, 'plan'),
        span: { from },
      }),
    },
  ]);
}

type CoverageNames = Pick<MemberCoverage, 'subscriberId' | 'identifiers'>;

function isSame(known: MemberCoverage, { subscriberId, identifiers }: CoverageNames): boolean {
  return known.subscriberId === subscriberId || areShared(known.identifiers, identifiers);
}

function distinct(identifiers: readonly Identifier[]): readonly Identifier[] {
  return [...new Map(identifiers.map((one) => [identifierKey(one), one])).values()];
}

function enrolledProvider(entry: BundleEntry, enrolment: Enrolment): Made {
  const read = providerRecord({ ...entry.resource, id: keyOf(entry) }, 'as-sent');
  if (!read.ok) return fail(`${entry.expression}: ${read.problem.reason}`);
  const { value } = read;
  if (value.kind !== 'provider' || !('networks' in value.body)) return ok([]);
  const networks = [{ planId: enrolment.planId, span: { from: enrolment.from } }];
  return ok([{ ...value, body: { ...value.body, networks } }]);
}

/** What the client may name from now on, by each of its identifiers. */
function registrations(
  { resource }: BundleEntry,
  role: Registration['role'],
  { clientId }: Enrolment,
): readonly RecordDocument[] {
  return identifiersOf(resource.identifier).map((identifier) => {
    const key = registrationKey(clientId, identifier);
    const id = `${role}|${key}`;
    const body: Registration = { key: id, clientId, role, identifier };
    return { schemaVersion: 1, kind: 'registration', id, keys: [key], body };
  });
}
