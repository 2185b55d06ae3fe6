import type { Weigh } from '../../ports/store.ts';
import type { Call } from '../operation.ts';

/** What is no larger is read at once: an honest case with its request. */
const SMALL_BYTES = 128 * 1024;
/** Reads that wait; who comes later is told so. */
const WAITING_MAX = 32;
const WAITING_OF_ONE_MAX = 8;

/** Lets as much be read back at one time as there is memory for what is made of it. */
export interface ReadGate {
  /**
   * For one call: weighs what it reads, all together, and gives it back once its answer is
   * made. A client has its share, or one read of any length; who reads much waits for itself.
   */
  turnOf(call: Pick<Call, 'client' | 'signal'>): Weigh;
}

/** A read that waits for its turn. */
interface Waiting {
  readonly client: string;
  readonly bytes: number;
  readonly admit: () => void;
}

/** How many stored bytes may be read at one time, and how many of them by one client. */
interface ReadLimits {
  readonly all: number;
  readonly own: number;
}

/** Makes the gate of a server. */
export function createReadGate(limits: ReadLimits): ReadGate {
  const gate = new Gate(limits);
  return {
    turnOf({ client, signal }) {
      let [all, held] = [0, 0];
      const release = (): void => {
        if (held > 0) gate.giveBack(client.id, held);
        held = 0;
      };
      signal.addEventListener('abort', release, { once: true });
      return async (bytes) => {
        // Two that hold some and wait for more would wait for each other.
        release();
        all += bytes;
        if (signal.aborted) return false;
        if (all <= SMALL_BYTES) return true;
        const taken = all;
        if (!(await gate.take(client.id, taken, signal))) return false;
        held += taken;
        // It may have gone after it was let in, and before it heard of it.
        if (signal.aborted) release();
        return !signal.aborted;
      };
    },
  };
}

class Gate {
  readonly #limits: ReadLimits;
  readonly #byClient = new Map<string, number>();
  #used = 0;
  #waiting: Waiting[] = [];

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  take(client: string, bytes: number, signal: AbortSignal): Promise<boolean> {
    if (this.#waiting.length === 0 && this.#isFree(client, bytes)) {
      this.#use(client, bytes);
      return Promise.resolve(true);
    }
    const own = this.#waiting.filter((one) => one.client === client);
    if (this.#waiting.length >= WAITING_MAX || own.length >= WAITING_OF_ONE_MAX) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        resolve(false);
        this.#next();
      };
      const admit = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve(true);
      };
      const waiting = { client, bytes, admit };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#next();
    });
  }

  giveBack(client: string, bytes: number): void {
    this.#use(client, -bytes);
    this.#next();
  }

  /** Admits who waits, in order; one that waits for its own client holds up nobody else. */
  #next(): void {
    const left: Waiting[] = [];
    let isFull = false;
    for (const one of this.#waiting) {
      isFull ||= !this.#hasRoom(one.bytes);
      if (isFull || !this.#isFree(one.client, one.bytes)) {
        left.push(one);
        continue;
      }
      this.#use(one.client, one.bytes);
      one.admit();
    }
    this.#waiting = left;
  }

  #hasRoom(bytes: number): boolean {
    return this.#used === 0 || this.#used + bytes <= this.#limits.all;
  }

  #isFree(client: string, bytes: number): boolean {
    const own = this.#byClient.get(client) ?? 0;
    return this.#hasRoom(bytes) && (own === 0 || own + bytes <= this.#limits.own);
  }

  #use(client: string, bytes: number): void {
    const own = (this.#byClient.get(client) ?? 0) + bytes;
    if (own === 0) this.#byClient.delete(client);
    else this.#byClient.set(client, own);
    this.#used += bytes;
  }
}
