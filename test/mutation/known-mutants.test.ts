import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { instrumentKnown, knownMutants, replaced } from './known-mutants.ts';

/** Goal: the list of known faults stays true. Method: each is put into its file as it is now. */
const root = join(import.meta.dirname, '../..');

test.each(knownMutants)('$name still fits $path', (known) => {
  const source = readFileSync(join(root, known.path), 'utf8');
  expect(replaced(source, known)).toContain(`(${known.after})`);
  const { code, mutants } = instrumentKnown(known.path, source, 1);
  expect(mutants).toContainEqual(
    expect.objectContaining({ path: known.path, before: known.before, after: known.after }),
  );
  expect(code).toContain(`? (${known.after}) : (${known.before})`);
});

test('a fault that fits no more, or in two places, is an error', () => {
  const known = { name: 'one', path: 'one.ts', before: 'a', after: 'b' };
  expect(replaced('1 a 2', known)).toBe('1 (b) 2');
  expect(() => replaced('1', known)).toThrow('one: it no longer fits one.ts');
  expect(() => replaced('a a', known)).toThrow('it no longer fits');
});
