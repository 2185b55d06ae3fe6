import type { Worker } from 'node:worker_threads';
import type { StoreProblem } from '../../ports/store.ts';
import { fail, ok, type Result } from '../../result.ts';
import { storeProblem } from '../store-documents/store-problem.ts';
import { newThread } from '../threads/new-thread.ts';
import { startThread, type ThreadClient } from '../threads/thread-client.ts';
import type { Command, Replies } from './protocol.ts';
import type { WorkerInput } from './worker.ts';

/** The store's side of its worker. */
export interface WorkerClient {
  ask<Kind extends Command['kind']>(
    command: Extract<Command, { kind: Kind }>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Result<Replies[Kind], StoreProblem>>;
  isAlive(): boolean;
  close(): Promise<void>;
}

/**
 * Starts the worker of a store. `onFatal` is called once when the worker is gone without having
 * been asked to: from then on every command answers that the store is unavailable.
 */
export async function startWorker(
  input: WorkerInput,
  onFatal: (reason: string) => void,
  create: (input: WorkerInput) => Worker = createWorker,
): Promise<Result<WorkerClient, string>> {
  const name = input.mode === 'read' ? "the store's reader" : "the store's worker";
  const thread = { name, onDeath: onFatal };
  const started = await startThread<Command, Replies[keyof Replies]>(create(input), thread);
  return started.ok ? ok(clientOf(started.value)) : started;
}

function createWorker(input: WorkerInput): Worker {
  return newThread(import.meta.url, 'worker', input);
}

function clientOf(thread: ThreadClient<Command, Replies[keyof Replies]>): WorkerClient {
  return {
    isAlive: thread.isAlive,
    close: thread.close,
    async ask<Kind extends Command['kind']>(
      command: Extract<Command, { kind: Kind }>,
      transfer?: readonly ArrayBuffer[],
    ): Promise<Result<Replies[Kind], StoreProblem>> {
      const replied = await thread.ask(command, transfer);
      if (!replied.ok) return fail(storeProblem(replied.problem));
      // The worker answers each command with the reply of its kind.
      return ok(replied.value as Replies[Kind]); // brand
    },
  };
}
