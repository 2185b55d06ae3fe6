import type { Subject } from './bundle.ts';
import type { Contestant } from './contestant.ts';
import { median, spread } from './statistics.ts';
import { printTable } from './table.ts';
import type { Verdict } from './verdict.ts';

/** Milliseconds per bundle of one contestant. */
export interface SpeedFigure {
  readonly name: string;
  readonly medianMs: number;
  readonly spreadMs: readonly [number, number];
  readonly ratio: number;
}

const RUNS = 5;
const SLICES = 6;
const SLICE_MS = 60;
const WARM_UP_MS = 1500;
/** The walk over the parsed tree, in times of JSON.parse: what is aimed at, and what fails. */
const RATIO_AIM = 6;
const RATIO_MAX = 12;

/** Five runs each, in turn and in small slices, so that a slow second hits everyone. */
export async function measureSpeed(
  { bytes }: Subject,
  contestants: readonly Contestant[],
): Promise<{ figures: readonly SpeedFigure[]; budgets: readonly Verdict[] }> {
  const lanes = contestants.map(({ name, prepare }): Lane => {
    return { name, run: prepare(bytes), runs: [] };
  });
  for (const { run } of lanes) await timeCalls(run, WARM_UP_MS);
  for (let round = 0; round < RUNS; round += 1) await runRound(lanes);
  const base = lanes[0]?.runs ?? [];
  const figures = lanes.map(({ name, runs }) => ({
    name,
    medianMs: median(runs),
    spreadMs: spread(runs),
    ratio: median(runs.map((ms, round) => ms / (base[round] ?? Number.NaN))),
  }));
  printTable(
    `speed: median of ${RUNS} runs in turn, per bundle`,
    figures.map(({ name, medianMs, spreadMs: [least, most], ratio }) => ({
      who: name,
      ms: medianMs.toFixed(3),
      spread: `${least.toFixed(3)} to ${most.toFixed(3)}`,
      'x JSON.parse': ratio.toFixed(1),
    })),
  );
  const ratio = figures[1]?.ratio ?? Number.POSITIVE_INFINITY;
  console.log(`aim ${RATIO_AIM} x JSON.parse: ${ratio <= RATIO_AIM ? 'reached' : 'not reached'}`);
  return { figures, budgets: [{ name: 'walk, x JSON.parse', value: ratio, max: RATIO_MAX }] };
}

interface Lane {
  readonly name: string;
  readonly run: () => unknown;
  readonly runs: number[];
}

async function runRound(lanes: readonly Lane[]): Promise<void> {
  const batches = lanes.map((): number[] => []);
  for (let slice = 0; slice < SLICES; slice += 1) {
    for (const [at, { run }] of lanes.entries()) {
      batches[at]?.push(...(await timeCalls(run, SLICE_MS)));
    }
  }
  for (const [at, { runs }] of lanes.entries()) runs.push(median(batches[at] ?? []));
}

/** Milliseconds per call in batches of about 5 ms: a pause spoils one batch, not the run. */
async function timeCalls(run: () => unknown, lengthMs: number): Promise<readonly number[]> {
  const batches: number[] = [];
  const end = performance.now() + lengthMs;
  let calls = 1;
  while (performance.now() < end || batches.length === 0) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) {
      const outcome = run();
      if (outcome instanceof Promise) await outcome;
    }
    const perCall = (performance.now() - start) / calls;
    batches.push(perCall);
    calls = Math.max(1, Math.round(5 / perCall));
  }
  // The first batch is one call long: it only tells how long the others should be.
  return batches.length > 1 ? batches.slice(1) : batches;
}
