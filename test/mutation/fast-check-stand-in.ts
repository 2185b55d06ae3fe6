// Stands in for `fast-check` in the bundle of the mutation run: the same random cases every time,
// so that a mutant lives or dies alike in each run, and few of them, since there are many mutants.
import fc, { type IAsyncProperty, type IProperty, type Parameters } from 'fast-check';

const RUNS_MAX = 40;
const SEED = 20_261_130;

function assert<Values>(
  property: IProperty<Values> | IAsyncProperty<Values>,
  given: Parameters<Values> = {},
): void | Promise<void> {
  const numRuns = Math.min(given.numRuns ?? RUNS_MAX, RUNS_MAX);
  return fc.assert(property, { ...given, seed: SEED, numRuns, endOnFailure: true });
}

/** As of fast-check. */
export default { ...fc, assert };
