import { createHash } from 'node:crypto';
import type { Mutant } from './instrument.ts';

/** Which mutants are run. */
export interface Choice {
  readonly seed: string;
  /** So many of all; absent: all, or none besides those of changed files when there are some. */
  readonly draw?: number;
  readonly file?: string;
  /** Files of which every mutant is run. */
  readonly changed: readonly string[];
}

/**
 * Chooses mutants; the same seed draws the same ones of the same source. Those that are drawn of
 * all go first, then those of changed files, in an order that tells of each file when time is up.
 */
export function choose(mutants: readonly Mutant[], choice: Choice): readonly Mutant[] {
  const { seed, draw, file, changed } = choice;
  if (file !== undefined) return mutants.filter(({ path }) => path.includes(file));
  if (draw === undefined && changed.length === 0) return mutants;
  const ordered = shuffled(mutants, seed);
  const drawn = ordered.slice(0, draw ?? 0);
  const others = ordered.slice(drawn.length);
  return [...drawn, ...others.filter(({ path }) => changed.includes(path))];
}

function shuffled(mutants: readonly Mutant[], seed: string): readonly Mutant[] {
  const keyOf = ({ path, line, before, after, id }: Mutant): string =>
    createHash('sha256').update(`${seed} ${path} ${line} ${before} ${after} ${id}`).digest('hex');
  return mutants
    .map((mutant) => ({ mutant, key: keyOf(mutant) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ mutant }) => mutant);
}
