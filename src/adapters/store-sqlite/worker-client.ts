import { Worker } from 'node:worker_threads';
import type { StoreUnavailable } from '../../ports/store.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Command, Numbered, NumberedReply, Opening, Replies } from './protocol.ts';
import type { WorkerInput } from './worker.ts';

/** The store's side of its worker: commands go out together once a turn of the event loop. */
export interface WorkerClient {
  ask<Kind extends Command['kind']>(
    command: Extract<Command, { kind: Kind }>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Result<Replies[Kind], StoreUnavailable>>;
  isAlive(): boolean;
  close(): Promise<void>;
}

type Settle = (reply: NumberedReply) => void;

/**
 * Starts the worker of a store. `onFatal` is called once when the worker is gone without having
 * been asked to: from then on every command answers that the store is unavailable.
 */
export async function startWorker(
  input: WorkerInput,
  onFatal: (reason: string) => void,
  create: (input: WorkerInput) => Worker = createWorker,
): Promise<Result<WorkerClient, string>> {
  const worker = create(input);
  const opening = await firstWord(worker);
  if ('refused' in opening) return fail(opening.refused);
  return ok(clientOf(worker, onFatal));
}

/** Sources run through a loader that a worker has to be told of; built files need none. */
function createWorker(input: WorkerInput): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  if (!isSource) return new Worker(new URL('./worker.js', import.meta.url), { workerData: input });
  const source = new URL('./worker.ts', import.meta.url).href;
  const loader = new URL('../../../scripts/source-worker.mjs', import.meta.url);
  return new Worker(loader, { workerData: { ...input, source }, execArgv: [] });
}

function firstWord(worker: Worker): Promise<Opening> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ refused: error.message }));
  });
}

function clientOf(worker: Worker, onFatal: (reason: string) => void): WorkerClient {
  const waiting = new Map<number, Settle>();
  let outgoing: Numbered[] = [];
  let transfers: ArrayBuffer[] = [];
  let number = 0;
  let state: 'open' | 'closing' | 'dead' = 'open';

  const send = (): void => {
    const [batch, list] = [outgoing, transfers];
    [outgoing, transfers] = [[], []];
    if (state !== 'dead') worker.postMessage(batch, list);
  };
  const die = (reason: string): void => {
    const isSurprise = state === 'open';
    state = 'dead';
    for (const [id, settle] of waiting) settle({ number: id, failure: reason });
    waiting.clear();
    if (isSurprise) onFatal(reason);
  };
  worker.on('message', (replies: readonly NumberedReply[]) => {
    for (const reply of replies) {
      const settle = waiting.get(reply.number);
      waiting.delete(reply.number);
      settle?.(reply);
    }
  });
  worker.on('error', (error) => die(`the store's worker failed: ${error.message}`));
  worker.on('exit', () => die("the store's worker has ended"));
  return {
    isAlive: () => state === 'open',
    ask: (command, transfer = []) =>
      new Promise((resolve) => {
        if (state !== 'open') {
          resolve(fail({ kind: 'unavailable', reason: 'the store is closed' }));
          return;
        }
        number += 1;
        waiting.set(number, (reply) => resolve(resultOf(reply)));
        if (outgoing.length === 0) setImmediate(send);
        outgoing.push({ number, command });
        transfers.push(...transfer);
      }),
    close: () =>
      new Promise((resolve) => {
        if (state === 'dead') {
          resolve();
          return;
        }
        if (outgoing.length > 0) send();
        state = 'closing';
        worker.once('exit', () => resolve());
        worker.postMessage('close');
      }),
  };
}

/** The worker answers each command with the reply of its kind. */
function resultOf<Kind extends Command['kind']>(
  reply: NumberedReply,
): Result<Replies[Kind], StoreUnavailable> {
  if ('failure' in reply) return fail({ kind: 'unavailable', reason: reply.failure });
  return ok(reply.reply as Replies[Kind]); // brand
}
