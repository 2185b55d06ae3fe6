import { systemDigest } from '../adapters/system-chance.ts';
import { newThread } from '../adapters/threads/new-thread.ts';
import { startThread } from '../adapters/threads/thread-client.ts';
import { startPool } from '../adapters/threads/thread-pool.ts';
import type { Validator } from '../fhir/validate/validator.ts';
import type { ReadLimits } from '../operations/rooms/read-limits.ts';
import { type ValidateBytes, validateBytesWith } from '../operations/rooms/validate-bytes.ts';
import { fail, ok, type Result } from '../result.ts';
import type { JudgeInput, JudgeReply, JudgeTask } from './validation-thread.ts';

/** Where bytes are judged, and how that is ended. */
export interface Validation {
  readonly validateBytes: ValidateBytes;
  isReady(): boolean;
  close(): Promise<void>;
}

/** What judging is started with. */
export interface ValidationInput {
  /** For judging without threads: each thread opens its own. */
  readonly validator: Validator;
  readonly threads: number;
  readonly train: string;
  readonly limits: ReadLimits;
  /** A document could not be judged; the reason repeats nothing of it. */
  readonly onFault: (reason: string) => void;
  /** A thread died; it gets a successor. */
  readonly onDeath: (reason: string) => void;
  /** No successor could be started, or each dies before it has judged anything. */
  readonly onFatal: (reason: string) => void;
}

/**
 * Judges bytes in threads of their own, so that a document that takes long holds up nothing but
 * other documents; with 0 threads here. A thread that dies fails the document it was at.
 * Problems: one line that says why a thread can't be started.
 */
export async function startValidation(input: ValidationInput): Promise<Result<Validation, string>> {
  const { validator, threads, train, limits, onFault, onDeath, onFatal } = input;
  if (threads === 0) {
    return ok({
      validateBytes: async (bytes, ask) =>
        validateBytesWith(validator, bytes, { ask, limits, digest: systemDigest }),
      isReady: () => true,
      close: async () => undefined,
    });
  }
  const judge: JudgeInput = { train, limits };
  const pool = await startPool<JudgeTask, JudgeReply>({
    count: threads,
    start: (onEnd) => {
      const worker = newThread(import.meta.url, 'validation-thread', judge);
      return startThread(worker, { name: 'a validation thread', onDeath: onEnd });
    },
    onDeath,
    onFatal,
  });
  if (!pool.ok) return pool;
  return ok({
    async validateBytes(bytes, ask, signal) {
      const replied = await pool.value.ask({ bytes, ask }, bytes.length, signal);
      if (replied.ok) return replied.value;
      if (signal.aborted) return fail({ code: 'time-budget-exceeded', retryAfterSeconds: 5 });
      onFault(replied.problem);
      throw new Error(replied.problem);
    },
    isReady: () => pool.value.isReady(),
    close: () => pool.value.close(),
  });
}
