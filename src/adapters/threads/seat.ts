import type { FairQueue } from './fair-queue.ts';
import type { Handed, ThreadClient } from './thread-client.ts';
import type { Queued } from './waiting-room.ts';

/** A task that a thread has at hand. */
export interface Entry<Task, Reply> {
  readonly task: Task;
  readonly handed: Handed<Reply>;
}

/** What a thread has at hand, so that it need not wait for this one's next turn. */
const AT_HAND_MAX = 16;
const AT_HAND_BYTES_MAX = 1024 * 1024;

/** A client may be ahead of another by so much before its tasks are taken back. */
const AHEAD_MS_MAX = 20;

/** A thread with what it has at hand, in the order in which it takes them: it is at the first. */
export class Seat<Task extends Queued, Command, Reply> {
  readonly thread: ThreadClient<Command, Reply>;
  readonly #elapsedMs: () => number;
  #entries: Entry<Task, Reply>[] = [];
  #since = 0;

  constructor(thread: ThreadClient<Command, Reply>, elapsedMs: () => number) {
    this.thread = thread;
    this.#elapsedMs = elapsedMs;
  }

  get entries(): readonly Entry<Task, Reply>[] {
    return this.#entries;
  }

  /** Milliseconds that the thread has been at its first. */
  get atFirstMs(): number {
    return this.#entries.length === 0 ? 0 : this.#elapsedMs() - this.#since;
  }

  give(task: Task, command: Command): Entry<Task, Reply> {
    if (this.#entries.length === 0) this.#since = this.#elapsedMs();
    const entry = { task, handed: this.thread.hand(command) };
    this.#entries.push(entry);
    return entry;
  }

  /** Takes one away; gives the milliseconds that it took, if it was the first. */
  remove(entry: Entry<Task, Reply>): number {
    const isFirst = this.#entries[0] === entry;
    const tookMs = isFirst ? this.atFirstMs : 0;
    this.#entries = this.#entries.filter((one) => one !== entry);
    if (isFirst) this.#since = this.#elapsedMs();
    return tookMs;
  }

  clear(): void {
    this.#entries = [];
  }

  /** Whether so many bytes more may be at hand; the first always may. */
  hasRoom(bytes: number): boolean {
    const { length } = this.#entries;
    if (length === 0) return true;
    if (length >= AT_HAND_MAX || !this.thread.hasRoom()) return false;
    const held = this.#entries.reduce((sum, { task }) => sum + task.bytes, bytes);
    return held <= AT_HAND_BYTES_MAX;
  }
}

/** The seat that has the least at hand, room for so many bytes, and is to keep the next. */
export function freest<Task extends Queued, Command, Reply>(
  seats: Iterable<Seat<Task, Command, Reply>>,
  next: Task,
  queue: FairQueue<Task>,
): Seat<Task, Command, Reply> | undefined {
  let found: Seat<Task, Command, Reply> | undefined;
  for (const seat of seats) {
    const isFreer = found === undefined || seat.entries.length < found.entries.length;
    if (isFreer && seat.hasRoom(next.bytes) && !isTooEarly(seat, next, queue)) found = seat;
  }
  return found;
}

/** Whether the next in turn would be taken back as soon as this seat had it. */
function isTooEarly<Task extends Queued, Command, Reply>(
  { entries }: Seat<Task, Command, Reply>,
  next: Task,
  queue: FairQueue<Task>,
): boolean {
  if (entries.length === 0 || queue.isOneAlone()) return false;
  return isAhead(next.client, fairShare(entries.slice(1), next, queue), queue);
}

/**
 * What a thread has at hand, behind the one it is at, of clients who have had more than their
 * share, while others wait: another's would come first now.
 */
export function moreThanFair<Task extends Queued, Command, Reply>(
  { entries }: Seat<Task, Command, Reply>,
  queue: FairQueue<Task>,
): readonly Entry<Task, Reply>[] {
  const [first, ...behind] = entries;
  if (first === undefined || behind.length === 0 || queue.isOneAlone()) return [];
  const next = queue.next();
  const fairMs = fairShare(behind, next, queue);
  const newcomer =
    next !== undefined && queue.atHandOf(next.client) === 0 ? next.client : undefined;
  const seen = new Set([first.task.client]);
  return behind.filter(({ task: { client } }) => {
    const isAnother = seen.has(client);
    seen.add(client);
    const isCrowding =
      isAnother && newcomer !== undefined && queue.spentOn(client) > queue.spentOn(newcomer);
    return isCrowding || isAhead(client, fairMs, queue);
  });
}

/** The least that was spent on a client who waits for this seat, or for any. */
function fairShare<Task extends Queued>(
  behind: readonly Entry<Task, unknown>[],
  next: Task | undefined,
  queue: FairQueue<Task>,
): number {
  let least = next === undefined ? Number.POSITIVE_INFINITY : queue.spentOn(next.client);
  for (const { task } of behind) least = Math.min(least, queue.spentOn(task.client));
  return least;
}

function isAhead(client: string, fairMs: number, queue: FairQueue<Queued>): boolean {
  return queue.spentOn(client) > fairMs + AHEAD_MS_MAX;
}
