import type { Logger } from 'pino';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** What chores are done with. */
export interface ChoreParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** How long a reservation may go unchanged, ms. */
  readonly reservationMs: number;
  /** Looks whether the server is ready, every `probeMs`. */
  readonly look: () => Promise<void>;
  readonly probeMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * Begins what a server does beside its calls: sweeping abandoned reservations, sealing the audit
 * every hour, and looking at its own health. Returns how to end it.
 */
export function startChores(parts: ChoreParts): () => void {
  const { store, clock, log, reservationMs, look, probeMs } = parts;
  const failed = (error: unknown): void => {
    log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'a chore failed');
  };
  const sweep = async (): Promise<void> => {
    const swept = await store.sweep();
    if (!swept.ok) log.warn({ reason: swept.problem.reason }, 'abandoned work was not swept');
    else if (swept.value.completed + swept.value.freed > 0) log.info(swept.value, 'swept');
  };
  const seal = async (): Promise<void> => {
    const sealed = await store.sealAudit(clock.now());
    if (!sealed.ok) log.warn({ reason: sealed.problem.reason }, 'the audit was not sealed');
  };
  const timers = [
    setInterval(() => void sweep().catch(failed), Math.ceil(reservationMs / 2)),
    setInterval(() => void seal().catch(failed), HOUR_MS),
    setInterval(() => void look().catch(failed), probeMs),
  ];
  for (const timer of timers) timer.unref();
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
