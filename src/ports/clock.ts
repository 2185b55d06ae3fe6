import type { Instant } from '../domain/time.ts';

/** The time, as an instant and as milliseconds that only ever grow. */
export interface Clock {
  now(): Instant;
  /** Milliseconds of a clock that is never set back; for spans, not for dates. */
  elapsedMs(): number;
}
