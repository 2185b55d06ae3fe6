import type { Mutant } from './instrument.ts';
import { Asker } from './pool.ts';

/** What became of a mutant: a test noticed it, or none did. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly killedBy?: string;
}

/** One for each core. */
const THREADS = 2;

/** Runs mutants, each against the tests that reach it; in the order of the mutants. */
export async function runMutants(
  file: string,
  mutants: readonly Mutant[],
  onProgress: (done: number) => void,
): Promise<readonly Verdict[]> {
  const first = new Asker(file);
  const reach = await first.ask({ kind: 'reach' });
  await first.stop();
  if (reach?.kind !== 'reach') throw new Error('the tests do not run');
  if (reach.failures.length > 0) throw new Error(`failing already: ${reach.failures.join('\n')}`);
  const atLoad = new Set(reach.atLoad);
  const testsOf = new Map<number, number[]>();
  for (const [test, ids] of reach.byTest.entries()) {
    for (const id of ids) testsOf.set(id, [...(testsOf.get(id) ?? []), test]);
  }
  const verdicts = new Map<number, Verdict>();
  const queue = [...mutants];
  const work = async (): Promise<void> => {
    const asker = new Asker(file);
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { id } = mutant;
      const tests = testsOf.get(id);
      const isReached = atLoad.has(id) || tests !== undefined;
      const chosen = atLoad.has(id) || tests === undefined ? {} : { tests };
      const answer = isReached
        ? await asker.ask({ kind: 'run', mutant: id, ...chosen })
        : { killedBy: undefined };
      const killedBy = answer === undefined ? 'it never ended' : killerOf(answer);
      verdicts.set(id, killedBy === undefined ? { mutant } : { mutant, killedBy });
      onProgress(verdicts.size);
    }
    await asker.stop();
  };
  await Promise.all(Array.from({ length: THREADS }, work));
  return mutants.flatMap(({ id }) => verdicts.get(id) ?? []);
}

function killerOf(answer: object): string | undefined {
  return 'killedBy' in answer && typeof answer.killedBy === 'string' ? answer.killedBy : undefined;
}
