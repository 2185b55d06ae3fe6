import type { Logger } from 'pino';
import type { Clock } from '../ports/clock.ts';
import type { Store, StoreProblem, Weigh } from '../ports/store.ts';
import type { Result } from '../result.ts';

/** What is watched, and where it is told. */
export interface HealthParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long a call of the store may take, ms. */
  readonly lagMs: number;
  /** True while documents can be validated. */
  readonly canValidate: () => boolean;
}

/** Whether the server can be expected to answer, as far as its calls have shown. */
export interface Health {
  /** The store, whose calls are watched. */
  readonly store: Store;
  isReady(): boolean;
  /** Looks at what no call has shown, and whether what has failed works again. */
  look(): Promise<void>;
}

/** Once it was unavailable, the store has to take as much as a request may bring. */
const PROBE_BYTES = 1024 * 1024;

/** How long it is until what was damaged is read again: twice as long each time. */
const AGAIN_MS = 10_000;
const AGAIN_MS_MAX = 600_000;

type Answered<Value> = Promise<Result<Value, StoreProblem>>;

/** What a call waits for in it is not the store's: then the call counts as none. */
type Outside = (weigh: Weigh | undefined) => Weigh | undefined;

/**
 * Watches the store and the validation. What fails makes the server not ready, until a look finds
 * that it works; the log has one line for each change.
 */
export function watchHealth(parts: HealthParts): Health {
  const watch = new Watch(parts);
  return {
    store: watched(parts.store, watch),
    isReady: () => watch.problem() === undefined,
    look: () => watch.look(),
  };
}

function watched(store: Store, watch: Watch): Store {
  return {
    ...store,
    // Again without weighing: whose call it was has gone.
    read: (query, weigh) =>
      watch.reading(
        (outside) => store.read(query, outside(weigh)),
        () => store.read(query),
      ),
    readBlob: (key, weigh) =>
      watch.reading(
        (outside) => store.readBlob(key, outside(weigh)),
        () => store.readBlob(key),
      ),
    countRecords: (kind) => watch.reading(() => store.countRecords(kind)),
    readAudit: (after, limit) => watch.reading(() => store.readAudit(after, limit)),
    write: (write) => watch.writing(() => store.write(write)),
    importRecords: (records) => watch.writing(() => store.importRecords(records)),
    sealAudit: (at) => watch.writing(() => store.sealAudit(at)),
    // Not the sweep: it has nothing to write, or much, or what one dead writer left unreadable.
    claimStream: (claim) => watch.changing(() => store.claimStream(claim)),
    appendToStream: (stream, entries) =>
      watch.changing(() => store.appendToStream(stream, entries)),
    clear: () => watch.changing(() => store.clear()),
  };
}

/** What has failed, and how it is found out that it works again. */
interface Fault {
  readonly kind: 'unavailable' | 'damaged';
  readonly reason: string;
  readonly isMended: () => Promise<boolean>;
}

/** How damage that a call met is found to be mended. */
type Mending = () => Fault['isMended'];

class Watch {
  readonly #parts: HealthParts;
  /** When calls began that have no answer, the oldest first. */
  readonly #open = new Set<{ readonly beganMs: number }>();
  #writes = 0;
  #fault: Fault | undefined;
  #told: string | undefined;
  #isLooking = false;

  constructor(parts: HealthParts) {
    this.#parts = parts;
  }

  /** What keeps the server from being ready, in one line. */
  problem(): string | undefined {
    const { store, clock, lagMs, canValidate } = this.#parts;
    if (this.#fault !== undefined) return this.#fault.reason;
    if (!store.isReady()) return 'the store does not answer';
    const [oldest] = this.#open;
    if (oldest !== undefined && clock.elapsedMs() - oldest.beganMs > lagMs) {
      return `the store lags: a call has waited for longer than ${lagMs} ms`;
    }
    return canValidate() ? undefined : 'no validation thread is there';
  }

  reading<Value>(
    work: (outside: Outside) => Answered<Value>,
    again: () => Answered<Value> = () => work((weigh) => weigh),
  ): Answered<Value> {
    // After a write it is read anew, and not what is remembered of it.
    const { store } = this.#parts;
    const isMended = async () => (await store.probe(1)).ok && (await again()).ok;
    return this.#call(work, () => this.#everLater(isMended));
  }

  /** It is not made again to see whether it can be: a write has to come through after it. */
  changing<Value>(work: () => Answered<Value>): Answered<Value> {
    const before = this.#writes;
    return this.#call(work, () => async () => this.#writes > before);
  }

  /** A change that shows, when it comes through, that the store takes what requests bring. */
  async writing<Value>(work: () => Answered<Value>): Answered<Value> {
    const result = await this.changing(work);
    if (result.ok) this.#writes += 1;
    return result;
  }

  /** What may read much is asked at growing intervals, as long as it says no. */
  #everLater(ask: Fault['isMended']): Fault['isMended'] {
    const { clock } = this.#parts;
    let [waitMs, fromMs] = [AGAIN_MS, 0];
    return async () => {
      if (clock.elapsedMs() < fromMs) return false;
      const isSo = await ask();
      fromMs = clock.elapsedMs() + waitMs;
      waitMs = Math.min(waitMs * 2, AGAIN_MS_MAX);
      return isSo;
    };
  }

  async look(): Promise<void> {
    if (!this.#isLooking) {
      this.#isLooking = true;
      try {
        await this.#probe();
      } finally {
        this.#isLooking = false;
      }
    }
    this.#tell();
  }

  async #probe(): Promise<void> {
    const fault = this.#fault;
    // That much can be written says nothing of what was damaged.
    const bytes = fault?.kind === 'unavailable' ? PROBE_BYTES : 0;
    const probe = () => this.#parts.store.probe(bytes);
    const probed = await this.#call(probe, () => async () => true);
    if (fault === undefined || !probed.ok) return;
    if (await fault.isMended()) this.#fault = undefined;
  }

  async #call<Value>(
    work: (outside: Outside) => Answered<Value>,
    mending: Mending,
  ): Answered<Value> {
    let call = this.#begin();
    const outside: Outside = (weigh) =>
      weigh &&
      (async (bytes) => {
        this.#open.delete(call);
        try {
          return await weigh(bytes);
        } finally {
          call = this.#begin();
        }
      });
    try {
      const result = await work(outside);
      if (!result.ok) this.#note(result.problem, mending);
      return result;
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      this.#note({ kind: 'unavailable', reason: `it failed (${name})` }, mending);
      throw error;
    } finally {
      this.#open.delete(call);
    }
  }

  #begin(): { readonly beganMs: number } {
    const call = { beganMs: this.#parts.clock.elapsedMs() };
    this.#open.add(call);
    return call;
  }

  /** The first fault stands until it is mended: others that follow from it say nothing new. */
  #note({ kind, reason }: StoreProblem, mending: Mending): void {
    if (kind === 'unavailable') {
      // That a store takes a write is all that there is to know.
      this.#fault ??= { kind, reason: `the store: ${reason}`, isMended: async () => true };
    }
    if (kind === 'damaged') {
      this.#fault ??= { kind, reason: `the store is damaged: ${reason}`, isMended: mending() };
    }
    this.#tell();
  }

  #tell(): void {
    const reason = this.problem();
    if (reason === this.#told) return;
    this.#told = reason;
    if (reason === undefined) this.#parts.log.info('ready again');
    else this.#parts.log.error({ reason }, 'not ready');
  }
}
