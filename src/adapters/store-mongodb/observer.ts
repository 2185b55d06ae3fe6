import { LRUCache } from 'lru-cache';
import type { Reservation } from '../store-documents/text-store.ts';

/**
 * Tells which reservations are abandoned: those of attempts that failed here, and those that have
 * been seen unchanged for longer than any writer works. Only this process's own passing of time
 * counts, so that clocks of processes may differ as they like.
 */
export interface ReservationObserver {
  isAbandoned(reservation: Reservation): boolean;
  /** An attempt of this process has failed: nobody works on it any more. */
  fail(attempt: string): void;
}

const REMEMBERED_MAX = 10_000;

/** Makes an observer; `elapsedMs` is the time that has passed by a clock that never jumps. */
export function createObserver(
  reservationMs: number,
  elapsedMs: () => number,
): ReservationObserver {
  const firstSeen = new LRUCache<string, number>({ max: REMEMBERED_MAX });
  const failed = new LRUCache<string, true>({ max: REMEMBERED_MAX });
  return {
    isAbandoned({ attempt }) {
      if (failed.has(attempt)) return true;
      const seen = firstSeen.get(attempt);
      if (seen !== undefined) return elapsedMs() - seen >= reservationMs;
      firstSeen.set(attempt, elapsedMs());
      return false;
    },
    fail(attempt) {
      failed.set(attempt, true);
    },
  };
}
