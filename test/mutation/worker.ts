// Runs in a thread: evaluates the bundle and runs the tests that reach a mutant. It is evaluated
// anew only for mutants that modules reach when they are loaded.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

interface CollectedTest {
  readonly name: string;
  run(): unknown;
}

/** What a thread is asked: to see which mutants each test reaches, or to run one mutant. */
export type Question =
  | { readonly kind: 'reach' }
  | {
      readonly kind: 'run';
      readonly mutant: number;
      readonly tests: readonly number[];
      /** Modules have to be loaded with the mutant on. */
      readonly isAtLoad: boolean;
    };

/** A test with no mutant on. */
export interface Baseline {
  readonly milliseconds: number;
  /** The mutants that it reaches. */
  readonly reached: readonly number[];
}

/** What it answers. */
export type Answer =
  | {
      readonly kind: 'reach';
      /** Mutants that are reached when modules are loaded. */
      readonly atLoad: readonly number[];
      readonly tests: readonly Baseline[];
      readonly failures: readonly string[];
    }
  | { readonly kind: 'run'; readonly mutant: number; readonly killer?: Killer };

/** What noticed a mutant; without `test` it was loading the modules. */
export interface Killer {
  readonly test?: number;
  readonly message: string;
}

let active = 0;
let reached: Set<number> | undefined;
Reflect.set(globalThis, '$m', (id: number): boolean => {
  reached?.add(id);
  return id === active;
});

const bundle = pathToFileURL(String(Reflect.get(Object(workerData), 'file'))).href;
let evaluations = 0;
let plain: readonly CollectedTest[] | undefined;

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
  reached = new Set();
  const tests = await evaluate();
  const atLoad = [...reached];
  const baselines: Baseline[] = [];
  const failures: string[] = [];
  for (const test of tests) {
    reached = new Set();
    const startedAt = performance.now();
    const failure = await failureOf(test);
    if (failure !== undefined) failures.push(failure);
    baselines.push({ milliseconds: performance.now() - startedAt, reached: [...reached] });
  }
  reached = undefined;
  return { kind: 'reach', atLoad, tests: baselines, failures };
}

async function killerOf(question: Question & { kind: 'run' }): Promise<Killer | undefined> {
  const { mutant, isAtLoad } = question;
  plain ??= await evaluate();
  active = mutant;
  try {
    const tests = isAtLoad ? await evaluate() : plain;
    for (const index of question.tests) {
      const test = tests[index];
      const message = test === undefined ? 'a test is gone' : await failureOf(test);
      if (message !== undefined) return { test: index, message };
    }
    return undefined;
  } catch (error) {
    return { message: `load: ${String(error).slice(0, 100)}` };
  } finally {
    active = 0;
  }
}

async function run(question: Question & { kind: 'run' }): Promise<Answer> {
  const { mutant } = question;
  const killer = await killerOf(question);
  return killer === undefined ? { kind: 'run', mutant } : { kind: 'run', mutant, killer };
}

parentPort?.on('message', (question: Question) => {
  const answer = question.kind === 'reach' ? reach() : run(question);
  void answer.then((message) => parentPort?.postMessage(message));
});
