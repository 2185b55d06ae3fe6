import { systemDigest } from '../adapters/system-chance.ts';
import type { Overfull } from '../adapters/threads/fair-queue.ts';
import { newThread } from '../adapters/threads/new-thread.ts';
import { createTaskFlags } from '../adapters/threads/task-flags.ts';
import { startThread, type ThreadClient } from '../adapters/threads/thread-client.ts';
import { startPool } from '../adapters/threads/thread-pool.ts';
import type { Validator } from '../fhir/validate/validator.ts';
import type { ReadLimits } from '../operations/rooms/read-limits.ts';
import { type ValidateBytes, validateBytesWith } from '../operations/rooms/validate-bytes.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { Quarantine } from './quarantine.ts';
import type { JudgeInput, JudgeReply, JudgeTask } from './validation-thread.ts';
import type { NamedWaiting } from './waiting-limits.ts';

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
  readonly waiting: NamedWaiting;
  /** A document could not be judged; the reason repeats nothing of it. */
  readonly onFault: (reason: string) => void;
  /** A thread died; it gets a successor. */
  readonly onDeath: (reason: string) => void;
  /** No successor could be started, or each dies before it has judged anything. */
  readonly onFatal: (reason: string) => void;
}

/**
 * Judges bytes in threads of their own, so that a document that takes long holds up nothing but
 * other documents; with 0 threads here. A thread that dies fails the document
 * it was at, which is not tried again.
 * Problems: one line that says why a thread can't be started.
 */
export async function startValidation(input: ValidationInput): Promise<Result<Validation, string>> {
  const { validator, threads, limits } = input;
  const elapsedMs = (): number => performance.now();
  if (threads === 0) {
    return ok({
      validateBytes: async (bytes, ask) =>
        validateBytesWith(validator, bytes, {
          ask,
          limits,
          digest: systemDigest,
          elapsedMs,
        }),
      isReady: () => true,
      close: async () => undefined,
    });
  }
  const quarantine = new Quarantine();
  const pool = await startPool<JudgeTask, JudgeReply>({
    count: threads,
    waiting: input.waiting,
    start: (onEnd) => startJudge(input, onEnd),
    elapsedMs,
    probe: PROBE,
    onDeath: (reason, over) => {
      if (over !== undefined) quarantine.add(over.bytes);
      input.onDeath(reason);
    },
    onFatal: input.onFatal,
  });
  if (!pool.ok) return pool;
  return ok({
    async validateBytes(bytes, ask, { client, signal }) {
      if (quarantine.has(bytes)) return fail(REFUSED);
      const asking = { client: client.id, bytes: bytes.length, signal };
      const replied = await pool.value.ask({ bytes, ask }, asking);
      if (replied.ok) return replied.value;
      if (signal.aborted) return fail({ code: 'time-budget-exceeded', retryAfterSeconds: 5 });
      const { reason, overfull } = replied.problem;
      if (overfull !== undefined) return fail(tooMuchWaits(overfull, input.waiting));
      input.onFault(reason);
      throw new Error(reason);
    },
    isReady: () => pool.value.isReady(),
    close: () => pool.value.close(),
  });
}

/** What every thread can judge: a thread that can't is not to blame a document. */
const PROBE: JudgeTask = {
  bytes: new TextEncoder().encode('{"resourceType":"Patient"}'),
  ask: { kind: 'resource', profiles: [], modes: [] },
};

const REFUSED: Problem = {
  code: 'document-refused',
  detail: 'its validation ended a thread of the server, so that it is not tried again',
};

function startJudge(
  { train, limits }: ValidationInput,
  onDeath: (reason: string) => void,
): Promise<Result<ThreadClient<JudgeTask, JudgeReply>, string>> {
  const flags = createTaskFlags();
  const judge: JudgeInput = { train, limits, flags };
  const worker = newThread(import.meta.url, 'validation-thread', judge);
  return startThread(worker, { name: 'a validation thread', onDeath, flags });
}

function tooMuchWaits({ of, figure, max }: Overfull, { names }: NamedWaiting): Problem {
  const what = of === 'count' ? 'documents' : 'bytes';
  return {
    code: 'overloaded',
    detail: `${figure} ${what} of this client wait for validation; ${max} may (${names[of]})`,
    retryAfterSeconds: 1,
  };
}
