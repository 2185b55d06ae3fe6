import type { LedgerClaim } from '../../domain/review/ledger.ts';
import type { ReviewCase } from '../../domain/review/review-case.ts';
import type { ReviewRequest } from '../../domain/review/review-request.ts';
import type { PayerRecords } from '../../domain/review/standing.ts';
import type { Store, StoreAnswer, SubmissionDocument } from '../../ports/store.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import type { RequestKeys } from './identify.ts';
import { candidateMembers, lookUpsOf, relatedLookUps } from './look-ups.ts';
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

/** Reads everything that the decision may look at, in two round trips. */
export async function gather(
  store: Store,
  request: ReviewRequest,
  clientId: string,
  keys: RequestKeys,
): Promise<Result<Gathered, Problem>> {
  const first = await store.read({
    submissions: [keys.submissionKey],
    ...(request.change === 'none' ? { content: { clientId, contentKey: keys.contentKey } } : {}),
    records: lookUpsOf(request),
  });
  if (!first.ok) return fail(unavailable(first.problem));
  const earlier = earlierOf(first.value, keys);
  const records = relatedLookUps(first.value);
  const second = await store.read({ ledgers: candidateMembers(first.value), records });
  if (!second.ok) return fail(unavailable(second.problem));
  const answers = [first.value, second.value];
  return ok(
    present({
      earlier,
      ledgers: new Map(second.value.ledgers.map((ledger) => [ledger.memberKey, ledger])),
      records: {
        plans: first.value.plans,
        members: distinct(answers.flatMap(({ members }) => members)),
        coverages: distinct(answers.flatMap(({ coverages }) => coverages)),
        providers: first.value.providers,
      },
    }),
  );
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
