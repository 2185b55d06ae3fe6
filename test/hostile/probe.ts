import type { Sample } from './figures.ts';
import { timedRequest } from './timed-request.ts';

const EVERY_MS = 100;
const TIMEOUT_MS = 5_000;

/** Asks `/health/live` ten times a second, each time on a new connection. */
export function startProbe(port: number): { readonly samples: readonly Sample[]; stop(): void } {
  const samples: Sample[] = [];
  const probe = async (): Promise<void> => {
    const sending = { port, method: 'GET', path: '/health/live', timeoutMs: TIMEOUT_MS };
    const { at, ms, isGood, end } = await timedRequest(sending);
    // Who gets no answer knows as much after its time is over, however soon it was cut off.
    samples.push({ at, ms: isGood ? ms : TIMEOUT_MS, isGood, end });
  };
  const timer = setInterval(probe, EVERY_MS);
  return { samples, stop: () => clearInterval(timer) };
}
