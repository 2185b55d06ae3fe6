/**
 * What both sides of a thread know of the commands that it has at hand, in memory that they share:
 * which it has begun, and which nobody wants any more.
 */
export type TaskFlags = Int32Array<SharedArrayBuffer>;

/** Commands that can be on their way at one time. */
export const FLAGS = 1024;

const WAITS = 0;
const BEGUN = 1;
const DROPPED = 2;

/** Flags for one thread. */
export function createTaskFlags(): TaskFlags {
  return new Int32Array(new SharedArrayBuffer(FLAGS * Int32Array.BYTES_PER_ELEMENT));
}

/** The sender's, before it sends a command. */
export function announce(flags: TaskFlags, number: number): void {
  Atomics.store(flags, number % FLAGS, WAITS);
}

/** The thread's: true when the command is to be done; it is begun then. */
export function begin(flags: TaskFlags, number: number): boolean {
  return Atomics.compareExchange(flags, number % FLAGS, WAITS, BEGUN) === WAITS;
}

/** The sender's: true when the command was not begun, and never will be. */
export function recall(flags: TaskFlags, number: number): boolean {
  return Atomics.compareExchange(flags, number % FLAGS, WAITS, DROPPED) === WAITS;
}

/** The sender's: nobody waits for the command any more, begun or not. */
export function drop(flags: TaskFlags, number: number): void {
  Atomics.store(flags, number % FLAGS, DROPPED);
}

/** The sender's: true when the thread has begun the command. */
export function isBegun(flags: TaskFlags, number: number): boolean {
  return Atomics.load(flags, number % FLAGS) !== WAITS;
}

/** The thread's: true when it need not go on. */
export function isDropped(flags: TaskFlags, number: number): boolean {
  return Atomics.load(flags, number % FLAGS) === DROPPED;
}
