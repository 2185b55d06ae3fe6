// Runs in a thread: evaluates the bundle anew for each mutant and runs the tests that reach it.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';

interface CollectedTest {
  readonly name: string;
  run(): unknown;
}

/** What a thread is asked: to see which mutants each test reaches, or to run one mutant. */
export type Question =
  | { readonly kind: 'reach' }
  | { readonly kind: 'run'; readonly mutant: number; readonly tests?: readonly number[] };

/** What it answers. */
export type Answer =
  | {
      readonly kind: 'reach';
      /** Mutants that are reached when modules are loaded. */
      readonly atLoad: readonly number[];
      readonly byTest: readonly (readonly number[])[];
      readonly failures: readonly string[];
    }
  | { readonly kind: 'run'; readonly mutant: number; readonly killedBy?: string };

// The same random cases every time: a mutant lives or dies alike in each run.
fc.configureGlobal({ seed: 20_261_130 });

let active = 0;
let reached: Set<number> | undefined;
Reflect.set(globalThis, '$m', (id: number): boolean => {
  reached?.add(id);
  return id === active;
});

const bundle = pathToFileURL(String(Reflect.get(Object(workerData), 'file'))).href;
let evaluations = 0;

async function evaluate(): Promise<readonly CollectedTest[]> {
  evaluations += 1;
  const { collected } = await import(`${bundle}?evaluation=${evaluations}`);
  return collected;
}

async function failureOf(test: CollectedTest): Promise<string | undefined> {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return `${test.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
}

async function reach(): Promise<Answer> {
  active = 0;
  reached = new Set();
  const tests = await evaluate();
  const atLoad = [...reached];
  const byTest: number[][] = [];
  const failures: string[] = [];
  for (const test of tests) {
    reached = new Set();
    const failure = await failureOf(test);
    if (failure !== undefined) failures.push(failure);
    byTest.push([...reached]);
  }
  reached = undefined;
  return { kind: 'reach', atLoad, byTest, failures };
}

async function run(mutant: number, chosen: readonly number[] | undefined): Promise<Answer> {
  active = mutant;
  try {
    const tests = await evaluate();
    const order = chosen ?? tests.keys();
    for (const index of order) {
      const test = tests[index];
      const killedBy = test === undefined ? 'a test is gone' : await failureOf(test);
      if (killedBy !== undefined) return { kind: 'run', mutant, killedBy };
    }
    return { kind: 'run', mutant };
  } catch (error) {
    return { kind: 'run', mutant, killedBy: `load: ${String(error).slice(0, 100)}` };
  }
}

parentPort?.on('message', (question: Question) => {
  const answer = question.kind === 'reach' ? reach() : run(question.mutant, question.tests);
  void answer.then((message) => parentPort?.postMessage(message));
});
