/** What waits, and for whom. */
export interface Queued {
  readonly client: string;
  readonly bytes: number;
}

/** How much of one client may wait. */
export interface WaitingLimits {
  readonly countMax: number;
  readonly bytesMax: number;
}

/** Why no more of a client's may wait. */
export interface Overfull {
  readonly of: 'count' | 'bytes';
  readonly figure: number;
  readonly max: number;
}

interface Held {
  readonly count: number;
  readonly bytes: number;
}

const NOTHING: Held = { count: 0, bytes: 0 };

/** What waits of each client, in all queues that share the room. */
export class WaitingRoom {
  readonly #limits: WaitingLimits;
  readonly #held = new Map<string, Held>();

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /** Why this may not wait as well; undefined when it may. */
  problem(task: Queued): Overfull | undefined {
    const { countMax, bytesMax } = this.#limits;
    const held = this.#held.get(task.client) ?? NOTHING;
    const count = held.count + 1;
    const bytes = held.bytes + task.bytes;
    if (count > countMax) return { of: 'count', figure: count, max: countMax };
    // One that is alone may be as long as any.
    if (count > 1 && bytes > bytesMax) return { of: 'bytes', figure: bytes, max: bytesMax };
    return undefined;
  }

  /** It waits from now on, whatever the limits say. */
  enter({ client, bytes }: Queued): void {
    this.#add(client, 1, bytes);
  }

  /** It waits no more. */
  leave({ client, bytes }: Queued): void {
    this.#add(client, -1, -bytes);
  }

  #add(client: string, count: number, bytes: number): void {
    const held = this.#held.get(client) ?? NOTHING;
    const next = { count: held.count + count, bytes: held.bytes + bytes };
    if (next.count > 0) this.#held.set(client, next);
    else this.#held.delete(client);
  }
}
