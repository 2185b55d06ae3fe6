import type { Code } from '../code.ts';
import { decisive } from '../policy/decisive.ts';
import { evaluate, type Facts } from '../policy/evaluate.ts';
import type { Policy } from '../policy/policy.ts';
import type { ReasonId } from '../policy/rulebook.ts';
import type { CriterionTrace, LineTrace, PolicyTrace } from '../policy/trace.ts';
import { type DateSpan, lastDayOf } from '../time.ts';
import type { LedgerClaim } from './ledger.ts';
import { lineChecks, openChecks } from './line-checks.ts';
import type { LinePlan } from './line-plan.ts';
import type { ReviewKind } from './review-case.ts';
import type { ReviewRequest } from './review-request.ts';
import type { Found } from './standing.ts';

/**
 * What automation may decide: it approves, finds that nothing is needed, or leaves it to people.
 * A denial can't be written in this type. Source: digest §2.5 no. 1.
 */
export type RuleDecision =
  | { readonly decision: 'approved'; readonly span: DateSpan }
  | { readonly decision: 'not-required'; readonly reason: ReasonId }
  | { readonly decision: 'pending'; readonly cause: 'clinical-review'; readonly reason: ReasonId }
  | {
      readonly decision: 'pending';
      readonly cause: 'information';
      readonly reason: ReasonId;
      readonly documents: Policy['documents'];
    };

/** A decision with everything that led to it. */
export interface DecidedLine {
  readonly plan: LinePlan;
  readonly decision: RuleDecision;
  readonly trace: LineTrace;
}

/** What lines are decided with. */
export interface LineContext {
  readonly request: ReviewRequest;
  readonly found: Found;
  readonly kind: ReviewKind;
  readonly ledger: readonly LedgerClaim[];
  readonly facts: ReadonlyMap<number, Facts>;
}

const byPerson: RuleDecision = {
  decision: 'pending',
  cause: 'clinical-review',
  reason: 'clinical-review',
};

/** Decides one line by its checks and the criteria of its policy. Source: digest §2.6, §4, §5. */
export function decideLine(plan: LinePlan, context: LineContext): DecidedLine {
  const { request, found, ledger, kind } = context;
  const checks = lineChecks({ request, plan, found, ledger });
  const isClear = openChecks(checks).length === 0;
  const { policy, requirement } = plan.requirement;
  if (policy === undefined) {
    const isFree = requirement === 'none' && isClear && kind !== 'post-service';
    const free: RuleDecision = { decision: 'not-required', reason: 'not-required' };
    return { plan, decision: isFree ? free : byPerson, trace: { checks } };
  }
  const criteria = evaluate(policy.criteria, context.facts.get(plan.line.sequence) ?? new Map());
  const trace: LineTrace = { checks, policy: policyTrace(policy, criteria) };
  const isAutomatic = isClear && kind !== 'post-service' && kind !== 'concurrent';
  return {
    plan,
    trace,
    decision: isAutomatic ? byCriteria(plan, policy, { criteria, found }) : byPerson,
  };
}

function policyTrace({ id, version, hash }: Policy, criteria: CriterionTrace): PolicyTrace {
  return { id, version, hash, result: criteria.result, criteria };
}

interface Judged {
  readonly criteria: CriterionTrace;
  readonly found: Found;
}

function byCriteria(plan: LinePlan, policy: Policy, { criteria, found }: Judged): RuleDecision {
  if (criteria.result === 'met') {
    if (policy.outcome.met !== 'approve') return byPerson;
    return { decision: 'approved', span: approvedSpan(plan, policy, { criteria, found }) };
  }
  if (criteria.result === 'notMet' || policy.outcome.unknown !== 'request-information') {
    return byPerson;
  }
  const open = new Set(decisive(criteria).map(({ id }) => id));
  const documents = policy.documents.filter(({ settles }) => settles.some((id) => open.has(id)));
  if (documents.length === 0) return byPerson;
  return { decision: 'pending', cause: 'information', reason: 'information-missing', documents };
}

/** From the start of service for the policy's period, not beyond the coverage. */
function approvedSpan({ span }: LinePlan, policy: Policy, { criteria, found }: Judged): DateSpan {
  const met = new Set(
    allNodes(criteria).flatMap(({ id, result }) => (result === 'met' ? [id] : [])),
  );
  const row = policy.limits.approvalPeriods.find(
    ({ criterion }) => criterion === undefined || met.has(criterion),
  );
  const last = row === undefined ? (span.to ?? span.from) : lastDayOf(span.from, row.period);
  const end = found.coverage.span.to;
  return { from: span.from, to: end !== undefined && end < last ? end : last };
}

function allNodes(trace: CriterionTrace): readonly CriterionTrace[] {
  return [trace, ...trace.children.flatMap(allNodes)];
}

/** A service in one word for texts: its first code. */
export function nameOfLine(service: readonly Code[]): string {
  return service[0]?.display ?? service[0]?.code ?? '';
}
