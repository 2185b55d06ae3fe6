import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printTable } from '../../bench/table.ts';
import type { Verdict } from '../../bench/verdict.ts';
import { isKept } from '../hostile/figures.ts';
import { overload } from './overload.ts';
import { overloadFiguresOf, overloadVerdictsOf } from './overload-figures.ts';
import { slow } from './slow.ts';
import { slowFiguresOf, slowVerdictsOf } from './slow-figures.ts';

/**
 * `npm run test:load -- [--kind overload|slow] [--minutes 5]`: more than a server can do, or a
 * thousand slow clients, for so long (0.33 for a first look), on a server as `npm start` starts it
 * with a small heap and a store of its own. `--times 3` says how many times its capacity is
 * offered, `--count 1000` how many slow clients there are, `--slack 2` doubles the limits of time
 * and memory, for a busy machine, `--build DIR` takes another build. Prints a table and a line of
 * JSON; exit code 1 when a limit is broken.
 */
const { values } = parseArgs({
  options: {
    kind: { type: 'string', default: 'overload' },
    minutes: { type: 'string', default: '5' },
    times: { type: 'string', default: '3' },
    count: { type: 'string', default: '1000' },
    heap: { type: 'string', default: '512' },
    slack: { type: 'string', default: '1' },
    build: { type: 'string', default: join(import.meta.dirname, '../..') },
  },
});
const slack = Number(values.slack);
const server = { build: values.build, heapMb: Number(values.heap) };
const forMs = Number(values.minutes) * 60_000;
/** Beyond it others had so much of the processors that times say little. */
const [STARVED_MAX, NOISE_MAX] = [20, 20];

interface Outcome {
  readonly heading: string;
  readonly figures: object;
  readonly verdicts: readonly Verdict[];
  /** What whoever reads the figures has to know besides. */
  readonly notes: readonly string[];
}

async function runOverload(): Promise<Outcome> {
  const seen = await overload({ ...server, forMs, times: Number(values.times) });
  const figures = overloadFiguresOf(seen);
  const busy = 'the machine was busy with other work: times of this run say little';
  return {
    heading: `${values.times} times as much as a server decides`,
    figures,
    verdicts: overloadVerdictsOf(figures, slack),
    notes: figures.starvedPercent > STARVED_MAX ? [busy] : [],
  };
}

async function runSlow(): Promise<Outcome> {
  const count = Number(values.count);
  const figures = slowFiguresOf(await slow({ ...server, forMs, count }));
  const noisy = `without slow clients p99 differs by ${figures.noisePercent} % already`;
  return {
    heading: `${count} slow clients beside normal traffic`,
    figures,
    verdicts: slowVerdictsOf(figures, count, slack),
    notes: figures.noisePercent > NOISE_MAX ? [noisy] : [],
  };
}

const kinds = new Map([
  ['overload', runOverload],
  ['slow', runSlow],
]);
const run = kinds.get(values.kind);
if (run === undefined) throw new Error(`--kind is one of ${[...kinds.keys()].join(', ')}`);
const { heading, figures, verdicts, notes } = await run();
printTable(
  heading,
  verdicts.map(({ name, value, max }) => ({
    figure: name,
    value: value.toFixed(1),
    most: max.toFixed(1),
    '': value <= max ? '' : 'MISSED',
  })),
);
for (const note of notes) console.log(`\n${note}`);
const { kind, minutes, heap } = values;
console.log(JSON.stringify({ kind, minutes: Number(minutes), heapMb: Number(heap), ...figures }));
process.exitCode = isKept(verdicts) ? 0 : 1;
