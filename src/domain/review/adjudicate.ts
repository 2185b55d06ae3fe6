import { assertNever, present } from '../../result.ts';
import { decisionDue } from '../clock/decision-due.ts';
import type { Facts } from '../policy/evaluate.ts';
import type { ReasonRow, Rulebook } from '../policy/rulebook.ts';
import type { Instant } from '../time.ts';
import { type DecidedLine, decideLine } from './decide-line.ts';
import { explainLine } from './explain-line.ts';
import { administrativeReferenceNumber, authorizationNumber } from './ids.ts';
import { informationRequests } from './information-requests.ts';
import { askerOf, type ClaimingLine, claimsOfLine, type LedgerClaim } from './ledger.ts';
import { LedgerIndex } from './ledger-index.ts';
import type { LinePlan } from './line-plan.ts';
import { linesBeside } from './lines-beside.ts';
import { paceOfReview } from './pace.ts';
import type { CaseEvent, CaseId, Decider, Determination, ReviewCase } from './review-case.ts';
import { type KindOfReview, kindOfReview } from './review-kind.ts';
import type { ReviewRequest } from './review-request.ts';
import type { Found, Refused } from './standing.ts';

/** Everything that a decision needs; nothing else is looked at. */
export interface AdjudicationInput {
  readonly request: ReviewRequest;
  readonly submitterId: string;
  /** For whom an intermediary sends. */
  readonly subSender?: string;
  readonly requestBlobKey: string;
  readonly caseId: CaseId;
  readonly receivedAt: Instant;
  readonly rulebook: Rulebook;
  readonly standing: Found | Refused;
  /** One per line; empty when nothing was found. */
  readonly plans: readonly LinePlan[];
  readonly facts: ReadonlyMap<number, Facts>;
  readonly ledger: readonly LedgerClaim[];
}

/**
 * Decides a request: pure, so that the same input gives the same case. Automation approves,
 * pends, or finds that nothing is needed; it never denies.
 * Source: digest §2; design §6.
 */
export function adjudicate(input: AdjudicationInput): ReviewCase {
  const { standing } = input;
  switch (standing.kind) {
    case 'refused':
      return refusedCase(input, standing);
    case 'found':
      return decidedCase(input, standing);
    default:
      return assertNever(standing);
  }
}

function caseHead(input: AdjudicationInput, { kind, basis: kindBasis }: KindOfReview) {
  const { request, caseId, rulebook } = input;
  const { pace, basis } = paceOfReview(request, kind);
  return {
    schemaVersion: 1 as const,
    id: caseId,
    version: 1,
    submitterId: input.submitterId,
    ...(input.subSender === undefined ? {} : { subSender: input.subSender }),
    receivedAt: input.receivedAt,
    requestBlobKey: input.requestBlobKey,
    request,
    kind,
    kindBasis,
    pace,
    paceBasis: basis,
    rulebookHash: rulebook.hash,
    administrativeReferenceNumber: administrativeReferenceNumber(caseId),
    outbox: [],
  };
}

function refusedCase(input: AdjudicationInput, { refusals }: Refused): ReviewCase {
  const kinds = refusals.map(({ kind }) => kind).join(', ');
  const kind = {
    kind: 'prior-authorization',
    basis: 'not looked at: the request was refused',
  } as const;
  return {
    ...caseHead(input, kind),
    clockBasis: 'no clock: the request was refused, so no review is open',
    refusals,
    lines: input.request.lines.map(({ sequence }) => ({ sequence, determinations: [] })),
    informationRequests: [],
    events: [received(input), event(input.receivedAt, 'refused', kinds)],
  };
}

function decidedCase(input: AdjudicationInput, found: Found): ReviewCase {
  const { request, plans, rulebook, receivedAt } = input;
  const listed = plans.map(({ requirement }) => requirement.requirement);
  const isOnlyRecommended =
    listed.includes('recommended') && listed.every((one) => one !== 'required');
  const head = caseHead(input, kindOfReview(request, found.receivedOn, isOnlyRecommended));
  const { kind } = head;
  const due = decisionDue(rulebook.clocks, {
    lineOfBusiness: found.standing.lineOfBusiness,
    kind,
    pace: head.pace,
    receivedAt,
    receivedOn: found.receivedOn,
    timeZone: found.standing.timeZone,
  });
  const { facts, caseId } = input;
  const asker = askerOf(input.submitterId, request);
  const decided: DecidedLine[] = [];
  const ledger = new LedgerIndex(input.ledger, rulebook.modifiers);
  const beside = linesBeside(plans, caseId, rulebook);
  const context = { request, caseId, asker, found, kind, ledger, beside, facts, rulebook };
  for (const plan of plans) {
    const one = decideLine(plan, context);
    decided.push(one);
    // The same service twice in one request is held against itself, as it would be in two.
    ledger.add(claimsOfLine({ caseId, asker, ...claiming(one) }, rulebook.modifiers));
  }
  const asked = informationRequests(decided, { caseId: input.caseId, askedAt: receivedAt, due });
  return present({
    ...head,
    standing: found.standing,
    decisionDueAt: due.at,
    clockBasis: due.basis,
    refusals: [],
    lines: decided.map((line) => ({
      sequence: line.plan.line.sequence,
      determinations: [determination(line, input, found)],
    })),
    informationRequests: asked,
    events: [
      received(input),
      ...decided.map(({ plan, decision }) =>
        event(receivedAt, 'determined', `line ${plan.line.sequence}: ${decision.decision}`),
      ),
      ...asked.map(({ controlNumber, document }) =>
        event(receivedAt, 'information-requested', `${document.code} as ${controlNumber}`),
      ),
    ],
  });
}

function claiming({ plan, decision }: DecidedLine): Omit<ClaimingLine, 'caseId' | 'asker'> {
  return { line: plan.line, span: plan.span, decision: decision.decision };
}

function determination(
  line: DecidedLine,
  { caseId, receivedAt, rulebook }: AdjudicationInput,
  { receivedOn, requester }: Found,
): Determination {
  const { plan, decision, trace } = line;
  const { sequence, service, modifiers, quantity } = plan.line;
  return present({
    id: `${caseId}-${sequence}-1`,
    decision: decision.decision,
    pendCause: decision.decision === 'pending' ? decision.cause : undefined,
    decidedAt: receivedAt,
    decidedBy: decider(trace.policy),
    reasonCodes: reasonCodes(line, rulebook.reasons),
    explanation: explainLine(line, rulebook.reasons),
    trace,
    authorization:
      decision.decision === 'approved'
        ? present({
            number: authorizationNumber(caseId, sequence),
            issuedOn: receivedOn,
            span: decision.span,
            service,
            modifiers,
            quantity,
            provider: { key: requester.key, name: requester.name },
          })
        : undefined,
  });
}

function decider(policy: DecidedLine['trace']['policy']): Decider {
  const name = policy === undefined ? 'requirement list' : `${policy.id}@${policy.version}`;
  return { role: 'rule', name };
}

function reasonCodes({ decision }: DecidedLine, reasons: readonly ReasonRow[]): readonly string[] {
  if (decision.decision === 'approved') return [];
  return reasons.filter(({ id }) => id === decision.reason).map(({ code }) => code.code);
}

function received({ receivedAt, submitterId }: AdjudicationInput): CaseEvent {
  return { at: receivedAt, actor: submitterId, role: 'requester', kind: 'received', detail: '' };
}

function event(at: Instant, kind: CaseEvent['kind'], detail: string): CaseEvent {
  return { at, actor: 'rulebook', role: 'rule', kind, detail };
}
