import { startHonest } from '../hostile/children.ts';
import { pause } from '../hostile/senders.ts';
import { turnsBetween, turnsOf } from '../processes/turns-of.ts';
import { lagOf } from './lag.ts';
import { startLoad } from './load-child.ts';
import { startLoadServer } from './load-server.ts';
import type { SeenOverload } from './overload-figures.ts';

/** How an overload is made. */
export interface Overload {
  readonly build: string;
  readonly heapMb: number;
  readonly forMs: number;
  /** How many times its capacity a server is offered. */
  readonly times: number;
}

const HONEST = Array.from({ length: 8 }, (_, at) => `honest-${at + 1}`);
const LOAD = Array.from({ length: 8 }, (_, at) => `load-${at + 1}`);
/** A member that no honest client has. */
const LOAD_MEMBER = 10_000;
/** For the engine to compile what it will. */
const WARM_MS = 10_000;
const CAPACITY_MS = 10_000;
/** As many as keep it busy, and as it always has places for. */
const AT_ONCE = 64;
const [REST_MS, BEFORE_MS, AFTER_MS] = [3_000, 10_000, 20_000];

/**
 * Measures what a server decides a second, then offers it a multiple of that for a while, by the
 * clock and whatever comes back; honest clients with two requests a second each are there all the
 * time.
 */
export async function overload({ build, heapMb, forMs, times }: Overload): Promise<SeenOverload> {
  const server = await startLoadServer({ build, heapMb, clients: [...HONEST, ...LOAD] });
  const { port, memory, deaths } = server;
  const stops: (() => void)[] = [];
  try {
    const load = await startLoad({ port, first: LOAD_MEMBER }, LOAD);
    stops.push(load.stop);
    const honest = await startHonest(port, HONEST);
    stops.push(honest.stop);
    await load.send({ kind: 'closed', atOnce: AT_ONCE, forMs: WARM_MS });
    const most = await load.send({ kind: 'closed', atOnce: AT_ONCE, forMs: CAPACITY_MS });
    const capacity = most.samples.filter(({ isGood }) => isGood).length / (CAPACITY_MS / 1000);
    await pause(REST_MS);
    const begin = Date.now();
    await pause(BEFORE_MS);
    // Each look at the lag begins it anew.
    await lagOf(port);
    const before = turnsOf(server.pid());
    const from = Date.now();
    const offered = await load.send({ kind: 'open', perSecond: times * capacity, forMs });
    const turns = turnsBetween(before, turnsOf(server.pid()));
    const lag = await lagOf(port);
    await pause(AFTER_MS);
    const span = { begin, from, to: from + forMs };
    const seen = { capacity, times, offered, honest: honest.samples, lag, turns, memory };
    return { ...span, ...seen, restarts: deaths.length };
  } finally {
    for (const stop of stops) stop();
    await server.stop();
  }
}
