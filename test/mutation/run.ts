// npm run mutate [-- --draw 300 --seed TEXT --changed REV --file PATH --survivors]: faults are put
// into src/domain one by one, and the tests of test/domain have to notice. Exits with 1 when the
// share that is noticed falls below the recorded one (test/mutation/score.json).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleWithMutants } from './bundle.ts';
import { choose } from './choose.ts';
import type { Mutant } from './instrument.ts';
import { runMutants, type Verdict } from './run-mutants.ts';

const root = join(import.meta.dirname, '../..');
const scoreFile = join(import.meta.dirname, 'score.json');

const { values } = parseArgs({
  options: {
    draw: { type: 'string' },
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    changed: { type: 'string' },
    file: { type: 'string' },
    survivors: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
});

const startedAt = performance.now();
const out = join(root, 'node_modules/.cache/assent-mutation');
mkdirSync(out, { recursive: true });
const bundle = await bundleWithMutants({ tests: 'test/domain', source: 'src/domain', out });
const changed = values.changed === undefined ? [] : changedSince(values.changed);
const chosen = choose(bundle.mutants, {
  seed: values.seed,
  ...(values.draw === undefined ? {} : { draw: Number(values.draw) }),
  ...(values.file === undefined ? {} : { file: values.file }),
  changed,
});
const verdicts = await runMutants(bundle.file, chosen, (done) => {
  if (done % 100 === 0) console.error(`${done} of ${chosen.length}`);
});
report(verdicts);

/** What git says has changed in the domain since a commit. */
function changedSince(revision: string): readonly string[] {
  const args = ['diff', '--name-only', revision, '--', 'src/domain'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  return listed.split('\n').filter((line) => line !== '');
}

function report(found: readonly Verdict[]): void {
  const survivors = found.filter(({ killedBy }) => killedBy === undefined);
  const score = found.length === 0 ? 1 : (found.length - survivors.length) / found.length;
  if (values.survivors) for (const { mutant } of survivors) console.log(lineOf(mutant));
  for (const [path, row] of byFile(found)) console.log(`${row} ${path}`);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const recorded: { readonly score: number } = JSON.parse(readFileSync(scoreFile, 'utf8'));
  const isWhole = found.length === bundle.mutants.length;
  // A draw tells the share to within its own spread: two standard deviations are granted.
  const spread = isWhole
    ? 0
    : 2 * Math.sqrt((recorded.score * (1 - recorded.score)) / found.length);
  const least = recorded.score - spread;
  console.log(
    `${found.length} of ${bundle.mutants.length} mutants, ${percent(score)} noticed ` +
      `(recorded ${percent(recorded.score)}, at least ${percent(least)} here), ${seconds} s, ` +
      `seed ${values.seed}`,
  );
  if (values.record && isWhole) {
    const rounded = Math.floor(score * 1000) / 1000;
    writeFileSync(scoreFile, `${JSON.stringify({ score: rounded, mutants: found.length })}\n`);
  }
  if (score < least) process.exitCode = 1;
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
