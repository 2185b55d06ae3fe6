import type { Mutant } from './instrument.ts';
import { Asker } from './pool.ts';
import type { Killer } from './worker.ts';

/** What became of a mutant: a test noticed it, or none did. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly killedBy?: string;
}

/** One for each core. */
const THREADS = 2;

/**
 * A mutant that runs so much longer than its tests do without it runs for ever: it is noticed. So
 * long that a busy machine is not taken for it; what is measured first is measured on it too.
 */
const LIMIT_MS = 8_000;
const LIMIT_TIMES = 3;
const REACH_LIMIT_MS = 300_000;

interface Reach {
  readonly atLoad: ReadonlySet<number>;
  readonly testsOf: ReadonlyMap<number, readonly number[]>;
  /** Milliseconds of each test with no mutant on. */
  readonly durations: readonly number[];
  /** All tests, the shortest first. */
  readonly all: readonly number[];
}

/** How mutants are run. */
export interface RunOptions {
  readonly onProgress: (done: number) => void;
  /** By `performance.now()`; no mutant is begun after it, and those are not in the verdicts. */
  readonly endsAt?: number;
}

/** Runs mutants, each against the tests that reach it; in the order of the mutants. */
export async function runMutants(
  file: string,
  mutants: readonly Mutant[],
  { onProgress, endsAt = Number.POSITIVE_INFINITY }: RunOptions,
): Promise<readonly Verdict[]> {
  const reach = await reachOf(file);
  const verdicts = new Map<number, Verdict>();
  const killers = new Map<string, Set<number>>();
  const queue = [...mutants];
  const work = async (): Promise<void> => {
    const asker = new Asker(file);
    const next = () => (performance.now() < endsAt ? queue.shift() : undefined);
    for (let mutant = next(); mutant !== undefined; mutant = next()) {
      const known = killers.get(mutant.path) ?? new Set();
      killers.set(mutant.path, known);
      const killer = await killerOf(asker, mutant, { reach, known });
      if (killer?.test !== undefined) known.add(killer.test);
      verdicts.set(
        mutant.id,
        killer === undefined ? { mutant } : { mutant, killedBy: killer.message },
      );
      onProgress(verdicts.size);
    }
    await asker.stop();
  };
  await Promise.all(Array.from({ length: THREADS }, work));
  return mutants.flatMap(({ id }) => verdicts.get(id) ?? []);
}

async function reachOf(file: string): Promise<Reach> {
  const asker = new Asker(file);
  const answer = await asker.ask({ kind: 'reach' }, REACH_LIMIT_MS);
  await asker.stop();
  if (answer?.kind !== 'reach') throw new Error('the tests do not run');
  const { atLoad, tests, failures } = answer;
  if (failures.length > 0) throw new Error(`failing already: ${failures.join('\n')}`);
  const durations = tests.map(({ milliseconds }) => milliseconds);
  const all = [...tests.keys()].sort((a, b) => (durations[a] ?? 0) - (durations[b] ?? 0));
  const testsOf = new Map<number, number[]>();
  for (const test of all) {
    for (const id of tests[test]?.reached ?? []) {
      testsOf.set(id, [...(testsOf.get(id) ?? []), test]);
    }
  }
  return { atLoad: new Set(atLoad), testsOf, durations, all };
}

/**
 * The tests that reach it come first, in modules that are loaded already; what they miss is looked
 * at once more in modules that are loaded with it, where those reach it.
 */
async function killerOf(
  asker: Asker,
  { id }: Mutant,
  { reach, known }: { readonly reach: Reach; readonly known: ReadonlySet<number> },
): Promise<Killer | undefined> {
  const ask = async (
    reaching: readonly number[],
    isAtLoad: boolean,
  ): Promise<Killer | undefined> => {
    if (reaching.length === 0) return undefined;
    const tests = knownFirst(reaching, known);
    const expected = tests.reduce((sum, test) => sum + (reach.durations[test] ?? 0), 0);
    const limit = LIMIT_MS + LIMIT_TIMES * expected;
    const answer = await asker.ask({ kind: 'run', mutant: id, tests, isAtLoad }, limit);
    if (answer === undefined) return { message: 'it never ended' };
    return answer.kind === 'run' ? answer.killer : undefined;
  };
  const killer = await ask(reach.testsOf.get(id) ?? [], false);
  return killer ?? (reach.atLoad.has(id) ? ask(reach.all, true) : undefined);
}

/** Tests that have noticed mutants of the same file go first: they are about it. */
function knownFirst(tests: readonly number[], known: ReadonlySet<number>): readonly number[] {
  return [...tests.filter((test) => known.has(test)), ...tests.filter((test) => !known.has(test))];
}
