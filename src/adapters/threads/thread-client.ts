import type { Worker } from 'node:worker_threads';
import { inTurns } from '../../in-turns.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Numbered, NumberedReply, Opening } from './messages.ts';
import { announce, drop, FLAGS, isBegun, recall, type TaskFlags } from './task-flags.ts';

/** A command that a thread was sent. */
export interface Handed<Reply> {
  /** Problems as for `ask`. */
  readonly reply: Promise<Result<Reply, string>>;
  /** True when the thread has begun it, or may have. */
  isBegun(): boolean;
  /** Takes it back; false when the thread has begun it. */
  recall(): boolean;
  /** Nobody waits for it any more: the thread may end it where it is. */
  giveUp(): void;
}

/** This side of a thread: commands go out together once a turn of the event loop. */
export interface ThreadClient<Command, Reply> {
  /** Problems: one line, when the thread failed at it, died over it, or is gone. */
  ask(command: Command, transfer?: readonly ArrayBuffer[]): Promise<Result<Reply, string>>;
  /** The same, with a hold on it; only where both sides have flags. */
  hand(command: Command): Handed<Reply>;
  /** True while another command may be on its way. */
  hasRoom(): boolean;
  isAlive(): boolean;
  /** Ends the thread when it has answered what it was asked. */
  close(): Promise<void>;
  /** Ends the thread at once: what it was asked has failed. */
  stop(): Promise<void>;
}

/** What a thread is called, and what is to be told when it is gone. */
export interface ThreadInput {
  /** `the store's worker` */
  readonly name: string;
  /** Called once when the thread is gone without having been asked to. */
  readonly onDeath: (reason: string) => void;
  /** Shared with the thread. */
  readonly flags?: TaskFlags;
}

/** Waits for the first word of a thread. Problems: one line that says why it can't be. */
export async function startThread<Command, Reply>(
  worker: Worker,
  input: ThreadInput,
): Promise<Result<ThreadClient<Command, Reply>, string>> {
  const opening = await firstWord(worker);
  if ('refused' in opening) return fail(opening.refused);
  return ok(clientOf(worker, input));
}

function firstWord(worker: Worker): Promise<Opening> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ refused: error.message }));
    worker.once('exit', () => resolve({ refused: 'the thread ended before it began' }));
  });
}

function clientOf<Command, Reply>(
  worker: Worker,
  { name, onDeath, flags }: ThreadInput,
): ThreadClient<Command, Reply> {
  const waiting: Waiting<Reply> = new Map();
  let outgoing: Numbered<Command>[] = [];
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
    if (isSurprise) onDeath(reason);
    for (const [id, settle] of waiting) settle({ number: id, failure: reason });
    waiting.clear();
  };
  listen(worker, name, { waiting, die });
  const ask = (command: Command, transfer: readonly ArrayBuffer[] = []) =>
    new Promise<Result<Reply, string>>((resolve) => {
      if (state !== 'open') {
        resolve(fail(`${name} is closed`));
        return;
      }
      number += 1;
      if (flags !== undefined) announce(flags, number);
      waiting.set(number, (reply) => resolve(resultOf(reply)));
      if (outgoing.length === 0) setImmediate(send);
      outgoing.push({ number, command });
      for (const buffer of transfer) transfers.push(buffer);
    });
  return {
    isAlive: () => state === 'open',
    ask,
    hand(command) {
      const own = number + 1;
      const reply = ask(command);
      return { reply, ...holdOn(flags, own, () => waiting.has(own)) };
    },
    hasRoom() {
      const [oldest = number] = waiting.keys();
      return number - oldest < FLAGS - 1;
    },
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
    async stop() {
      if (state === 'open') state = 'closing';
      await worker.terminate();
    },
  };
}

type Waiting<Reply> = Map<number, (reply: NumberedReply<Reply>) => void>;

interface Listening<Reply> {
  readonly waiting: Waiting<Reply>;
  readonly die: (reason: string) => void;
}

/** What follows on one reply of a thread takes up to half a millisecond. */
const REPLIES_A_TURN = 4;

function listen<Reply>(worker: Worker, name: string, { waiting, die }: Listening<Reply>): void {
  const turns = inTurns(REPLIES_A_TURN, (reply: NumberedReply<Reply>) => {
    const settle = waiting.get(reply.number);
    waiting.delete(reply.number);
    settle?.(reply);
  });
  worker.on('message', (replies: readonly NumberedReply<Reply>[]) => {
    for (const reply of replies) turns.add(reply);
  });
  const end = (reason: string): void => {
    // What has come is an answer, also when the thread is gone before anybody has looked at it.
    turns.rest();
    die(reason);
  };
  worker.on('messageerror', () => {
    end(`${name} sent what can not be read`);
    void worker.terminate();
  });
  worker.on('error', (error) => end(`${name} failed: ${error.message}`));
  worker.on('exit', () => end(`${name} has ended`));
}

function holdOn(
  flags: TaskFlags | undefined,
  number: number,
  isOpen: () => boolean,
): Omit<Handed<unknown>, 'reply'> {
  return {
    isBegun: () => flags === undefined || isBegun(flags, number),
    recall: () => flags !== undefined && isOpen() && recall(flags, number),
    giveUp: () => {
      if (flags !== undefined && isOpen()) drop(flags, number);
    },
  };
}

function resultOf<Reply>(reply: NumberedReply<Reply>): Result<Reply, string> {
  return 'failure' in reply ? fail(reply.failure) : ok(reply.reply);
}
