import { fail, ok, type Result } from '../../result.ts';
import { FairQueue } from './fair-queue.ts';
import { type Entry, freest, moreThanFair, Seat } from './seat.ts';
import type { ThreadClient } from './thread-client.ts';
import type { Overfull, WaitingRoom } from './waiting-room.ts';

/** Who asks, with how much, and how long an answer is waited for. */
export interface Asking {
  readonly client: string;
  readonly bytes: number;
  readonly signal: AbortSignal;
  /** True for what was let in by another pool with the same room: it is not refused again. */
  readonly isLetIn?: true;
}

/** Why there is no answer: one line; `overfull` when too much of the client's waits already. */
export interface PoolProblem {
  readonly reason: string;
  readonly overfull?: Overfull;
}

/** Threads that all do the same. */
export interface ThreadPool<Command, Reply> {
  /**
   * Problems: when the thread failed at it or died over it, when the pool is closed, when too much
   * of the client's waits, or when `signal` says that nobody waits for it any more: then it is not
   * begun, or ended where it is.
   */
  ask(command: Command, asking: Asking): Promise<Result<Reply, PoolProblem>>;
  /** True while a thread is there. */
  isReady(): boolean;
  /** Ends the threads at once; what is not answered has failed. */
  close(): Promise<void>;
}

/** What a pool is made of. */
export interface PoolInput<Command, Reply> {
  readonly count: number;
  /** Pools that share a room share its limits. */
  readonly waiting: WaitingRoom;
  readonly start: (
    onDeath: (reason: string) => void,
  ) => Promise<Result<ThreadClient<Command, Reply>, string>>;
  /** Milliseconds of a clock that is never set back. */
  elapsedMs(): number;
  /** What a thread that is all right always answers; asked when one died after the other. */
  readonly probe?: Command;
  /** A thread died, over this command where there is one; it gets a successor. */
  readonly onDeath: (reason: string, over: Command | undefined) => void;
  /** No successor could be started, or none answers. */
  readonly onFatal: (reason: string) => void;
}

/** Deaths one after the other, without an answer between them, before a successor is probed. */
const DEATHS_MAX = 5;

/** Starts threads; what they can't have at hand yet waits here, by client. Problems: one line. */
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
  readonly client: string;
  readonly bytes: number;
  readonly settle: (result: Result<Reply, PoolProblem>) => void;
}

const closed = fail<PoolProblem>({ reason: 'the threads are closed' });
const forgotten = fail<PoolProblem>({ reason: 'nobody waits for it' });

class Pool<Command, Reply> implements ThreadPool<Command, Reply> {
  readonly #input: PoolInput<Command, Reply>;
  readonly #seats = new Set<Seat<Task<Command, Reply>, Command, Reply>>();
  readonly #starting = new Set<Promise<unknown>>();
  readonly #queue: FairQueue<Task<Command, Reply>>;
  #deaths = 0;
  #isClosed = false;

  constructor(input: PoolInput<Command, Reply>) {
    this.#input = input;
    this.#queue = new FairQueue(input.waiting, (client) => this.#runningMs(client));
  }

  ask(command: Command, asking: Asking): Promise<Result<Reply, PoolProblem>> {
    const { client, bytes, signal, isLetIn } = asking;
    return new Promise((resolve) => {
      if (this.#isClosed || signal.aborted) {
        resolve(this.#isClosed ? closed : forgotten);
        return;
      }
      const giveUp = (): void => {
        settle(forgotten);
        this.#giveUp(task);
      };
      const settle = (result: Result<Reply, PoolProblem>): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(result);
      };
      const task = { command, client, bytes, settle };
      const overfull = this.#queue.add(task, isLetIn);
      if (overfull !== undefined) {
        resolve(fail({ reason: 'too much of the client waits', overfull }));
        return;
      }
      signal.addEventListener('abort', giveUp);
      this.#share();
    });
  }

  isReady(): boolean {
    return this.#seats.size > 0;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { settle } of this.#queue.takeAll()) settle(closed);
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
    this.#share();
    return added;
  }

  async #start(): Promise<Result<void, string>> {
    try {
      let seat: Seat<Task<Command, Reply>, Command, Reply> | undefined;
      const started = await this.#input.start((reason) => this.#bury(seat, reason));
      if (!started.ok) return started;
      const probed = await this.#probe(started.value);
      if (!probed.ok) return probed;
      seat = new Seat(started.value, this.#input.elapsedMs);
      if (started.value.isAlive()) this.#seats.add(seat);
      return ok(undefined);
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** After deaths one after the other: whether it is the threads, or what they were asked. */
  async #probe(thread: ThreadClient<Command, Reply>): Promise<Result<void, string>> {
    const { probe } = this.#input;
    if (this.#deaths < DEATHS_MAX || probe === undefined) return ok(undefined);
    const answered = await thread.ask(probe);
    if (!answered.ok) return answered;
    this.#deaths = 0;
    return ok(undefined);
  }

  /** What waits is forgotten with its bytes; what a thread is at ends where it is. */
  #giveUp(task: Task<Command, Reply>): void {
    this.#queue.remove(task);
    for (const seat of this.#seats) {
      const entry = seat.entries.find((one) => one.task === task);
      if (entry?.handed.recall() === true) {
        seat.remove(entry);
        this.#queue.done(task, 0);
      } else entry?.handed.giveUp();
    }
    // It may have been what others had no room for, or waited behind.
    this.#share();
  }

  /** The one that a thread died over has failed; the others are for another thread. */
  #bury(seat: Seat<Task<Command, Reply>, Command, Reply> | undefined, reason: string): void {
    const over = seat?.entries.find(({ handed }) => handed.isBegun());
    if (seat !== undefined) {
      this.#seats.delete(seat);
      if (over !== undefined) this.#finish(seat, over, fail({ reason }));
      this.#queue.putBack(seat.entries.map(({ task }) => task));
      seat.clear();
    }
    if (this.#isClosed) return;
    this.#input.onDeath(reason, over?.task.command);
    this.#deaths += 1;
    if (this.#deaths >= DEATHS_MAX && this.#input.probe === undefined) {
      this.#input.onFatal(`${reason}, and those before it`);
      return;
    }
    this.#share();
    this.add().then((added) => {
      if (!added.ok && !this.#isClosed) this.#input.onFatal(added.problem);
    });
  }

  #runningMs(client: string): number {
    let sum = 0;
    for (const { entries, atFirstMs } of this.#seats) {
      if (entries[0]?.task.client === client) sum += atFirstMs;
    }
    return sum;
  }

  /** Takes back what a thread has at hand and is not next by now, and hands out what is. */
  #share(): void {
    for (const seat of this.#seats) {
      const back = moreThanFair(seat, this.#queue).filter((entry) => entry.handed.recall());
      for (const entry of back) seat.remove(entry);
      this.#queue.putBack(back.map(({ task }) => task));
    }
    for (let next = this.#queue.next(); next !== undefined; next = this.#queue.next()) {
      const seat = freest(this.#seats, next, this.#queue);
      if (seat === undefined) return;
      this.#queue.take(next);
      this.#give(seat, next);
    }
  }

  #give(seat: Seat<Task<Command, Reply>, Command, Reply>, task: Task<Command, Reply>): void {
    const entry = seat.give(task, task.command);
    entry.handed.reply.then((result) => {
      // What was taken back, and what a dead thread had, others have by now.
      if (!seat.entries.includes(entry)) return;
      this.#deaths = 0;
      this.#finish(seat, entry, result.ok ? result : fail({ reason: result.problem }));
      this.#share();
    });
  }

  #finish(
    seat: Seat<Task<Command, Reply>, Command, Reply>,
    entry: Entry<Task<Command, Reply>, Reply>,
    result: Result<Reply, PoolProblem>,
  ): void {
    this.#queue.done(entry.task, seat.remove(entry));
    entry.task.settle(result);
  }
}
