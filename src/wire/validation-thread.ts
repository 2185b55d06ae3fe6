import { parentPort, workerData } from 'node:worker_threads';
import { systemDigest } from '../adapters/system-chance.ts';
import type { Opening, ToThread } from '../adapters/threads/messages.ts';
import type { Validator } from '../fhir/validate/validator.ts';
import { faultName } from '../http/log-end.ts';
import type { ReadLimits } from '../operations/rooms/read-limits.ts';
import {
  type JudgedBytes,
  type ValidationAsk,
  validateBytesWith,
} from '../operations/rooms/validate-bytes.ts';
import type { Problem } from '../problem.ts';
import { ok, type Result } from '../result.ts';
import { openValidator } from '../wire.ts';

/** What a thread that judges is started with. */
export interface JudgeInput {
  readonly train: string;
  readonly limits: ReadLimits;
}

/** What it is asked. */
export interface JudgeTask {
  readonly bytes: Uint8Array;
  readonly ask: ValidationAsk;
}

/** What it answers: the verdict; the resource stays. */
export type JudgeReply = Result<JudgedBytes, Problem>;

async function work(port: NonNullable<typeof parentPort>, input: JudgeInput): Promise<void> {
  const { train, limits } = input;
  const validator = await openValidator(train);
  port.on('message', (message: ToThread<JudgeTask>) => {
    if (message === 'close') {
      port.close();
      return;
    }
    // One by one: whoever is judged goes on while the next is looked at.
    for (const { number, command } of message) {
      port.postMessage([{ number, ...judged(validator, command, limits) }]);
    }
  });
  const opened: Opening = { opened: true };
  port.postMessage(opened);
}

/** A fault at one document is that document's alone; it is named without what it repeats. */
function judged(
  validator: Validator,
  { bytes, ask }: JudgeTask,
  limits: ReadLimits,
): { readonly reply: JudgeReply } | { readonly failure: string } {
  try {
    const verdict = validateBytesWith(validator, bytes, { ask, limits, digest: systemDigest });
    if (!verdict.ok) return { reply: verdict };
    const { resource: _, ...told } = verdict.value;
    return { reply: ok(told) };
  } catch (error) {
    return { failure: `a fault while validating: ${faultName(error)}` };
  }
}

if (parentPort !== null) await work(parentPort, workerData);
