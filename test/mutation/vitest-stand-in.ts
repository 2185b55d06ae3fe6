// Stands in for `vitest` in the bundle of the mutation run: tests are collected, not run.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect';

/** A test as it was written. */
export interface CollectedTest {
  readonly name: string;
  run(): unknown;
}

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

/** As of vitest. */
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT) ?? {},
);

const groups: string[] = [];

/** Where the tests of this evaluation of the bundle go. */
export const collected: CollectedTest[] = [];

export function describe(name: string, body: () => void): void {
  groups.push(name);
  body();
  groups.pop();
}

function add(name: string, run: () => unknown): void {
  collected.push({ name: [...groups, name].join(' > '), run });
}

type Row = readonly unknown[];

function each(rows: readonly unknown[]) {
  return (name: string, run: (...row: Row) => unknown): void => {
    for (const [index, row] of rows.entries()) {
      const given = Array.isArray(row) ? row : [row];
      add(`${name} #${index}`, () => run(...given));
    }
  };
}

function skip(): void {}

function when(holds: boolean) {
  return holds ? Object.assign(add, { each }) : Object.assign(skip, { each: () => skip });
}

export const test = Object.assign(add, {
  each,
  runIf: when,
  skipIf: (holds: boolean) => when(!holds),
});
export const it = test;
