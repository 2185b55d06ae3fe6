import type { Identifier } from '../code.ts';
import type {
  CoverageAsSent,
  PersonAsSent,
  ReviewRequest,
  TypedIdentifier,
} from '../review/review-request.ts';
import type { Member, MemberCoverage } from './member.ts';
import { isSamePerson } from './same-person.ts';

/** Payer records that a request's identifiers lead to. */
export interface MemberRecords {
  readonly members: readonly Member[];
  readonly coverages: readonly MemberCoverage[];
}

/** Whom a request is about; `by` names the identifier that led there. */
export type MemberMatch =
  | { readonly kind: 'match'; readonly member: Member; readonly by: string }
  | { readonly kind: 'ambiguous'; readonly by: string }
  | { readonly kind: 'contradicted'; readonly by: string }
  | { readonly kind: 'not-found' };

/**
 * Finds the one member whom the request is about. Only identifiers find somebody, in this order:
 * member id, coverage id, subscriber id with dependent number, the sole untyped identifier.
 * Demographics only confirm: a hit that they contradict is no match, and they never find anybody.
 * Source: digest §4.2; PAS digest §7 no. 16.
 */
export function matchMember(request: ReviewRequest, records: MemberRecords): MemberMatch {
  for (const { by, find } of steps) {
    const found = unique(find(request, records));
    if (found.length === 0) continue;
    const fitting = found.filter((member) => isSamePerson(request.patient, member));
    const [member, ...more] = fitting;
    if (member === undefined) return { kind: found.length > 1 ? 'ambiguous' : 'contradicted', by };
    return more.length > 0 ? { kind: 'ambiguous', by } : { kind: 'match', member, by };
  }
  return { kind: 'not-found' };
}

interface Step {
  readonly by: string;
  readonly find: (request: ReviewRequest, records: MemberRecords) => readonly Member[];
}

const steps: readonly Step[] = [
  { by: 'member id', find: byMemberId },
  { by: 'coverage id', find: byCoverageId },
  { by: 'subscriber id', find: bySubscriberId },
  { by: 'untyped patient identifier', find: byUntypedIdentifier },
];

function byMemberId(request: ReviewRequest, { members }: MemberRecords): readonly Member[] {
  const typed = [...request.patient.identifiers, ...focal(request).flatMap(identifiersOf)];
  const ids = typed.filter(({ type }) => type === 'MB');
  return members.filter((member) => hasAny(member.memberIds, ids));
}

function byCoverageId(request: ReviewRequest, records: MemberRecords): readonly Member[] {
  const ids = focal(request).flatMap(identifiersOf);
  const coverages = records.coverages.filter((coverage) => hasAny(coverage.identifiers, ids));
  return membersOf(coverages, records);
}

function bySubscriberId(request: ReviewRequest, records: MemberRecords): readonly Member[] {
  const coverages = focal(request).flatMap(({ subscriberId, dependentNumber }) =>
    records.coverages.filter(
      (coverage) =>
        subscriberId !== undefined &&
        coverage.subscriberId === subscriberId &&
        (dependentNumber === undefined || coverage.dependentNumber === dependentNumber),
    ),
  );
  return membersOf(coverages, records);
}

function byUntypedIdentifier(
  request: ReviewRequest,
  { members }: MemberRecords,
): readonly Member[] {
  const [only, ...more] = request.patient.identifiers.filter(({ type }) => type === undefined);
  if (only === undefined || more.length > 0) return [];
  return members.filter((member) => hasAny(member.memberIds, [only]));
}

function focal({ coverages }: ReviewRequest): readonly CoverageAsSent[] {
  const chosen = coverages.filter(({ isFocal }) => isFocal);
  return chosen.length > 0 ? chosen : coverages;
}

function identifiersOf({ identifiers }: CoverageAsSent | PersonAsSent): readonly TypedIdentifier[] {
  return identifiers;
}

function hasAny(known: readonly Identifier[], sent: readonly TypedIdentifier[]): boolean {
  return sent.some(({ system, value }) =>
    known.some((one) => one.system === system && one.value === value),
  );
}

function membersOf(
  coverages: readonly MemberCoverage[],
  { members }: MemberRecords,
): readonly Member[] {
  return members.filter(({ key }) => coverages.some(({ memberKey }) => memberKey === key));
}

function unique(members: readonly Member[]): readonly Member[] {
  return [...new Map(members.map((member) => [member.key, member])).values()];
}
