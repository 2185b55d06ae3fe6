import { fail, ok, type Result } from '../../result.ts';
import type { ThreadClient } from './thread-client.ts';

/** Threads that all do the same. */
export interface ThreadPool<Command, Reply> {
  /**
   * Problems: one line, when the thread failed at it or died over it, when the pool is closed, or
   * when `signal` says that nobody waits for it any more: then it is not begun.
   */
  ask(command: Command, bytes: number, signal: AbortSignal): Promise<Result<Reply, string>>;
  /** True while a thread is there. */
  isReady(): boolean;
  /** Ends the threads at once; what is not answered has failed. */
  close(): Promise<void>;
}

/** What a pool is made of. */
export interface PoolInput<Command, Reply> {
  readonly count: number;
  readonly start: (
    onDeath: (reason: string) => void,
  ) => Promise<Result<ThreadClient<Command, Reply>, string>>;
  /** A thread died; it gets a successor. */
  readonly onDeath: (reason: string) => void;
  /** No successor could be started, or each dies before it has answered anything. */
  readonly onFatal: (reason: string) => void;
}

/** What a thread has at hand, so that it need not wait for this one's next turn. */
const AT_HAND_MAX = 16;
const AT_HAND_BYTES_MAX = 1024 * 1024;
/** Deaths one after the other, without an answer between them. */
const DEATHS_MAX = 5;

/** Starts threads; what they can't have at hand yet waits here, in order. Problems: one line. */
export async function startPool<Command, Reply>(
  input: PoolInput<Command, Reply>,
): Promise<Result<ThreadPool<Command, Reply>, string>> {
  const pool = new Pool(input);
  const added = await Promise.all(Array.from({ length: input.count }, () => pool.add()));
  const refused = added.find((one) => !one.ok);
  if (refused === undefined) return ok(pool);
  await pool.close();
  return refused;
}

interface Task<Command, Reply> {
  readonly command: Command;
  readonly bytes: number;
  readonly settle: (result: Result<Reply, string>) => void;
}

interface Seat<Command, Reply> {
  readonly thread: ThreadClient<Command, Reply>;
  /** In the order in which the thread takes them: it is at the first. */
  readonly atHand: Task<Command, Reply>[];
}

class Pool<Command, Reply> implements ThreadPool<Command, Reply> {
  readonly #input: PoolInput<Command, Reply>;
  readonly #seats = new Set<Seat<Command, Reply>>();
  readonly #starting = new Set<Promise<unknown>>();
  #queue: Task<Command, Reply>[] = [];
  #deaths = 0;
  #isClosed = false;

  constructor(input: PoolInput<Command, Reply>) {
    this.#input = input;
  }

  ask(command: Command, bytes: number, signal: AbortSignal): Promise<Result<Reply, string>> {
    return new Promise((resolve) => {
      if (this.#isClosed || signal.aborted) {
        resolve(fail(this.#isClosed ? 'the threads are closed' : 'nobody waits for it'));
        return;
      }
      const giveUp = (): void => {
        // What a thread has at hand is its own; what waits is forgotten with its bytes.
        this.#queue = this.#queue.filter((one) => one !== task);
        settle(fail('nobody waits for it'));
      };
      const settle = (result: Result<Reply, string>): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(result);
      };
      const task = { command, bytes, settle };
      signal.addEventListener('abort', giveUp);
      this.#queue.push(task);
      this.#handOut();
    });
  }

  isReady(): boolean {
    return this.#seats.size > 0;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { settle } of this.#queue.splice(0)) settle(fail('the threads are closed'));
    await Promise.all(this.#starting);
    await Promise.all([...this.#seats].map(({ thread }) => thread.stop()));
    this.#seats.clear();
  }

  /** Starts one more thread. */
  async add(): Promise<Result<void, string>> {
    const starting = this.#start();
    this.#starting.add(starting);
    const added = await starting;
    this.#starting.delete(starting);
    this.#handOut();
    return added;
  }

  async #start(): Promise<Result<void, string>> {
    try {
      let seat: Seat<Command, Reply> | undefined;
      const started = await this.#input.start((reason) => this.#bury(seat, reason));
      if (!started.ok) return started;
      seat = { thread: started.value, atHand: [] };
      if (started.value.isAlive()) this.#seats.add(seat);
      return ok(undefined);
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** The one that a thread died over has failed; the others are for another thread. */
  #bury(seat: Seat<Command, Reply> | undefined, reason: string): void {
    if (seat !== undefined) {
      this.#seats.delete(seat);
      const [first, ...others] = seat.atHand.splice(0);
      this.#queue = [...others, ...this.#queue];
      first?.settle(fail(reason));
    }
    if (this.#isClosed) return;
    this.#input.onDeath(reason);
    this.#deaths += 1;
    if (this.#deaths >= DEATHS_MAX) {
      this.#input.onFatal(`${reason}, and those before it`);
      return;
    }
    this.#handOut();
    this.add().then((added) => {
      if (!added.ok && !this.#isClosed) this.#input.onFatal(added.problem);
    });
  }

  #handOut(): void {
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const seat = this.#freest(next.bytes);
      if (seat === undefined) return;
      this.#queue.shift();
      this.#give(seat, next);
    }
  }

  #give(seat: Seat<Command, Reply>, task: Task<Command, Reply>): void {
    seat.atHand.push(task);
    seat.thread.ask(task.command).then((result) => {
      const place = seat.atHand.indexOf(task);
      // Of a thread that died, others have these by now.
      if (place < 0) return;
      seat.atHand.splice(place, 1);
      this.#deaths = 0;
      task.settle(result);
      this.#handOut();
    });
  }

  /** The one that has the least at hand and room for so many bytes; the first always has room. */
  #freest(bytes: number): Seat<Command, Reply> | undefined {
    let found: Seat<Command, Reply> | undefined;
    for (const seat of this.#seats) {
      const { length } = seat.atHand;
      if (length >= (found?.atHand.length ?? AT_HAND_MAX)) continue;
      const held = seat.atHand.reduce((sum, task) => sum + task.bytes, bytes);
      if (length === 0 || held <= AT_HAND_BYTES_MAX) found = seat;
    }
    return found;
  }
}
