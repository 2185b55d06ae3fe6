import { heard, start } from '../hostile/children.ts';
import type { Sample } from '../hostile/figures.ts';

/** What clients are to send: so many at once, or so many a second whatever comes back. */
export type Order =
  | { readonly kind: 'closed'; readonly atOnce: number; readonly forMs: number }
  | { readonly kind: 'open'; readonly perSecond: number; readonly forMs: number };

/** What came of an order: its requests, and how late its senders were by their own fault. */
export interface Sent {
  readonly samples: readonly Sample[];
  readonly lateP99Ms: number;
}

/** Many clients in a process of their own. */
export interface LoadClients {
  /** Comes back when the last request is answered. */
  send(order: Order): Promise<Sent>;
  stop(): void;
}

/** Comes back when the members of all clients are enrolled; `first` is the number of the first. */
export async function startLoad(
  { port, first }: { readonly port: number; readonly first: number },
  clients: readonly string[],
): Promise<LoadClients> {
  const child = start('../load/load-senders.ts', [String(port), String(first), ...clients]);
  let samples: Sample[] = [];
  child.on('message', (told: unknown) => {
    if (Array.isArray(told)) for (const sample of told) samples.push(sample);
  });
  await heard(child, 'ready');
  return {
    send: (order) =>
      new Promise((resolve, reject) => {
        const gone = (): void => reject(new Error('the clients ended before they were done'));
        const listen = (told: unknown): void => {
          if (!isDone(told)) return;
          child.off('message', listen).off('exit', gone);
          resolve({ samples, lateP99Ms: told.lateP99Ms });
        };
        samples = [];
        child.on('message', listen).once('exit', gone);
        child.send(order);
      }),
    stop: () => child.kill(),
  };
}

function isDone(told: unknown): told is { readonly lateP99Ms: number } {
  return typeof told === 'object' && told !== null && 'lateP99Ms' in told;
}
