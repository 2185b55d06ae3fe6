import { parentPort, workerData } from 'node:worker_threads';
import { systemDigest } from '../adapters/system-chance.ts';
import type { Opening, ToThread } from '../adapters/threads/messages.ts';
import { begin, isDropped, type TaskFlags } from '../adapters/threads/task-flags.ts';
import type { Validator } from '../fhir/validate/validator.ts';
import { faultName } from '../http/log-end.ts';
import type { ReadLimits } from '../operations/rooms/read-limits.ts';
import {
  type BoundedAsk,
  type JudgedBytes,
  needsTime,
  type ValidationAsk,
  validateBytesWith,
} from '../operations/rooms/validate-bytes.ts';
import type { Problem } from '../problem.ts';
import { ok, present, type Result } from '../result.ts';
import { openValidator } from '../wire.ts';

/** What a thread that judges is started with. */
export interface JudgeInput {
  readonly train: string;
  readonly limits: ReadLimits;
  readonly flags: TaskFlags;
}

/** What it is asked. */
export interface JudgeTask {
  readonly bytes: Uint8Array;
  readonly ask: ValidationAsk;
  /** A time that is shorter than that of the thread, after which it is unfinished. */
  readonly firstMs?: number;
}

/** What it answers: the verdict; the resource stays. */
export interface JudgeReply {
  readonly verdict: Result<JudgedBytes, Problem>;
  /** True when the time was over before the end. */
  readonly isUnfinished: boolean;
}

async function work(port: NonNullable<typeof parentPort>, input: JudgeInput): Promise<void> {
  const { train, limits, flags } = input;
  const validator = await openValidator(train);
  port.on('message', (message: ToThread<JudgeTask>) => {
    if (message === 'close') {
      port.close();
      return;
    }
    // One by one: whoever is judged goes on while the next is looked at.
    for (const { number, command } of message) {
      const isGivenUp = (): boolean => isDropped(flags, number);
      const done = begin(flags, number)
        ? judged(validator, command, { limits, isGivenUp })
        : { failure: 'taken back before it was begun' };
      port.postMessage([{ number, ...done }]);
    }
  });
  const opened: Opening = { opened: true };
  port.postMessage(opened);
}

/** A fault at one document is that document's alone; it is named without what it repeats. */
function judged(
  validator: Validator,
  { bytes, ask, firstMs = Number.POSITIVE_INFINITY }: JudgeTask,
  { limits, isGivenUp }: Pick<BoundedAsk, 'limits' | 'isGivenUp'>,
): { readonly reply: JudgeReply } | { readonly failure: string } {
  try {
    const time = { ...limits.time, maxMs: Math.min(limits.time.maxMs, firstMs) };
    const verdict = validateBytesWith(validator, bytes, {
      ...present({ isGivenUp }),
      limits: { ...limits, time },
      ask,
      digest: systemDigest,
      elapsedMs: () => performance.now(),
    });
    const isUnfinished = needsTime(verdict);
    if (!verdict.ok) return { reply: { verdict, isUnfinished } };
    const { resource: _, ...told } = verdict.value;
    return { reply: { verdict: ok(told), isUnfinished } };
  } catch (error) {
    return { failure: `a fault while validating: ${faultName(error)}` };
  }
}

if (parentPort !== null) await work(parentPort, workerData);
