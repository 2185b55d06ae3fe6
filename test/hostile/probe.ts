import type { Sample } from './figures.ts';
import { type Sending, timedRequest } from './timed-request.ts';

/** What is asked from time to time. */
export interface Probing {
  readonly everyMs: number;
  readonly atOnce: number;
  readonly timeoutMs: number;
  readonly asks: () => Omit<Sending, 'timeoutMs'>;
}

/** Asks again and again, each time on a new connection, whether or not it was answered before. */
export function startProbe({ everyMs, atOnce, timeoutMs, asks }: Probing): {
  readonly samples: readonly Sample[];
  stop(): void;
} {
  const samples: Sample[] = [];
  const probe = async (): Promise<void> => {
    const { at, ms, isGood, end } = await timedRequest({ ...asks(), timeoutMs });
    // Who gets no answer knows as much after its time is over, however soon it was cut off.
    samples.push({ at, ms: isGood ? ms : timeoutMs, isGood, end });
  };
  const timer = setInterval(() => Array.from({ length: atOnce }, probe), everyMs);
  return { samples, stop: () => clearInterval(timer) };
}
