import type { EventEmitter } from 'node:events';
import type { Shares } from './shares.ts';

/** Shares for which one can wait. */
export interface WaitingLine {
  /** Takes so much at once or when others give back; says what stood in the way at the end. */
  take(holder: string, amount: number, response: EventEmitter): ReturnType<Wait>;
  giveBack(holder: string, amount: number): void;
}

type Wait = () => Promise<'all' | 'own' | undefined>;

/**
 * A line before shares: who comes first is looked at first, and whoever doesn't fit yet keeps
 * nobody waiting who does. It is left after so many milliseconds, or when the sender is gone.
 */
export function createWaitingLine(shares: Shares, waitMs: number): WaitingLine {
  const looks = new Set<() => void>();
  return {
    take: async (holder, amount, response) => {
      const lack = shares.take(holder, amount);
      if (lack === undefined || waitMs === 0) return lack;
      return new Promise((resolve) => {
        const end = (result: 'all' | 'own' | undefined): void => {
          looks.delete(look);
          clearTimeout(timer);
          response.off('close', giveUp);
          resolve(result);
        };
        const look = (): void => {
          if (shares.take(holder, amount) === undefined) end(undefined);
        };
        const giveUp = (): void => end(lack);
        const timer = setTimeout(() => end(shares.take(holder, amount)), waitMs);
        response.once('close', giveUp);
        looks.add(look);
      });
    },
    giveBack: (holder, amount) => {
      shares.giveBack(holder, amount);
      for (const look of looks) look();
    },
  };
}
