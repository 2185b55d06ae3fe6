import { type MemberMatch, matchMember } from '../member/match-member.ts';
import type { MemberCoverage, Plan } from '../member/member.ts';
import type { MemberDoubt } from '../member/member-doubt.ts';
import type { Provider } from '../provider/provider.ts';
import type { CivilDate, Instant } from '../time.ts';
import { type CoverageDoubt, findCoverage, type OtherCoverage } from './find-coverage.ts';
import { findRequester } from './find-requester.ts';
import { payerRefusals } from './payer-refusals.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refuse.ts';
import type { Standing } from './review-case.ts';
import type { StandingQuestion } from './standing-question.ts';

/** Who stands before us: the member under a coverage and plan, and who asks. */
export interface Found {
  readonly kind: 'found';
  readonly standing: Standing;
  /** Each name of the member, as our own record has it. */
  readonly memberNames: readonly string[];
  readonly plan: Plan;
  readonly coverage: MemberCoverage;
  readonly requester: Provider;
  /** All providers of our records that the request names. */
  readonly providers: readonly Provider[];
  readonly receivedOn: CivilDate;
  readonly receivedAt: Instant;
  /** Why a person has to confirm who the member is; empty when it is sure. */
  readonly memberDoubts: readonly MemberDoubt[];
  /** Why a person has to say which coverage decides; empty when it is sure. */
  readonly coverageDoubts: readonly CoverageDoubt[];
  readonly otherCoverages: readonly OtherCoverage[];
}

/** Why nothing can be decided; all reasons at once. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusals: readonly Refusal[];
}

/**
 * Establishes for whom, under which coverage and by whom a review is asked, or refuses with all
 * reasons. Shape: a coverage counts that is in force when at least one line begins.
 * Source: digest §4.2, §4.3, §4.6; X12 901 and 889 from the rulebook.
 */
export function establishStanding(asked: StandingQuestion): Found | Refused {
  const { request, records } = asked;
  const match = matchMember(request, records);
  const covered = match.kind === 'match' ? findCoverage(asked, match.member) : undefined;
  const { provider, refusals: askingRefusals } = findRequester(asked, covered?.receivedOn);
  const refusals = [
    ...unsupportedOf(asked),
    ...memberRefusals(asked, match),
    ...(match.kind === 'match' && covered === undefined ? [notCovered(asked)] : []),
    ...(covered === undefined ? [] : payerRefusals(asked, covered.plan)),
    ...askingRefusals.map((kind) => refuse(asked.refusals, kind, request.requester.origin)),
  ];
  if (match.kind !== 'match' || covered === undefined || provider === undefined) {
    return { kind: 'refused', refusals };
  }
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const { member, by, doubts } = match;
  const { coverage, plan, receivedOn } = covered;
  const standing: Standing = {
    memberKey: member.key,
    memberId: member.memberIds[0]?.value ?? coverage.subscriberId,
    coverageId: coverage.key,
    planId: plan.id,
    lineOfBusiness: plan.lineOfBusiness,
    timeZone: plan.timeZone,
    matchedBy: by,
    ...(doubts.some(isOfWho) ? { isMemberUnsure: true } : {}),
  };
  return {
    kind: 'found',
    ...{ standing, plan, coverage, receivedOn, requester: provider, providers: records.providers },
    receivedAt: asked.receivedAt,
    memberNames: [member.family, ...member.given, member.suffix ?? ''],
    memberDoubts: doubts,
    coverageDoubts: covered.doubts,
    otherCoverages: covered.others,
  };
}

/** True when it may be another member; what our own record says doubts nothing of that. */
function isOfWho({ kind }: MemberDoubt): boolean {
  return kind !== 'deceased' && kind !== 'inactive' && kind !== 'replaced';
}

/** Updates, cancellations, renewals and appeals are not decided here yet, and told so. */
function unsupportedOf(asked: StandingQuestion): readonly Refusal[] {
  const { request } = asked;
  const types = [request.certificationType, ...request.lines.map((line) => line.certificationType)];
  const isInitial = types.every((type) => type === undefined || type.code === 'I');
  if (request.change === 'none' && isInitial) return [];
  const origin = request.lines[0]?.origin ?? request.patient.origin;
  return [refuse(asked.refusals, 'not-supported', origin)];
}

function memberRefusals(asked: StandingQuestion, match: MemberMatch): readonly Refusal[] {
  const { origin } = asked.request.patient;
  if (match.kind === 'match') return [];
  const kind = match.kind === 'ambiguous' ? 'member-ambiguous' : 'member-not-found';
  return [refuse(asked.refusals, kind, origin)];
}

function notCovered(asked: StandingQuestion): Refusal {
  const { coverages, patient } = asked.request;
  const origin = coverages.find(({ isFocal }) => isFocal)?.origin ?? patient.origin;
  return refuse(asked.refusals, 'coverage-not-active', origin);
}
