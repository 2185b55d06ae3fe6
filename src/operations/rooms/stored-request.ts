import type { CaseId, ReviewCase } from '../../domain/review/review-case.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { CorridorParts } from '../corridor-parts.ts';
import type { Call } from '../operation.ts';
import { unavailable } from './persist.ts';
import { isReadBy, readFor } from './sub-sender.ts';

/** A case with the bytes that its request came in. */
export interface StoredRequest {
  readonly reviewCase: ReviewCase;
  readonly bytes: Uint8Array;
}

/**
 * Reads the case that the path names; another's answers exactly as one that is not there.
 * Problems: not-found, those of the store, overloaded when too much is read back at this time;
 * parameter-invalid when an intermediary names no sender.
 */
export async function storedRequest(
  { store, reads }: Pick<CorridorParts, 'store' | 'reads'>,
  call: Call,
): Promise<Result<StoredRequest, Problem>> {
  const sender = readFor(call);
  if (!sender.ok) return sender;
  const id = caseId(call.path.id ?? '');
  if (id === undefined) return fail({ code: 'not-found' });
  const weigh = reads.turnOf(call);
  const answer = await call.measure('gather', () => store.read({ cases: [id] }, weigh));
  if (!answer.ok) return fail(unavailable(answer.problem));
  const [reviewCase] = answer.value.cases;
  if (reviewCase === undefined || !isReadBy(reviewCase, call, sender.value)) {
    return fail({ code: 'not-found' });
  }
  const bytes = await store.readBlob(reviewCase.requestBlobKey, weigh);
  if (!bytes.ok) return fail(unavailable(bytes.problem));
  return ok({ reviewCase, bytes: bytes.value ?? new Uint8Array() });
}

function caseId(text: string): CaseId | undefined {
  return /^[0-9A-HJKMNP-TV-Z]{26}$/u.test(text) ? (text as CaseId) : undefined; // brand
}
