// npm run mutate [-- --known | --draw 300 --seed TEXT --changed REV --file PATH --seconds N
// --survivors --record]: faults are put into src/domain one by one, and the tests of test/domain
// have to notice. Exits with 1 when the share that is noticed falls below the recorded one
// (test/mutation/score.json), or when one of the known faults is missed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleWithMutants } from './bundle.ts';
import { choose } from './choose.ts';
import type { Mutant } from './instrument.ts';
import { knownMutants } from './known-mutants.ts';
import { missedOfKnown } from './run-known.ts';
import { runMutants, type Verdict } from './run-mutants.ts';
import { leastOf, record, recordedScore, type Score, scoreOf } from './score.ts';

const root = join(import.meta.dirname, '../..');

const { values } = parseArgs({
  options: {
    known: { type: 'boolean', default: false },
    draw: { type: 'string' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    changed: { type: 'string' },
    file: { type: 'string' },
    seconds: { type: 'string' },
    survivors: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});

const startedAt = performance.now();
const cache = join(root, 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
const out = mkdtempSync(join(cache, 'assent-mutation-'));
try {
  await (values.known ? runKnown() : runChosen());
} finally {
  rmSync(out, { recursive: true, force: true });
}

async function runKnown(): Promise<void> {
  const missed = await missedOfKnown(out);
  for (const name of missed) console.log(`survived: ${name}`);
  const noticed = knownMutants.length - missed.length;
  console.log(`${noticed} of ${knownMutants.length} known faults noticed, ${secondsSoFar()} s`);
  if (missed.length > 0) process.exitCode = 1;
}

async function runChosen(): Promise<void> {
  const bundle = await bundleWithMutants({ tests: 'test/domain', source: 'src/domain', out });
  const chosen = choose(bundle.mutants, {
    seed: values.seed,
    ...(values.draw === undefined ? {} : { draw: Number(values.draw) }),
    ...(values.file === undefined ? {} : { file: values.file }),
    changed: values.changed === undefined ? [] : changedSince(values.changed),
  });
  const verdicts = await runMutants(bundle.file, chosen, {
    onProgress: (done) => {
      if (done % 100 === 0) console.error(`${done} of ${chosen.length}`);
    },
    ...(values.seconds === undefined ? {} : { endsAt: startedAt + Number(values.seconds) * 1000 }),
  });
  report(verdicts, bundle.mutants.length);
}

function secondsSoFar(): number {
  return Math.round((performance.now() - startedAt) / 1000);
}

/** What git says has changed in the domain since a commit. */
function changedSince(revision: string): readonly string[] {
  const args = ['diff', '--name-only', revision, '--', 'src/domain'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return listed.split('\n').filter((line) => line !== '');
}

function report(found: readonly Verdict[], all: number): void {
  const survivors = found.filter(({ killedBy }) => killedBy === undefined);
  if (values.survivors) for (const { mutant } of survivors) console.log(lineOf(mutant));
  for (const [path, row] of byFile(found)) console.log(`${row} ${path}`);
  const before = recordedScore();
  const isWhole = found.length === all;
  const now = scoreOf(found, secondsSoFar());
  const least = isWhole ? before.score : leastOf(found, before);
  console.log(
    `${found.length} of ${all} mutants, ${percent(now.score)} noticed ` +
      `(recorded ${percent(before.score)}, at least ${percent(least)} here), ` +
      `${now.seconds} s, seed ${values.seed}`,
  );
  if (now.score < least) process.exitCode = 1;
  else if (values.record) recordWhole(now, isWhole);
}

function recordWhole(now: Score, isWhole: boolean): void {
  if (isWhole) record(now);
  else {
    console.log('not recorded: it was not the whole run');
    process.exitCode = 1;
  }
}

function lineOf({ path, line, before, after }: Mutant): string {
  const short = (text: string): string => text.replaceAll(/\s+/gu, ' ').slice(0, 90);
  return `survived ${path}:${line}  ${short(before)}  =>  ${short(after)}`;
}

function byFile(found: readonly Verdict[]): readonly (readonly [string, string])[] {
  const rows = new Map<string, { all: number; killed: number }>();
  for (const { mutant, killedBy } of found) {
    const row = rows.get(mutant.path) ?? { all: 0, killed: 0 };
    row.all += 1;
    if (killedBy !== undefined) row.killed += 1;
    rows.set(mutant.path, row);
  }
  return [...rows].map(([path, { all, killed }]) => [
    path,
    `${percent(killed / all).padStart(7)} ${`${killed}/${all}`.padStart(8)}`,
  ]);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
