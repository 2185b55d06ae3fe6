import type { RecordDocument } from '../../../ports/store.ts';
import { fail, type Result } from '../../../result.ts';

/** What became of a resource: a record, or the reason why it is none. */
export type RecordReading = Result<RecordDocument, RecordFault>;

/** Why a resource is no record: it is nothing of ours, or something is wrong with it. */
export interface RecordFault {
  readonly kind: 'skipped' | 'faulty';
  readonly reason: string;
}

/** A resource that should be a record, and what keeps it from being one. */
export function faulty(reason: string): Result<never, RecordFault> {
  return fail({ kind: 'faulty', reason });
}
