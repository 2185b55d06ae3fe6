import { expect, test } from 'vitest';
import { instrument } from './instrument.ts';

/** Goal: each operator makes its fault, in its place. Method: the faults of one small text each. */
test.each<[string, readonly string[]]>([
  ['f(a === b)', ['(a) !== (b)']],
  ['f(a < 1)', ['(a) <= (1)', '(a) >= (1)', '2']],
  ['f(a && !b)', ['(a) || (!b)', 'b']],
  ['f(a ?? b)', ['(a) && (b)']],
  ["f('x', '', true)", ["''", "'mutated'", 'false']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a program.
  ['f(`a${b}`)', ["''"]],
  ['f([a])', ['[]']],
  ['f(a ? b : c)', ['b', 'c']],
  ['f(a.some(b))', ['a.every(b)']],
  ['f(a.filter(b))', ['a']],
  ['f(Math.min(a, b))', ['Math.max(a, b)']],
  ['f(a?.b)', ['a.b']],
  ['if (a) f()', ['true', 'false']],
  ['function g() { f(); }', ['']],
  ["const a = { 'b-c': d.toString() } as const", []],
  ["type A = 'b' | 'c'; import d from 'e'", []],
])('%s', (source, expected) => {
  const { mutants } = instrument('file.ts', source, 1);
  expect(mutants.map(({ after }) => after)).toEqual(expected);
});

test('mutants within mutants: each is switched on alone, and none is the text as it was', () => {
  const { code } = instrument('file.ts', 'f(a === b ? x : y)', 7);
  expect(code).toBe(
    'f(($m(7) ? (x) : $m(8) ? (y) : (($m(9) ? ((a) !== (b)) : (a === b)) ? x : y)))',
  );
});
