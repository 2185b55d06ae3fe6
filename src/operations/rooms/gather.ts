import type { MemberCoverage, Plan } from '../../domain/member/member.ts';
import type { LedgerClaim } from '../../domain/review/ledger.ts';
import type { ReviewCase } from '../../domain/review/review-case.ts';
import type { ReviewRequest } from '../../domain/review/review-request.ts';
import type { PayerRecords } from '../../domain/review/standing-question.ts';
import type { Store, StoreAnswer, SubmissionDocument } from '../../ports/store.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import type { RequestKeys } from './identify.ts';
import { candidateMembers, lookUpsOf, planLookUp, relatedLookUps } from './look-ups.ts';
import { unavailable } from './persist.ts';

/** What the store knows about a request before it is decided. */
export interface Gathered {
  readonly records: PayerRecords;
  /** The case of the same transmission, or of the same request under new identifiers. */
  readonly earlier?: EarlierCase;
  readonly ledgers: ReadonlyMap<string, Ledger>;
}

/** A member's ledger with the version that it was read in. */
export interface Ledger {
  readonly version: number;
  readonly claims: readonly LedgerClaim[];
}

/** A case that answers the request already. */
export interface EarlierCase {
  readonly case: ReviewCase;
  readonly by: 'transmission' | 'content';
}

/**
 * Reads everything that the decision may look at, in two round trips; a third where the coverages
 * of a member turn up plans that nothing before had named.
 */
export async function gather(
  store: Store,
  request: ReviewRequest,
  clientId: string,
  keys: RequestKeys,
): Promise<Result<Gathered, Problem>> {
  const lookUps = lookUpsOf(request, clientId);
  if (!lookUps.ok) return lookUps;
  const first = await store.read({
    submissions: [keys.submissionKey],
    ...(request.change === 'none' ? { content: { clientId, contentKey: keys.contentKey } } : {}),
    records: lookUps.value,
  });
  if (!first.ok) return fail(unavailable(first.problem));
  const related = relatedLookUps(first.value);
  if (!related.ok) return related;
  const ledgers = candidateMembers(first.value);
  const second = await store.read({ ledgers, records: related.value });
  if (!second.ok) return fail(unavailable(second.problem));
  const answers = [first.value, second.value];
  const coverages = distinct(answers.flatMap((answer) => answer.coverages));
  const plans = await plansOf(store, coverages, second.value.plans);
  if (!plans.ok) return plans;
  return ok(
    present({
      earlier: earlierOf(first.value, keys),
      ledgers: new Map(second.value.ledgers.map((ledger) => [ledger.memberKey, ledger])),
      records: {
        plans: plans.value,
        members: distinct(answers.flatMap(({ members }) => members)),
        coverages,
        providers: first.value.providers,
        registrations: first.value.registrations,
      },
    }),
  );
}

async function plansOf(
  store: Store,
  coverages: readonly MemberCoverage[],
  known: readonly Plan[],
): Promise<Result<readonly Plan[], Problem>> {
  const missing = coverages.filter(({ planId }) => known.every(({ id }) => id !== planId));
  if (missing.length === 0) return ok(known);
  const more = await store.read({ records: [planLookUp(missing)] });
  return more.ok ? ok([...known, ...more.value.plans]) : fail(unavailable(more.problem));
}

function earlierOf(answer: StoreAnswer, keys: RequestKeys): EarlierCase | undefined {
  const same = answer.submissions.find(({ id }) => id === keys.submissionKey);
  const byTransmission = caseOf(answer, same);
  if (byTransmission !== undefined) return { case: byTransmission, by: 'transmission' };
  const byContent = caseOf(answer, answer.sameContent);
  return byContent === undefined ? undefined : { case: byContent, by: 'content' };
}

function caseOf(
  { cases }: StoreAnswer,
  submission: SubmissionDocument | undefined,
): ReviewCase | undefined {
  return cases.find(({ id }) => id === submission?.caseId);
}

function distinct<Record extends { readonly key: string }>(
  records: readonly Record[],
): readonly Record[] {
  return [...new Map(records.map((record) => [record.key, record])).values()];
}
