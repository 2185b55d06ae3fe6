import type { ReviewCase } from '../../domain/review/review-case.ts';
import type { Store, StoreProblem, StoreWrite } from '../../ports/store.ts';
import type { Problem } from '../../problem.ts';
import { assertNever, fail, ok, type Result } from '../../result.ts';

/** What became of a decision: it is kept, another request was first, or it has to be made again. */
export type Persisted =
  | { readonly kind: 'kept' }
  | { readonly kind: 'earlier'; readonly case: ReviewCase }
  | { readonly kind: 'again' };

/** Keeps a decision with all that belongs to it; nothing is told before this has answered. */
export async function persist(
  store: Store,
  write: StoreWrite,
): Promise<Result<Persisted, Problem>> {
  const written = await store.write(write);
  if (!written.ok) return fail(unavailable(written.problem));
  const outcome = written.value;
  switch (outcome.kind) {
    case 'stored':
      return ok({ kind: 'kept' });
    case 'duplicate':
      return earlierCase(store, outcome.submission.caseId);
    case 'conflict':
      return ok({ kind: 'again' });
    default:
      return assertNever(outcome);
  }
}

async function earlierCase(
  store: Store,
  caseId: ReviewCase['id'],
): Promise<Result<Persisted, Problem>> {
  const answer = await store.read({ cases: [caseId] });
  if (!answer.ok) return fail(unavailable(answer.problem));
  const [earlier] = answer.value.cases;
  return earlier === undefined
    ? fail({
        code: 'conflict',
        detail: 'The same request is being worked on.',
        retryAfterSeconds: 1,
      })
    : ok({ kind: 'earlier', case: earlier });
}

/** The problem that the sender sees when the store does not answer. */
export function unavailable({ kind, reason }: StoreProblem): Problem {
  switch (kind) {
    case 'unavailable':
      return { code: 'store-unavailable', retryAfterSeconds: 5 };
    case 'damaged':
      return { code: 'store-damaged' };
    case 'too-many':
      return { code: 'too-many-records' };
    case 'busy':
      return { code: 'overloaded', retryAfterSeconds: 2 };
    case 'too-large':
      return {
        code: 'case-too-large',
        detail: `${reason}. To mend it: ask for fewer lines at a time, or send less for each.`,
      };
    default:
      return assertNever(kind);
  }
}
