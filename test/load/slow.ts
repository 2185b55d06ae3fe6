import { pause } from '../hostile/senders.ts';
import { watchLives } from './connection-lives.ts';
import { startLoad } from './load-child.ts';
import { type LoadServerInput, startLoadServer } from './load-server.ts';
import { startSlow } from './slow-child.ts';
import type { Ended, Pair, SeenSlow } from './slow-figures.ts';
import { slowKinds } from './slow-kinds.ts';

/** How slow clients are put beside others. */
export interface Slow extends Pick<LoadServerInput, 'build' | 'heapMb'> {
  readonly forMs: number;
  readonly count: number;
}

const LOAD = Array.from({ length: 4 }, (_, at) => `load-${at + 1}`);
const SLOW = 'slow';
/** Normal traffic, a second: a small part of what a server decides. */
const PER_SECOND = 40;
const [WARM_MS, SETTLE_MS, LOOK_MS] = [10_000, 2_000, 250];
const PAIRS_MIN = 3;
/** Long enough that each kind is closed, and opened anew, within it. */
const PHASE_MS = 20_000;
/** So long after its time is over nobody waits for a connection to be closed any more. */
const PATIENCE_MS = 15_000;

/**
 * Normal traffic alone and beside slow clients, in turn; then slow clients that are not replaced,
 * until the server has closed each of them.
 */
export async function slow({ build, heapMb, forMs, count }: Slow): Promise<SeenSlow> {
  const server = await startLoadServer({ build, heapMb, clients: [...LOAD, SLOW] });
  const { port, deaths } = server;
  const stops: (() => void)[] = [];
  try {
    const load = await startLoad({ port, first: 10_000 }, LOAD);
    stops.push(load.stop);
    const clients = await startSlow({ port, count }, SLOW);
    stops.push(clients.stop);
    await load.send({ kind: 'open', perSecond: PER_SECOND, forMs: WARM_MS });
    const pairsCount = Math.max(PAIRS_MIN, Math.round(forMs / PHASE_MS / 2));
    const phase = { kind: 'open', perSecond: PER_SECOND, forMs: forMs / pairsCount / 2 } as const;
    const normal = async () => {
      await pause(SETTLE_MS);
      return (await load.send(phase)).samples;
    };
    const pairs: Pair[] = [];
    for (let pair = 0; pair < pairsCount; pair += 1) {
      const without = await normal();
      await clients.open('again');
      const beside = await normal();
      clients.leave();
      pairs.push({ without, beside });
    }
    const ended = await endsOf(port, () => clients.open('open'));
    return { pairs, ended, restarts: deaths.length };
  } finally {
    for (const stop of stops) stop();
    await server.stop();
  }
}

/** Opens slow connections, and watches them until none is held or patience is at its end. */
async function endsOf(port: number, open: () => Promise<void>): Promise<readonly Ended[]> {
  await pause(SETTLE_MS);
  const watch = watchLives(port);
  await open();
  const until = Date.now() + Math.max(...slowKinds.map(({ mostMs }) => mostMs)) + PATIENCE_MS;
  const isHeld = (): boolean => slowKinds.some(({ prefix }) => watch.held(prefix) > 0);
  await pause(SETTLE_MS);
  while (isHeld() && Date.now() < until) await pause(LOOK_MS);
  watch.stop();
  return slowKinds.map(({ name, prefix, mostMs }) => {
    const own = watch.lives.filter(({ address }) => address.startsWith(prefix));
    const livesMs = own.map(({ firstAt, lastAt }) => lastAt - firstAt);
    return { name, mostMs, livesMs, held: watch.held(prefix) };
  });
}
