import type { Client } from '../../auth/scope.ts';
import { settleFact } from '../../domain/policy/settle-fact.ts';
import type { Fact } from '../../domain/policy/trace.ts';
import { adjudicate } from '../../domain/review/adjudicate.ts';
import { claimsOfCase, type LedgerClaim } from '../../domain/review/ledger.ts';
import { type LinePlan, planLines } from '../../domain/review/line-plan.ts';
import type { CaseId, ReviewCase } from '../../domain/review/review-case.ts';
import type { ReviewRequest } from '../../domain/review/review-request.ts';
import { establishStanding, type Found } from '../../domain/review/standing.ts';
import type { Instant } from '../../domain/time.ts';
import type { RequestBundle } from '../../fhir/bundle/request-bundle.ts';
import { EvidenceSearch } from '../../fhir/facts/evidence-search.ts';
import type { RulebookInUse } from '../corridor-parts.ts';
import type { Gathered } from './gather.ts';

/** What a request is decided with. */
export interface DecisionInput {
  readonly request: ReviewRequest;
  readonly bundle: RequestBundle;
  readonly gathered: Gathered;
  readonly rules: RulebookInUse;
  readonly caseId: CaseId;
  /** The id of the case when it is refused: each refusal is a case of its own. */
  readonly refusalCaseId: () => CaseId;
  readonly submitter: Client;
  /** For whom an intermediary sends. */
  readonly subSender?: string;
  readonly requestBlobKey: string;
  readonly receivedAt: Instant;
}

/** A decided case, and the ledger that it was decided by. */
export interface Decided {
  readonly case: ReviewCase;
  readonly ledgerVersion: number;
  readonly ledgerClaims: readonly LedgerClaim[];
  /** What the case claims beside them. */
  readonly claims: readonly LedgerClaim[];
}

/** Establishes who asks for whom, finds the facts that the policies name, and decides. */
export function decide(input: DecisionInput): Decided {
  const { request, gathered, rules, receivedAt, submitter, subSender, requestBlobKey } = input;
  const { rulebook } = rules;
  const standing = establishStanding({
    request,
    records: gathered.records,
    submitter,
    receivedAt,
    refusals: rulebook.refusals,
  });
  const plans = standing.kind === 'found' ? planLines(request, standing, rulebook) : [];
  const facts = standing.kind === 'found' ? factsOf(input, plans, standing) : new Map();
  const memberKey = standing.kind === 'found' ? standing.standing.memberKey : '';
  const ledger = gathered.ledgers.get(memberKey);
  const caseId = standing.kind === 'found' ? input.caseId : input.refusalCaseId();
  const reviewCase = adjudicate({
    ...{
      request,
      submitterId: submitter.id,
      ...(subSender === undefined ? {} : { subSender }),
      requestBlobKey,
      caseId,
      receivedAt,
      rulebook,
      standing,
      plans,
      facts,
    },
    ledger: ledger?.claims ?? [],
  });
  return {
    case: reviewCase,
    ledgerVersion: ledger?.version ?? 0,
    ledgerClaims: ledger?.claims ?? [],
    claims: claimsOfCase(reviewCase, rulebook.modifiers),
  };
}

/** The facts of every line; lines that a fact can't be another for share it. */
function factsOf(
  { bundle, rules, receivedAt }: DecisionInput,
  plans: readonly LinePlan[],
  { receivedOn }: Found,
): ReadonlyMap<number, ReadonlyMap<string, Fact>> {
  if (plans.every(({ factIds }) => factIds.length === 0)) return new Map();
  const known = new Map<string, Fact>();
  const namedSequences = [...new Set(plans.flatMap(({ line }) => line.diagnosisSequences))];
  const search = new EvidenceSearch(rules.facts, bundle);
  const factOf = (id: string, { line, span: { from: startOn } }: LinePlan): Fact => {
    const { diagnosisSequences, supportingSequences } = line;
    const definition = rules.rulebook.facts.find((fact) => fact.id === id);
    const day = definition?.recencyDays === undefined ? '' : startOn;
    const isOfCodes = definition?.type === 'codes';
    const named = (isOfCodes ? diagnosisSequences : supportingSequences).join(' ');
    const name = `${id} ${day} ${named}`;
    const fact =
      known.get(name) ??
      (definition === undefined
        ? { id, reason: 'unreadable' as const, evidence: [] }
        : settleFact(definition, search.find(id), {
            startOn,
            today: receivedOn,
            now: receivedAt,
            diagnosisSequences,
            informationSequences: new Set(supportingSequences),
            namedSequences,
          }));
    known.set(name, fact);
    return fact;
  };
  return new Map(
    plans.map((plan) => [
      plan.line.sequence,
      new Map(plan.factIds.map((id) => [id, factOf(id, plan)])),
    ]),
  );
}
