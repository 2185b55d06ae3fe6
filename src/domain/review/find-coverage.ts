import { focalCoverages } from '../member/focal-coverages.ts';
import type { Member, MemberCoverage, Plan } from '../member/member.ts';
import { areShared } from '../same-identifier.ts';
import { type CivilDate, civilDateOf, spanIncludes } from '../time.ts';
import { lineSpan } from './line-span.ts';
import { namesOtherPayer } from './payer-refusals.ts';
import type { CoverageAsSent, ReviewRequest } from './review-request.ts';
import type { StandingQuestion } from './standing-question.ts';

/** The coverage that decides plan, line of business and law. */
export interface Covered {
  readonly coverage: MemberCoverage;
  readonly plan: Plan;
  readonly receivedOn: CivilDate;
  /** Why a person has to say whether it is the right one; empty when it is. */
  readonly doubts: readonly CoverageDoubt[];
  /** Other coverages that the request or our records name, for the order of benefits. */
  readonly others: readonly OtherCoverage[];
}

/** Why a person has to say which coverage decides. */
export type CoverageDoubt =
  | 'not-one-focal'
  | 'not-known'
  | 'several'
  | 'plan-closed'
  /** The coverage as sent is not in force on a date of service. */
  | 'dates'
  /** It names a plan or a group that is not the member's. */
  | 'other-plan'
  | 'self-pay'
  /** Insurer or payor has our number, and another company's. */
  | 'other-payer';

/** A coverage beside the one that decides. */
export interface OtherCoverage {
  /** For the record: where the request names it, or which of our records it is. */
  readonly name: string;
  /** True when it pays before the one that decides, as far as it is said. */
  readonly isFirst: boolean;
}

/**
 * Finds the member's coverage that the request names as focal, in force when a line begins; never
 * another one instead. Undefined when it is not in force. What does not name one of ours leaves
 * the member's own coverages, for a person to say.
 * Source: digest §4.3; R4 Claim.insurance.focal.
 */
export function findCoverage(asked: StandingQuestion, { key }: Member): Covered | undefined {
  const { request, records } = asked;
  const own = records.coverages.flatMap((coverage) => {
    const plan = records.plans.find(({ id }) => id === coverage.planId);
    return coverage.memberKey === key && plan !== undefined ? [openOf(asked, coverage, plan)] : [];
  });
  const [sent] = focalCoverages(request).toSorted((one, other) => one.sequence - other.sequence);
  const named = sent === undefined ? [] : namedBy(sent, own);
  const inForce = (named.length > 0 ? named : own)
    .filter(isInForce)
    .toSorted((one, other) => compared(one.firstStart, other.firstStart));
  const [found] = inForce;
  if (found === undefined) return undefined;
  const { coverage, plan, receivedOn } = found;
  const doubts: readonly (CoverageDoubt | false)[] = [
    focalCoverages(request).length !== 1 && 'not-one-focal',
    named.length === 0 && 'not-known',
    (inForce.some((one) => one.plan.id !== plan.id) || namesOtherPlan(sent, found, own)) &&
      'several',
    plan.isActive === false && 'plan-closed',
    !isSentInForce(request, sent, receivedOn) && 'dates',
    namesStrangePlan(sent, found, own) && 'other-plan',
    sent?.isSelfPay === true && 'self-pay',
    namesOtherPayer(asked, plan) && 'other-payer',
  ];
  return {
    ...{ coverage, plan, receivedOn },
    doubts: doubts.filter((doubt) => doubt !== false),
    others: [...othersSent(request, sent), ...othersKnown(found, own)],
  };
}

/** A coverage with its plan, and the starts of lines that lie in it. */
interface Open {
  readonly coverage: MemberCoverage;
  readonly plan: Plan;
  readonly receivedOn: CivilDate;
  /** The first start of a line that it covers. */
  readonly firstStart?: CivilDate;
}

function openOf(
  { request, receivedAt }: StandingQuestion,
  coverage: MemberCoverage,
  plan: Plan,
): Open {
  const receivedOn = civilDateOf(receivedAt, plan.timeZone);
  const [firstStart] = request.lines
    .map((line) => lineSpan(request, line, receivedOn).from)
    .filter((start) => coverage.withdrawn === undefined && spanIncludes(coverage.span, start))
    .sort();
  return { coverage, plan, receivedOn, ...(firstStart === undefined ? {} : { firstStart }) };
}

function isInForce({ firstStart }: Open): boolean {
  return firstStart !== undefined;
}

function compared(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other);
}

/** The coverages that a sent one names: by identifier, else by subscriber; then by plan, group. */
function namedBy(sent: CoverageAsSent, own: readonly Open[]): readonly Open[] {
  const byIdentifier = own.filter(({ coverage }) =>
    areShared(coverage.identifiers, sent.identifiers),
  );
  const bySubscriber = own.filter(({ coverage }) => coverage.subscriberId === sent.subscriberId);
  const both = byIdentifier.filter((one) => bySubscriber.includes(one));
  const [named = []] = [both, byIdentifier, bySubscriber].filter(({ length }) => length > 0);
  const ofPlan = narrowed(named, ({ plan }) => plan.id === sent.planNumber);
  return narrowed(ofPlan, ({ coverage }) => coverage.groupNumber === sent.groupNumber);
}

function narrowed(named: readonly Open[], isMeant: (one: Open) => boolean): readonly Open[] {
  const meant = named.filter(isMeant);
  return meant.length > 0 ? meant : named;
}

/** True when the plan number is that of another plan of the member than the one that was found. */
function namesOtherPlan(
  sent: CoverageAsSent | undefined,
  found: Open,
  own: readonly Open[],
): boolean {
  const named = sent?.planNumber;
  return found.plan.id !== named && own.some(({ plan }) => plan.id === named);
}

/** True when every line lies within the dates that the sender's coverage gives. */
function isSentInForce(
  request: ReviewRequest,
  sent: CoverageAsSent | undefined,
  receivedOn: CivilDate,
): boolean {
  const { from, to } = sent?.span ?? {};
  const spans = request.lines.map((line) => lineSpan(request, line, receivedOn));
  return spans.every((span) => {
    const last = span.to ?? span.from;
    return (
      (from ?? span.from) <= span.from && span.from <= (to ?? span.from) && last <= (to ?? last)
    );
  });
}

/** True for a plan that is none of the member's, and a group that is not that of the coverage. */
function namesStrangePlan(
  sent: CoverageAsSent | undefined,
  { coverage }: Open,
  own: readonly Open[],
): boolean {
  const plans = own.flatMap((one) => [
    one.plan.id,
    one.plan.name,
    one.coverage.planNumber ?? one.plan.id,
  ]);
  const groups = coverage.groupNumber === undefined ? [] : [coverage.groupNumber];
  return isStrange(sent?.planNumber, plans) || isStrange(sent?.groupNumber, groups);
}

/** Where we know nothing, nothing is strange. */
function isStrange(sent: string | undefined, known: readonly string[]): boolean {
  return sent !== undefined && known.length > 0 && !known.some((one) => plain(one) === plain(sent));
}

function plain(text: string): string {
  return text.trim().toUpperCase();
}

function othersSent(
  { coverages }: ReviewRequest,
  focal: CoverageAsSent | undefined,
): readonly OtherCoverage[] {
  return coverages
    .filter((one) => one !== focal)
    .map(({ origin, sequence }) => ({
      name: `${origin} of the request`,
      isFirst: focal !== undefined && sequence < focal.sequence,
    }));
}

function othersKnown({ coverage }: Open, own: readonly Open[]): readonly OtherCoverage[] {
  return own
    .filter((one) => one.coverage !== coverage && isInForce(one))
    .map((one) => ({
      name: `coverage ${one.coverage.key}`,
      isFirst: (one.coverage.order ?? 1) < (coverage.order ?? 1),
    }));
}
