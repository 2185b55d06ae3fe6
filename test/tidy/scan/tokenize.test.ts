import { describe, expect, it } from 'vitest';
import { readTree } from '../read-tree.ts';
import { findFunctions } from './functions.ts';
import { tokenize } from './tokenize.ts';

/** Goal: no text inside strings, templates, regexes or comments is ever taken for code. */
const check = (text: string, expected: readonly string[]): void => {
  expect(tokenize(text).map((token) => token.text)).toEqual(expected);
};

describe('tokenize', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["a = 'b // c';", ['a', '=', "'b // c'", ';']],
    ['a = "\\"/*";', ['a', '=', '"\\"/*"', ';']],
    ['a // b\nc', ['a', '// b', 'c']],
    ['a /* b\n */ c', ['a', '/* b\n */', 'c']],
    ['a = /[/"]\\//gu.test(b)', ['a', '=', '/[/"]\\//gu', '.', 'test', '(', 'b', ')']],
    ['a / b / c', ['a', '/', 'b', '/', 'c']],
    ['(a) / b / c', ['(', 'a', ')', '/', 'b', '/', 'c']],
    ['if (a) /b/u.test(c)', ['if', '(', 'a', ')', '/b/u', '.', 'test', '(', 'c', ')']],
    ['return /a/u', ['return', '/a/u']],
    ['a[0] / 2', ['a', '[', '0', ']', '/', '2']],
    [`\`a \${f(\`}\`)} b\` c`, [`\`a \${f(\`}\`)} b\``, 'c']],
    [`\`\${{ a: '}' }.a}\``, [`\`\${{ a: '}' }.a}\``]],
    ['`\\`` a', ['`\\``', 'a']],
    ['a?.b ?? c', ['a', '?.', 'b', '??', 'c']],
    ['a ? .5 : 1e3', ['a', '?', '.5', ':', '1e3']],
    ['0xff_ff 1_000n', ['0xff_ff', '1_000n']],
    ['Map<A, Set<B>>', ['Map', '<', 'A', ',', 'Set', '<', 'B', '>', '>']],
    ['this.#a !== b', ['this', '.', '#a', '!==', 'b']],
    ['#!/usr/bin/env node\na', ['a']],
  ];
  it.each(cases)('%j', check);

  it('counts lines through tokens that span several', () => {
    const tokens = tokenize('a\n`b\n`\n/* c\n\n*/ d');
    expect(tokens.map(({ line, endLine }) => [line, endLine])).toEqual([
      [1, 1],
      [2, 3],
      [4, 6],
      [6, 6],
    ]);
  });

  it('loses no character of this repository', () => {
    for (const { path, text } of readTree(['src', 'test', 'scripts', 'bench'])) {
      const kept = tokenize(text).map((token) => token.text);
      const code = text.startsWith('#!') ? text.slice(text.indexOf('\n')) : text;
      const strip = (whole: string): string => whole.replace(/\s+/gu, '');
      expect(strip(kept.join('')), path).toBe(strip(code));
    }
  });
});

describe('findFunctions', () => {
  const shapes = (text: string): readonly unknown[] =>
    findFunctions(tokenize(text)).map(({ name, parameters, lines }) => [name, parameters, lines]);

  const cases: readonly (readonly [string, readonly unknown[]])[] = [
    ['function f() {}', [['f', 0, 1]]],
    ['async function* f<T>(a: T, b = {}): T {\n}', [['f', 2, 2]]],
    ['const f = (a: A): B => {\n};', [['f', 1, 2]]],
    ['const f = a => a + 1;', [['f', 1, 1]]],
    ['const f = async (a, b) =>\n  a(b)\n    .c;', [['f', 2, 3]]],
    [
      'class A { constructor(a) {} get b(): B { return 1; } }',
      [
        ['constructor', 1, 1],
        ['b', 0, 1],
      ],
    ],
    ['function f(a: { b: B }): a is C {}', [['f', 1, 1]]],
    ['function f(): A extends B ? { c: C } : D {\n}', [['f', 0, 2]]],
    [
      'function f(): (a: A, b: B) => C {}',
      [
        ['(unnamed)', 2, 1],
        ['f', 0, 1],
      ],
    ],
    ['for (const a of b) { c(); } while (d) { e(); }', []],
    ['interface A { m(a: A, b: B): C; }', []],
    ['a ? f(b) : c; a ? f(b) : { c: d };', []],
  ];
  it.each(cases)('%j', (text, expected) => {
    const sorted = [...shapes(text)].sort();
    expect(sorted).toEqual([...expected].sort());
  });
});
