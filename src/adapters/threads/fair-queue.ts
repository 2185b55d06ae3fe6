import type { Overfull, Queued, WaitingRoom } from './waiting-room.ts';

/** What a task is taken to cost until its cost is known, in milliseconds. */
const COST_LEAST = 0.2;
const BYTES_A_MS = 100_000;

/** The tasks of one client, and the time that was spent on it. */
interface Lane<Task> {
  readonly client: string;
  waiting: Task[];
  /** Tasks that a thread has. */
  atHand: number;
  spentMs: number;
  /** What the tasks that a thread has are taken to cost. */
  expectedMs: number;
}

/**
 * Tasks by client. Next comes a client on whom least time was spent since it last had nothing to
 * ask, so that a heavy one waits for itself.
 */
export class FairQueue<Task extends Queued> {
  readonly #room: WaitingRoom;
  readonly #runningMs: (client: string) => number;
  readonly #lanes = new Map<string, Lane<Task>>();

  /** `runningMs` is how long threads have been at what they are doing for a client. */
  constructor(room: WaitingRoom, runningMs: (client: string) => number) {
    this.#room = room;
    this.#runningMs = runningMs;
  }

  /** Takes a task in, unless too much of its client waits; one `isLetIn` was taken in before. */
  add(task: Task, isLetIn = false): Overfull | undefined {
    const overfull = isLetIn ? undefined : this.#room.problem(task);
    if (overfull !== undefined) return overfull;
    this.#room.enter(task);
    this.#laneOf(task.client).waiting.push(task);
    return undefined;
  }

  /** Puts back what a thread had and did not begin, in front of the client's others. */
  putBack(tasks: readonly Task[]): void {
    for (const task of tasks.toReversed()) {
      const lane = this.#laneOf(task.client);
      lane.waiting.unshift(task);
      this.#room.enter(task);
      lane.atHand -= 1;
      lane.expectedMs -= estimate(task);
    }
  }

  /** Forgets a task that waits. */
  remove(task: Task): void {
    const lane = this.#laneOf(task.client);
    const place = lane.waiting.indexOf(task);
    if (place < 0) return;
    lane.waiting.splice(place, 1);
    this.#room.leave(task);
    this.#forget(lane);
  }

  /** The task whose turn it is; `take` takes it. */
  next(): Task | undefined {
    return this.#nextLane()?.waiting[0];
  }

  /** Takes a task that a thread is given. */
  take(task: Task): void {
    const lane = this.#laneOf(task.client);
    lane.waiting = lane.waiting.filter((one) => one !== task);
    this.#room.leave(task);
    lane.atHand += 1;
    lane.expectedMs += estimate(task);
  }

  /** A thread is done with a task that it was given. */
  done(task: Task, costMs: number): void {
    const lane = this.#laneOf(task.client);
    lane.atHand -= 1;
    lane.expectedMs -= estimate(task);
    lane.spentMs += costMs;
    this.#forget(lane);
  }

  /** Empties the queue. */
  takeAll(): readonly Task[] {
    const all = [...this.#lanes.values()].flatMap(({ waiting }) => waiting);
    for (const task of all) this.#room.leave(task);
    this.#lanes.clear();
    return all;
  }

  /** Milliseconds, with what runs by now, and what its tasks at hand are taken to cost. */
  spentOn(client: string): number {
    const lane = this.#lanes.get(client);
    return lane === undefined ? 0 : this.#costOf(lane);
  }

  /** True while there is nobody for whom another's tasks could be too many. */
  isOneAlone(): boolean {
    return this.#lanes.size < 2;
  }

  /** How many of a client's tasks threads have. */
  atHandOf(client: string): number {
    return this.#lanes.get(client)?.atHand ?? 0;
  }

  #costOf({ client, spentMs, expectedMs }: Lane<Task>): number {
    return spentMs + expectedMs + this.#runningMs(client);
  }

  #nextLane(): Lane<Task> | undefined {
    let found: Lane<Task> | undefined;
    for (const lane of this.#lanes.values()) {
      if (lane.waiting.length === 0) continue;
      if (found === undefined || this.#costOf(lane) < this.#costOf(found)) found = lane;
    }
    return found;
  }

  /** A client that had nothing to ask begins where those stand who have: it saves up no time. */
  #laneOf(client: string): Lane<Task> {
    const known = this.#lanes.get(client);
    if (known !== undefined && isActive(known)) return known;
    const spentMs = Math.max(known?.spentMs ?? 0, this.#leastSpent());
    const lane = known ?? {
      client,
      waiting: [],
      atHand: 0,
      spentMs,
      expectedMs: 0,
    };
    lane.spentMs = spentMs;
    this.#lanes.set(client, lane);
    return lane;
  }

  #leastSpent(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes.values()) {
      if (isActive(lane)) least = Math.min(least, lane.spentMs);
    }
    return Number.isFinite(least) ? least : 0;
  }

  /** What was spent on a client is kept as long as it is more than was spent on another. */
  #forget(lane: Lane<Task>): void {
    if (isActive(lane)) return;
    const isAlone = [...this.#lanes.values()].every((one) => one === lane || !isActive(one));
    if (isAlone) this.#lanes.clear();
    else if (lane.spentMs <= this.#leastSpent()) this.#lanes.delete(lane.client);
  }
}

function isActive({ waiting, atHand }: Lane<Queued>): boolean {
  return waiting.length > 0 || atHand > 0;
}

function estimate({ bytes }: Queued): number {
  return COST_LEAST + bytes / BYTES_A_MS;
}
