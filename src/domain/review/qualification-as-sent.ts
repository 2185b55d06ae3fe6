import type { Origin } from '../code.ts';
import type { DateSpan } from '../time.ts';

/** A licence or another qualification of a practitioner, as the request tells it. */
export interface QualificationAsSent {
  readonly origin: Origin;
  /** When it is in force: its own period, and those of its numbers. */
  readonly periods: readonly Partial<DateSpan>[];
  /** True when a period of it can't be read. */
  readonly isUnreadable?: boolean;
  /** What is written on it, beside its codes too. */
  readonly texts: readonly string[];
}
