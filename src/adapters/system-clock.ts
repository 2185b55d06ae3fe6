import type { Instant } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => toInstant(new Date().toISOString()),
  elapsedMs: () => performance.now(),
};

function toInstant(text: string): Instant {
  return text as Instant; // brand
}
