import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './run-mutants.ts';

const file = join(import.meta.dirname, 'score.json');

/** The shares that the last recorded whole run noticed: of all mutants, and of those of a file. */
export interface Score {
  readonly score: number;
  readonly mutants: number;
  readonly seconds: number;
  readonly files: Readonly<Record<string, number>>;
}

/** The recorded score. */
export function recordedScore(): Score {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Records a score. */
export function record(score: Score): void {
  writeFileSync(file, `${JSON.stringify(score, undefined, 2)}\n`);
}

/** The score of a run; shares are rounded down. */
export function scoreOf(verdicts: readonly Verdict[], seconds: number): Score {
  const paths = [...new Set(verdicts.map(({ mutant }) => mutant.path))];
  const shares = paths.map((path): [string, number] => [
    path,
    share(verdicts.filter(({ mutant }) => mutant.path === path)),
  ]);
  const files = Object.fromEntries(shares);
  return { score: share(verdicts), mutants: verdicts.length, seconds, files };
}

function share(verdicts: readonly Verdict[]): number {
  if (verdicts.length === 0) return 1;
  const noticed = verdicts.filter(({ killedBy }) => killedBy !== undefined).length;
  return Math.floor((noticed / verdicts.length) * 1000) / 1000;
}

/**
 * The least share that a part of the mutants may come to: each is expected to be noticed as often
 * as those of its file were, and a draw tells a share to within two standard deviations.
 */
export function leastOf(verdicts: readonly Verdict[], { score, files }: Score): number {
  const expected = verdicts.map(({ mutant }) => files[mutant.path] ?? score);
  const mean = expected.reduce((sum, one) => sum + one, 0) / Math.max(1, expected.length);
  return mean - 2 * Math.sqrt((mean * (1 - mean)) / Math.max(1, expected.length));
}
