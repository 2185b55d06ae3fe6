import type { Origin } from '../code.ts';
import { type MemberMatch, matchMember } from '../member/match-member.ts';
import type { Member, MemberCoverage, Plan } from '../member/member.ts';
import type { RefusalRow } from '../policy/rulebook.ts';
import { parseNpi } from '../provider/npi.ts';
import type { Provider } from '../provider/provider.ts';
import { isSameProvider } from '../provider/same-provider.ts';
import { type CivilDate, civilDateOf, type Instant, spanIncludes } from '../time.ts';
import { lineSpan } from './line-span.ts';
import type { Refusal, RefusalKind } from './refusal.ts';
import type { Standing } from './review-case.ts';
import type { ReviewRequest } from './review-request.ts';

/** Payer records that the request's identifiers lead to. */
export interface PayerRecords {
  readonly plans: readonly Plan[];
  readonly members: readonly Member[];
  readonly coverages: readonly MemberCoverage[];
  readonly providers: readonly Provider[];
}

/** Who stands before us: the member under a coverage and plan, and who asks. */
export interface Found {
  readonly kind: 'found';
  readonly standing: Standing;
  readonly plan: Plan;
  readonly coverage: MemberCoverage;
  readonly requester: Provider;
  /** All providers of our records that the request names. */
  readonly providers: readonly Provider[];
  readonly receivedOn: CivilDate;
  readonly receivedAt: Instant;
}

/** Why nothing can be decided; all reasons at once. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusals: readonly Refusal[];
}

/** What the question of standing is asked with. */
export interface StandingQuestion {
  readonly request: ReviewRequest;
  readonly records: PayerRecords;
  readonly receivedAt: Instant;
  readonly refusals: readonly RefusalRow[];
}

/**
 * Establishes for whom, under which coverage and by whom a review is asked, or refuses with all
 * reasons. Shape: a coverage counts that is in force when at least one line begins.
 * Source: digest §4.2, §4.3, §4.6; X12 901 and 889 from the rulebook.
 */
export function establishStanding(asked: StandingQuestion): Found | Refused {
  const { request, records } = asked;
  const unsupported = unsupportedOf(asked);
  const match = matchMember(request, records);
  const covered = match.kind === 'match' ? coverageOf(asked, match.member) : undefined;
  const requester = requesterOf(asked, covered?.receivedOn);
  const refusals = [
    ...unsupported,
    ...memberRefusals(asked, match),
    ...(match.kind === 'match' && covered === undefined ? [notCovered(asked)] : []),
    ...(requester.kind === 'known' ? [] : [requester.refusal]),
  ];
  if (match.kind !== 'match' || covered === undefined || requester.kind !== 'known') {
    return { kind: 'refused', refusals };
  }
  if (refusals.length > 0) return { kind: 'refused', refusals };
  const { member, by } = match;
  const { coverage, plan, receivedOn } = covered;
  const standing: Standing = {
    memberKey: member.key,
    memberId: member.memberIds[0]?.value ?? coverage.subscriberId,
    coverageId: coverage.key,
    planId: plan.id,
    lineOfBusiness: plan.lineOfBusiness,
    timeZone: plan.timeZone,
    matchedBy: by,
  };
  const { providers } = records;
  const known = { plan, coverage, requester: requester.provider, providers, receivedOn };
  const { receivedAt } = asked;
  return { kind: 'found', standing, ...known, receivedAt };
}

/** Updates, cancellations, renewals and appeals are not decided here yet, and told so. */
function unsupportedOf(asked: StandingQuestion): readonly Refusal[] {
  const { request } = asked;
  const types = [request.certificationType, ...request.lines.map((line) => line.certificationType)];
  const isInitial = types.every((type) => type === undefined || type.code === 'I');
  if (request.change === 'none' && isInitial) return [];
  const origin = request.lines[0]?.origin ?? 'Bundle.entry[0].resource';
  return [refusal(asked, 'not-supported', origin)];
}

function memberRefusals(asked: StandingQuestion, match: MemberMatch): readonly Refusal[] {
  const { origin } = asked.request.patient;
  if (match.kind === 'match') return [];
  const kind = match.kind === 'ambiguous' ? 'member-ambiguous' : 'member-not-found';
  return [refusal(asked, kind, origin)];
}

interface Covered {
  readonly coverage: MemberCoverage;
  readonly plan: Plan;
  readonly receivedOn: CivilDate;
}

/** The coverage under which most of the request falls: the one in force at the earliest line. */
function coverageOf(asked: StandingQuestion, { key }: Member): Covered | undefined {
  const { request, records, receivedAt } = asked;
  for (const coverage of records.coverages) {
    const plan = records.plans.find(({ id }) => id === coverage.planId);
    if (coverage.memberKey !== key || plan === undefined) continue;
    const receivedOn = civilDateOf(receivedAt, plan.timeZone);
    const starts = request.lines.map((line) => lineSpan(request, line, receivedOn).from);
    if (starts.some((start) => spanIncludes(coverage.span, start))) {
      return { coverage, plan, receivedOn };
    }
  }
  return undefined;
}

function notCovered(asked: StandingQuestion): Refusal {
  const { coverages, patient } = asked.request;
  const origin = coverages.find(({ isFocal }) => isFocal)?.origin ?? patient.origin;
  return refusal(asked, 'coverage-not-active', origin);
}

type Requester =
  | { readonly kind: 'known'; readonly provider: Provider }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

function requesterOf(asked: StandingQuestion, receivedOn: CivilDate | undefined): Requester {
  const { requester } = asked.request;
  const known = asked.records.providers.filter((record) =>
    isSameProvider(requester.identifiers, record),
  );
  const inForce = known.filter(
    ({ span }) => receivedOn === undefined || spanIncludes(span, receivedOn),
  );
  const [provider] = inForce;
  if (provider !== undefined) return { kind: 'known', provider };
  const hasBadNpi = requester.npis.some((npi) => parseNpi(npi) === undefined);
  const unknown = hasBadNpi ? 'provider-id-invalid' : 'provider-unknown';
  const kind = known.length > 0 ? 'provider-not-enrolled' : unknown;
  return { kind: 'refused', refusal: refusal(asked, kind, requester.origin) };
}

function refusal({ refusals }: StandingQuestion, kind: RefusalKind, origin: Origin): Refusal {
  const row = refusals.find((one) => one.kind === kind);
  return {
    kind,
    rejectReason: row?.rejectReason ?? '42',
    followUp: row?.followUp ?? 'R',
    element: row?.element ?? '',
    origin,
    explanation: row?.text ?? { en: kind, es: kind },
  };
}
