import { systemDigest } from '../adapters/system-chance.ts';
import { newThread } from '../adapters/threads/new-thread.ts';
import { createTaskFlags } from '../adapters/threads/task-flags.ts';
import { startThread, type ThreadClient } from '../adapters/threads/thread-client.ts';
import { startPool, type ThreadPool } from '../adapters/threads/thread-pool.ts';
import { type Overfull, WaitingRoom } from '../adapters/threads/waiting-room.ts';
import type { Validator } from '../fhir/validate/validator.ts';
import type { ReadLimits } from '../operations/rooms/read-limits.ts';
import { type ValidateBytes, validateBytesWith } from '../operations/rooms/validate-bytes.ts';
import type { Problem } from '../problem.ts';
import { fail, ok, type Result } from '../result.ts';
import { Quarantine } from './quarantine.ts';
import { SlowClients } from './slow-clients.ts';
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
  readonly validator: () => Validator;
  readonly threads: number;
  readonly train: string;
  readonly limits: ReadLimits;
  readonly waiting: NamedWaiting;
  /** A document could not be judged; the reason repeats nothing of it. */
  readonly onFault: (reason: string) => void;
  /** A thread died; it gets a successor. */
  readonly onDeath: (reason: string) => void;
  /** No successor could be started, or none judges even what is right. */
  readonly onFatal: (reason: string) => void;
  /** Tests give their own threads. */
  readonly startJudge?: StartJudge;
}

/** Starts a thread that judges. */
export type StartJudge = (
  judge: JudgeInput,
  onDeath: (reason: string) => void,
) => Promise<Result<ThreadClient<JudgeTask, JudgeReply>, string>>;

/**
 * Judges bytes in threads of their own, so that a document that takes long holds up nothing but
 * other documents that do; with 0 threads here. A thread that dies fails the document it was at,
 * which is not tried again.
 * Problems: one line that says why a thread can't be started.
 */
export async function startValidation(input: ValidationInput): Promise<Result<Validation, string>> {
  const { threads, limits } = input;
  if (threads === 0) {
    const validator = input.validator();
    return ok({
      validateBytes: async (bytes, ask) =>
        validateBytesWith(validator, bytes, {
          ask,
          limits,
          digest: systemDigest,
          elapsedMs: () => performance.now(),
        }),
      isReady: () => true,
      close: async () => undefined,
    });
  }
  const quarantine = new Quarantine(systemDigest);
  // What a client may have waiting, it may have at both looks together.
  const shared = { quarantine, room: new WaitingRoom(input.waiting) };
  const pool = await startJudges(input, shared, firstLook(limits));
  if (!pool.ok) return pool;
  const longLook = longLookOf(input, shared);
  const slow = new SlowClients(() => performance.now());
  const ask: Ask = async (task, asking) => {
    const brief = slow.has(asking.client) ? { firstMs: BRIEF_MS } : {};
    const replied = await pool.value.ask({ ...task, ...brief }, asking);
    const isLong = replied.ok && replied.value.isUnfinished && limits.time.maxMs > FIRST_MS;
    if (isLong) slow.add(asking.client);
    return isLong ? longLook.ask(task, { ...asking, isLetIn: true }) : replied;
  };
  return ok({
    async validateBytes(bytes, asked, { client, signal }) {
      if (quarantine.has(bytes)) return fail(REFUSED);
      const asking = { client: client.id, bytes: bytes.length, signal };
      const replied = await ask({ bytes, ask: asked }, asking);
      if (replied.ok) return replied.value.verdict;
      if (signal.aborted) return fail({ code: 'time-budget-exceeded', retryAfterSeconds: 5 });
      const { reason, overfull } = replied.problem;
      if (overfull !== undefined) return fail(tooMuchWaits(overfull, input.waiting));
      input.onFault(reason);
      throw new Error(reason);
    },
    isReady: () => pool.value.isReady(),
    async close() {
      await longLook.close();
      await pool.value.close();
    },
  });
}

type Judges = ThreadPool<JudgeTask, JudgeReply>;
type Ask = Judges['ask'];

/** What both looks have in common. */
interface Shared {
  readonly quarantine: Quarantine;
  readonly room: WaitingRoom;
}

/**
 * How long the first look at a document may take. What takes longer is looked at again, by a thread
 * that is started for such documents: they wait for one another, and others not for them.
 */
const FIRST_MS = 500;

/** The same for who sent such a document a moment ago: others wait for each first look. */
const BRIEF_MS = 100;

function firstLook(limits: ReadLimits): ReadLimits {
  const { maxMs, name } = limits.time;
  return { ...limits, time: { maxMs: Math.min(maxMs, FIRST_MS), fullMs: maxMs / 20, name } };
}

/** With nothing to look at for so long, its thread ends, and gives back the memory it had. */
const IDLE_MS = 30_000;

/**
 * Its thread is started for the first such document, for the next one when it has failed, and when
 * it has ended for want of any.
 */
function longLookOf(input: ValidationInput, shared: Shared): Pick<Judges, 'ask' | 'close'> {
  let judges: ReturnType<typeof startJudges> | undefined;
  let looking = 0;
  let idle: NodeJS.Timeout | undefined;
  const close = async (started: typeof judges): Promise<void> => {
    if (judges === started) judges = undefined;
    const closing = await started;
    if (closing?.ok === true) await closing.value.close();
  };
  const start = (): NonNullable<typeof judges> => {
    const onFatal = (reason: string): void => {
      input.onDeath(`for documents that take long: ${reason}`);
      void close(starting);
    };
    const starting = startJudges({ ...input, threads: 1, onFatal }, shared, input.limits);
    return starting;
  };
  const look: Ask = async (task, asking) => {
    judges ??= start();
    const asked = judges;
    const started = await asked;
    if (started.ok) return started.value.ask(task, asking);
    await close(asked);
    return fail({ reason: started.problem });
  };
  return {
    async ask(task, asking) {
      clearTimeout(idle);
      looking += 1;
      try {
        return await look(task, asking);
      } finally {
        looking -= 1;
        if (looking === 0) idle = setTimeout(() => close(judges), IDLE_MS).unref();
      }
    },
    close: () => close(judges),
  };
}

function startJudges(
  { threads, train, onDeath, onFatal, startJudge = startThreadOfJudge }: ValidationInput,
  { quarantine, room }: Shared,
  limits: ReadLimits,
): Promise<Result<Judges, string>> {
  return startPool<JudgeTask, JudgeReply>({
    count: threads,
    waiting: room,
    start: (onEnd) => startJudge({ train, limits, flags: createTaskFlags() }, onEnd),
    elapsedMs: () => performance.now(),
    probe: PROBE,
    onDeath: (reason, over) => {
      if (over !== undefined) quarantine.add(over.bytes);
      onDeath(reason);
    },
    onFatal,
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

const startThreadOfJudge: StartJudge = (judge, onDeath) => {
  const worker = newThread(import.meta.url, 'validation-thread', judge);
  return startThread(worker, { name: 'a validation thread', onDeath, flags: judge.flags });
};

function tooMuchWaits({ of, figure, max }: Overfull, { names }: NamedWaiting): Problem {
  const what = of === 'count' ? 'documents' : 'bytes';
  return {
    code: 'too-many-requests',
    detail: `${figure} ${what} of this client wait for validation; ${max} may (${names[of]})`,
    retryAfterSeconds: 1,
  };
}
