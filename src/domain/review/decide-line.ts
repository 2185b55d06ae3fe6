import { procedureCodesIn, shownCode } from '../code/procedure-code.ts';
import type { Code } from '../code.ts';
import { allDecisive, decisive } from '../policy/decisive.ts';
import { evaluate, type Facts } from '../policy/evaluate.ts';
import type { Policy } from '../policy/policy.ts';
import type { ReasonId, Rulebook } from '../policy/rulebook.ts';
import type { CheckTrace, CriterionTrace, LineTrace, PolicyTrace } from '../policy/trace.ts';
import type { DateSpan } from '../time.ts';
import type { CheckContext } from './checks/check.ts';
import { kindCheck } from './checks/kind-check.ts';
import { periodCheck } from './checks/period-check.ts';
import { togetherCheck } from './checks/together-check.ts';
import type { LedgerIndex } from './ledger-index.ts';
import { lineChecks, openChecks } from './line-checks.ts';
import type { LinePlan } from './line-plan.ts';
import type { LinesBeside } from './lines-beside.ts';
import type { CaseId, ReviewKind } from './review-case.ts';
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
  readonly caseId: CaseId;
  readonly asker: string;
  readonly found: Found;
  readonly kind: ReviewKind;
  readonly ledger: LedgerIndex;
  readonly beside: LinesBeside;
  readonly facts: ReadonlyMap<number, Facts>;
  readonly rulebook: Rulebook;
}

const free: RuleDecision = { decision: 'not-required', reason: 'not-required' };

const clinicalReview = byPerson('clinical-review');
/** Where nothing clinical is open: the criteria are met, or there are none. */
const administrativeReview = byPerson('administrative-review');

function byPerson(reason: ReasonId): RuleDecision {
  return { decision: 'pending', cause: 'clinical-review', reason };
}

/** Decides one line by its checks and the criteria of its policy. Source: digest §2.6, §4, §5. */
export function decideLine(plan: LinePlan, context: LineContext): DecidedLine {
  const { kind } = context;
  const ofLine = { ...context, plan };
  const checks = [...lineChecks(ofLine), kindCheck(kind, plan.requirement)];
  const isClear = openChecks(checks).length === 0;
  const { policy, requirement } = plan.requirement;
  if (policy === undefined) {
    const isFree = requirement === 'none' && isClear;
    return { plan, decision: isFree ? free : unruled(requirement), trace: { checks } };
  }
  const criteria = evaluate(policy.criteria, context.facts.get(plan.line.sequence) ?? new Map());
  const isLookedAt = isClear && criteria.result === 'met';
  const granted = isLookedAt ? grantChecks(ofLine, policy, criteria) : [];
  const isAutomatic = isClear && openChecks(granted).length === 0;
  const held = criteria.result === 'met' ? administrativeReview : clinicalReview;
  return {
    plan,
    trace: { checks: [...checks, ...granted], policy: policyTrace(policy, criteria) },
    decision: isAutomatic ? byCriteria(plan, policy, criteria) : held,
  };
}

/** What is left to check once the criteria are met: how long, alone and with what is there. */
function grantChecks(
  context: CheckContext,
  policy: Policy,
  criteria: CriterionTrace,
): readonly CheckTrace[] {
  const period = periodCheck(context.plan, policy, criteria);
  if (period.result !== 'pass') return [period];
  return [period, togetherCheck(context, policy, criteria)];
}

/** Who looks at a line that no policy says anything of. */
function unruled(requirement: LinePlan['requirement']['requirement']): RuleDecision {
  if (requirement === 'unknown') return byPerson('code-unknown');
  return requirement === 'none' ? administrativeReview : clinicalReview;
}

function policyTrace({ id, version, hash }: Policy, criteria: CriterionTrace): PolicyTrace {
  return { id, version, hash, result: criteria.result, criteria };
}

function byCriteria({ span }: LinePlan, policy: Policy, criteria: CriterionTrace): RuleDecision {
  if (criteria.result === 'met') {
    // What is granted is what was asked for and checked: nothing is added and nothing cut off.
    return policy.outcome.met === 'approve' ? { decision: 'approved', span } : clinicalReview;
  }
  if (criteria.result === 'notMet' || policy.outcome.unknown !== 'request-information') {
    return clinicalReview;
  }
  if (allDecisive(criteria).some(isForPerson)) return clinicalReview;
  const open = new Set(decisive(criteria).map(({ id }) => id));
  const documents = policy.documents.filter(({ settles }) => settles.some((id) => open.has(id)));
  if (documents.length === 0) return clinicalReview;
  return { decision: 'pending', cause: 'information', reason: 'information-missing', documents };
}

/** What came and can't be read is not asked for again as if nothing had come: a person reads it. */
function isForPerson({ fact, disagreesWith }: CriterionTrace): boolean {
  if (disagreesWith !== undefined) return true;
  const { reason } = fact ?? {};
  const isUnread = reason === 'unreadable' || reason === 'conflicting' || reason === 'doubted';
  return isUnread || fact?.isPartial === true;
}

/** A service as texts name it: by its code, since a name beside it is only the sender's word. */
export function nameOfLine(service: readonly Code[]): string {
  const [first] = procedureCodesIn(service);
  return first === undefined ? '' : shownCode(first);
}
