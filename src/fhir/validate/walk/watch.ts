/** How long a validation may take, and whether anybody still waits for it. */
export interface TimeLimit {
  readonly maxMs: number;
  /** How long when nothing that is found would still be told; a twentieth where it isn't said. */
  readonly fullMs?: number;
  /** What whoever runs the program calls this limit. */
  readonly name?: string;
  /** Milliseconds of a clock that is never set back. */
  elapsedMs(): number;
  /** True when nobody waits for what is found any more. */
  isGivenUp?(): boolean;
}

/** When a time was over, and how long it was; less, when nothing more would have been told. */
export interface TimeOver {
  readonly afterMs: number;
  readonly maxMs: number;
  readonly isFull: boolean;
}

const FULL_SHARE = 20;

/** Looks at the time for one validation; once it is over it stays so. */
export class Watch {
  readonly #limit: TimeLimit;
  readonly #isFull: () => boolean;
  readonly #startedAt: number;
  #over: TimeOver | undefined;

  /** `isFull`: whether more that is found would only be counted. */
  constructor(limit: TimeLimit, isFull: () => boolean) {
    this.#limit = limit;
    this.#isFull = isFull;
    this.#startedAt = limit.elapsedMs();
  }

  /** Undefined as long as it isn't. */
  get over(): TimeOver | undefined {
    return this.#over;
  }

  get name(): string | undefined {
    return this.#limit.name;
  }

  /** Looks; true when the validation has to end. */
  isOver(): boolean {
    if (this.#over !== undefined) return true;
    const afterMs = this.#limit.elapsedMs() - this.#startedAt;
    const isFull = this.#isFull();
    const maxMs = isFull ? this.#fullMs : this.#limit.maxMs;
    if (afterMs <= maxMs && this.#limit.isGivenUp?.() !== true) return false;
    this.#over = { afterMs, maxMs, isFull };
    return true;
  }

  /** Another watch, from now on, for what makes samples: as long as when the list is full. */
  forSamples(): Watch {
    return new Watch({ ...this.#limit, maxMs: this.#fullMs }, () => false);
  }

  get #fullMs(): number {
    return this.#limit.fullMs ?? this.#limit.maxMs / FULL_SHARE;
  }
}
