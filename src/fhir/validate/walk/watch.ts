/** How long a validation may take, and whether anybody still waits for it. */
export interface TimeLimit {
  readonly maxMs: number;
  /** What whoever runs the program calls this limit. */
  readonly name?: string;
  /** Milliseconds of a clock that is never set back. */
  elapsedMs(): number;
  /** True when nobody waits for what is found any more. */
  isGivenUp?(): boolean;
}

/** What is left of the time when nothing that is found would still be told. */
const FULL_SHARE = 20;

/** What the making of samples may take besides. */
const SAMPLES_SHARE = 10;

/** Looks at the time for one validation; once it is over it stays so. */
export class Watch {
  readonly #limit: TimeLimit;
  readonly #isFull: () => boolean;
  readonly #startedAt: number;
  #over: { readonly afterMs: number; readonly maxMs: number } | undefined;

  /** `isFull`: whether more that is found would only be counted. */
  constructor(limit: TimeLimit, isFull: () => boolean) {
    this.#limit = limit;
    this.#isFull = isFull;
    this.#startedAt = limit.elapsedMs();
  }

  /** When the time was over, and how long it was; undefined as long as it isn't. */
  get over(): { readonly afterMs: number; readonly maxMs: number } | undefined {
    return this.#over;
  }

  get name(): string | undefined {
    return this.#limit.name;
  }

  /** Looks; true when the validation has to end. */
  isOver(): boolean {
    if (this.#over !== undefined) return true;
    const afterMs = this.#limit.elapsedMs() - this.#startedAt;
    const { maxMs: whole } = this.#limit;
    const maxMs = this.#isFull() ? whole / FULL_SHARE : whole;
    if (afterMs <= maxMs && this.#limit.isGivenUp?.() !== true) return false;
    this.#over = { afterMs, maxMs };
    return true;
  }

  /** Another watch, from now on, for what makes samples. */
  forSamples(): Watch {
    const maxMs = this.#limit.maxMs / SAMPLES_SHARE;
    return new Watch({ ...this.#limit, maxMs }, () => false);
  }
}
