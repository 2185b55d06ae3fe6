import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { requestsOf } from '../../bench/members.ts';
import { printTable } from '../../bench/table.ts';
import { plainBody } from './bodies.ts';
import { startHonest, startHostile, type Tally } from './children.ts';
import { costOf, type Figures, figuresOf, isKept, type Sample, verdictsOf } from './figures.ts';
import { install } from './installation.ts';
import { hostileKinds } from './kinds.ts';
import { kindsBefore, type Mix, mixesOf } from './mixes.ts';
import { type Probing, startProbe } from './probe.ts';
import { requestText } from './request-text.ts';
import { headersOf, nextNumber, pause } from './senders.ts';
import { type Death, watchServer } from './watched-server.ts';

/**
 * An attacker's half hour: `npm run test:hostile -- [--minutes 30] [--seed N]`. A server as `npm
 * start` starts it, with its sandbox, a store of its own and a small heap; eight honest clients
 * with tokens of their own; beside them random mixes of hostile senders that share one other
 * client's token or have none. `--only KIND [--seconds 20]` sends one kind alone, `--only
 * KIND,KIND` one mix, `--build DIR` takes another build, `--slack 2` doubles the limits of time
 * and memory, for a busy machine. Prints what was seen as a table and as a line of JSON; exit code
 * 1 when a figure is missed.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    heap: { type: 'string', default: '512' },
    slack: { type: 'string', default: '1' },
    build: { type: 'string', default: join(import.meta.dirname, '../..') },
  },
});
const HONEST = Array.from({ length: 8 }, (_, at) => `honest-${at + 1}`);
const HOSTILE = 'hostile';
/** A member that no honest client has. */
const HOSTILE_MEMBER = 900_000;
/** For the engine to compile what it will; then without an attack, and after it. */
const [WARM_MS, BEFORE_MS, AFTER_MS] =
  values.only === undefined ? [10_000, 15_000, 20_000] : [6_000, 5_000, 20_000];
const [LIVE_EVERY_MS, AGAIN_EVERY_MS, PROBE_TIMEOUT_MS] = [100, 500, 5_000];
const BLAMED_MS = 5_000;
/** What health costs at most beside eight honest clients on a machine with nothing else to do. */
const BUSY_MS = 50;

interface Run {
  readonly figures: Figures;
  readonly deaths: readonly Death[];
  readonly from: number;
  readonly tallies: readonly Tally[];
  readonly honest: readonly Sample[];
  readonly live: readonly Sample[];
}

function mixesAsked(): readonly Mix[] {
  const names = hostileKinds.map(({ name }) => name);
  const { only, minutes, seconds, seed } = values;
  if (only === undefined) return mixesOf(names, Number(seed), Number(minutes) * 60_000);
  const kinds = only.split(',');
  const unknown = kinds.find((kind) => !names.includes(kind));
  if (unknown === undefined) return [{ atMs: 0, forMs: Number(seconds) * 1000, kinds }];
  throw new Error(`there is no kind ${unknown}; there are: ${names.join(', ')}`);
}

async function attack(mixes: readonly Mix[]): Promise<Run> {
  const port = 23_000 + (process.pid % 10_000);
  const installed = install(resolve(values.build), [...HONEST, HOSTILE]);
  mkdirSync(join(installed.root, 'data'));
  const environment = {
    ASSENT_STORE: `sqlite:${join(installed.root, 'data/assent.db')}`,
    ASSENT_SANDBOX: 'on',
  };
  const { root } = installed;
  const server = await watchServer({ root, port, heapMb: Number(values.heap), environment });
  const stops: (() => void)[] = [];
  try {
    const sender = { port, token: HOSTILE, member: HOSTILE_MEMBER };
    const hostile = await startHostile(sender, mixes);
    stops.push(hostile.stop);
    const honest = await startHonest(port, HONEST);
    stops.push(honest.stop);
    const probe = startProbe({
      everyMs: LIVE_EVERY_MS,
      atOnce: 1,
      timeoutMs: PROBE_TIMEOUT_MS,
      asks: () => ({ port, method: 'GET', path: '/health/live' }),
    });
    stops.push(probe.stop);
    await pause(WARM_MS);
    const begin = Date.now();
    await pause(BEFORE_MS);
    const from = Date.now();
    await hostile.send();
    const to = Date.now();
    const again = startProbe(hostileAgain(port));
    stops.push(again.stop);
    await pause(AFTER_MS);
    const { deaths, memory } = server;
    const samples = honest.samples;
    const seen = { begin, from, to, honest: samples, live: probe.samples, hostile: again.samples };
    const figures = figuresOf({ ...seen, memory, restarts: deaths.length });
    const during = samples.filter(({ at }) => at >= from && at < to);
    return { figures, deaths, from, tallies: hostile.tallies, honest: during, live: probe.samples };
  } finally {
    for (const stop of stops) stop();
    await server.stop();
    installed.remove();
  }
}

/** Whether the hostile client is one like any other once its attack is over. */
function hostileAgain(port: number): Probing {
  const [bundle = ''] = requestsOf(1, HOSTILE_MEMBER).bundles;
  const body = plainBody(requestText(bundle));
  const headers = headersOf({ token: HOSTILE });
  const sending = { port, method: 'POST', path: '/fhir/Claim/$submit', headers };
  return {
    everyMs: AGAIN_EVERY_MS,
    // A place or two are left also to who has lost nearly all.
    atOnce: 4,
    timeoutMs: PROBE_TIMEOUT_MS,
    // No hostile sender comes to such numbers.
    asks: () => ({ ...sending, body: body(HOSTILE_MEMBER + nextNumber()) }),
  };
}

/** Of many counts one of each end: `200 × 12, 503 × 3`. */
function counted(tallies: readonly Readonly<Record<string, number>>[]): string {
  const sums = new Map<string, number>();
  for (const tally of tallies) {
    for (const [end, count] of Object.entries(tally)) sums.set(end, (sums.get(end) ?? 0) + count);
  }
  const ends = [...sums].sort(([, left], [, right]) => right - left);
  return ends.map(([end, count]) => `${end} × ${count}`).join(', ') || 'nothing ended';
}

const mixes = mixesAsked();
const { figures, deaths, from, tallies, honest, live } = await attack(mixes);
const verdicts = verdictsOf(figures, Number(values.slack));
printTable(
  'what each kind got',
  hostileKinds
    .filter(({ name }) => mixes.some(({ kinds }) => kinds.includes(name)))
    .map(({ name, what }) => {
      const own = tallies.flatMap((tally) => (tally[name] === undefined ? [] : [tally[name]]));
      return { kind: name, got: counted(own), 'what it sends': what };
    }),
);
console.log(`\nhonest clients got: ${counted(honest.map(({ end }) => ({ [end]: 1 })))}`);
const costs = mixes.map(({ atMs, forMs, kinds }) => {
  const span = [from + atMs, from + atMs + forMs] as const;
  const { failed, p99Ms } = costOf(honest, ...span);
  const health = Math.round(costOf(live, ...span).p99Ms);
  const at = Math.round(atMs / 1000);
  return { 'at s': at, failed, 'p99 ms': Math.round(p99Ms), health, kinds: kinds.join(', ') };
});
printTable(
  'the mixes that cost honest clients most',
  costs.sort((left, right) => right.failed - left.failed || right.health - left.health).slice(0, 8),
);
const ends = deaths.map(({ at, how }) => ({
  afterSeconds: Math.round((at - from) / 1000),
  how,
  kinds: kindsBefore(mixes, at - from, BLAMED_MS),
}));
for (const { afterSeconds, how, kinds } of ends) {
  console.log(`the server ended after ${afterSeconds} s (${how})`);
  console.log(`  in the ${BLAMED_MS / 1000} s before: ${kinds.join(', ') || 'no hostile sender'}`);
}
printTable(
  'an attacker beside eight honest clients',
  verdicts.map(({ name, value, max }) => ({
    figure: name,
    value: value.toFixed(1),
    most: max.toFixed(1),
    '': value <= max ? '' : 'MISSED',
  })),
);
if (figures.liveP99BeforeMs > BUSY_MS) {
  console.log('\nThe machine was busy before the attack already: times of this run say little.');
}
const { seed, only, heap } = values;
const length = only === undefined ? `${values.minutes} min` : `${values.seconds} s of ${only}`;
const settings = { length, seed: Number(seed), heapMb: Number(heap) };
console.log(JSON.stringify({ ...settings, ...figures, ends }));
process.exitCode = isKept(verdicts) ? 0 : 1;
