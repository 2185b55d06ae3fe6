import { describe, expect, it } from 'vitest';
import * as comments from './rules/comments.ts';
import { noCycles } from './rules/cycles.ts';
import * as imports from './rules/imports.ts';
import * as names from './rules/names.ts';
import { ownMembers } from './rules/own-members.ts';
import * as purity from './rules/purity.ts';
import * as sizes from './rules/sizes.ts';
import { noSkips } from './rules/skips.ts';
import * as syntax from './rules/syntax.ts';
import type { Rule, SourceFile } from './scan/source-file.ts';

/** Goal: every rule objects to what it is for, and to nothing near it. Method: pairs of samples. */
interface Case {
  readonly rule: Rule;
  readonly path?: string;
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

const lines = (count: number): string => '  f();\n'.repeat(count);
const throwWord = ['th', 'row'].join('');
const todo = ['TO', 'DO'].join('');
const silence = (word: string): string => `// ${['@ts', word].join('-')}`;

const cases: Readonly<Record<string, Case>> = {
  fileLines: { rule: sizes.fileLines, bad: ['x\n'.repeat(301)], good: ['x\n'.repeat(300)] },
  lineColumns: {
    rule: sizes.lineColumns,
    bad: ['x'.repeat(101)],
    good: ['x'.repeat(100), '😀'.repeat(100)],
  },
  functionLines: {
    rule: sizes.functionLines,
    bad: [
      `function f(): void {\n${lines(69)}}`,
      `function f(): { readonly a: string } {\n${lines(69)}}`,
      `const f = (a: string) => {\n${lines(69)}};`,
      `const f = async <T>(a: T): Promise<{ a: T }> => {\n${lines(69)}};`,
      `class A {\n  #m(a: string): a is 'b' {\n${lines(69)}}\n}`,
      `const a = { m() {\n${lines(69)}} };`,
      `const f = (a) => [\n${'  1,\n'.repeat(69)}];`,
      `it('x', () => {\n${lines(69)}});`,
    ],
    good: [
      `function f(): void {\n${lines(68)}}`,
      `describe('x', () => {\n${lines(99)}});`,
      `describe.each([1])('x', () => {\n${lines(99)}});`,
      `if (f()) {\n${lines(99)}}`,
      `switch (a) {\n  case f(): {\n${lines(99)}}\n}`,
      `class A {\n${lines(99)}}`,
      `const text = \`${'() => {\n'.repeat(99)}\`;`,
    ],
  },
  parameterCount: {
    rule: sizes.parameterCount,
    bad: [
      'function f(a: A, b: B, c: C, d: D, e: E): void {}',
      'const f = (a, b, c, d, e) => a;',
      'class A { m(a, b, c, d, e) {} }',
    ],
    good: [
      'function f(a: Map<A, B>, { b, c, d, e }: E, f: [1, 2, 3], g = h(1, 2),): void {}',
      'const a = b ? f(1, 2, 3, 4, 5) : 6;',
      'const f = (a: (b: B, c: C) => D, e: E) => a;',
    ],
  },
  noAny: {
    rule: syntax.noAny,
    bad: ['let a: any;', 'let a: Map<string, any>;', 'let a: any[] = [];', 'type A = any | B;'],
    good: ['let a = any(b);', 'a.any(b);', "let a = 'any';", 'let a = { any: 1 }; // any'],
  },
  ownMembers: {
    rule: ownMembers,
    path: 'src/domain/a.ts',
    bad: [
      "const a: Readonly<Record<string, string>> = { b: 'c' };\nf(a[b]);",
      'const a: Readonly<Partial<Record<string, readonly string[]>>> = {};\nf(a[b] ?? c);',
    ],
    good: [
      'const a: Readonly<Record<string, string>> = {};\nif (Object.hasOwn(a, b)) f(a[b]);',
      "const a: Readonly<Record<'x' | 'y', string>> = {};\nf(a[b]);",
      'const a: ReadonlyMap<string, string> = new Map();\nf(a.get(b));',
    ],
  },
  noNonNull: {
    rule: syntax.noNonNull,
    bad: ['a!.b;', 'f()!;', 'a[0]!;', 'let a!: string;', `const a = \`\${b!.c}\`;`],
    good: ['!a;', 'a !== b;', 'return !a;', 'if (a) !b;', "'a!';", 'a != b;', '/a!/u;'],
  },
  noAssertions: {
    rule: syntax.noAssertions,
    bad: ['a as B;', 'f(a) as unknown;', '({}) as B;', '[] as readonly B[];', `\`\${a as B}\`;`],
    good: [
      'a as const;',
      "import { a as b } from 'c';",
      "import type { a as b } from 'c';",
      "import c, { a as b } from 'c';",
      "import * as b from 'c';",
      'export { a as b };',
      'return a as Npi; // brand',
      'const a = { as: 1 }; a.as(b);',
      "const a = 'x as y';",
    ],
  },
  noThrow: {
    rule: syntax.noThrow,
    path: 'src/fhir/a.ts',
    bad: [`${throwWord} new Error();`],
    good: [`iterator.${throwWord}(a);`, `const a = '${throwWord}';`],
  },
  noThrowElsewhere: {
    rule: syntax.noThrow,
    path: 'src/adapters/a.ts',
    bad: [],
    good: [`${throwWord} a;`],
  },
  noEval: {
    rule: syntax.noEval,
    bad: ["eval('a');", "new Function('a');", "Function('a')();"],
    good: ['a.eval(b);', 'let f: Function;'],
  },
  noDebugger: { rule: syntax.noDebugger, bad: ['debugger;'], good: ["'debugger';"] },
  noSilencing: {
    rule: comments.noSilencing,
    bad: [silence('ignore'), silence('expect-error'), silence('nocheck')],
    good: ['// the compiler is right'],
  },
  noBareTodo: {
    rule: comments.noBareTodo,
    bad: [`// ${todo} mend`],
    good: [`// ${todo}(#12) mend`],
  },
  noCommentedCode: {
    rule: comments.noCommentedCode,
    bad: ['// const a = f(b);', '// if (a) {', '// return a;', '// f(() => {'],
    good: ['// Why: the guide says so;', '// a sentence.', '/** @example f(); */'],
  },
  docstrings: {
    rule: comments.docstrings,
    path: 'src/a.ts',
    bad: ['export const a = 1;', '// no\nexport interface A {}', 'export async function f() {}'],
    good: [
      '/** Yes. */\nexport const a = 1;',
      '/** Yes. */\nexport function f(): A;\nexport function f(): B {}',
      'const a = 1;',
    ],
  },
  namesWithMeaning: {
    rule: names.namesWithMeaning,
    bad: ['export function readData() {}', 'export class CaseManager {}', 'export type AInfo = B;'],
    good: [
      'export const information = 1;',
      'const data = 1;',
      'export const dataAbsentReason = 1;',
    ],
  },
  fetchInOnePlace: {
    rule: purity.fetchInOnePlace,
    path: 'src/cli/a.ts',
    bad: ['await fetch(url);'],
    good: ['cache.fetch(a);', "'fetch(a)';"],
  },
  noWorldInside: {
    rule: purity.noWorldInside,
    path: 'src/domain/a.ts',
    bad: ['process.env.A;', 'Date.now();', 'new Date();', 'Math.random();', 'console.log(a);'],
    good: ['Date.UTC(2026, 0);', 'new Date(0);', 'Math.max(1);', 'a.process;', '{ process: 1 }'],
  },
  importsByTableInFhir: {
    rule: imports.importsByTable,
    path: 'src/fhir/json/a.ts',
    bad: [
      "import { a } from '../../adapters/a.ts';",
      "import { a } from '../../domain/a.ts';",
      "import { readFileSync } from 'node:fs';",
      "import express from 'express';",
      "const a = await import('../../cli/a.ts');",
      "import '../../wire.ts';",
    ],
    good: [
      "import { a } from '../bundle/a.ts';",
      "import type { A } from '../../domain/a.ts';",
      "import { type A, type B } from '../../domain/a.ts';",
      "import { ok } from '../../result.ts';",
      "import type { Bundle } from 'fhir/r4.js';",
    ],
  },
  importsByTableInDomain: {
    rule: imports.importsByTable,
    path: 'src/domain/a.ts',
    bad: ["import type { A } from '../fhir/a.ts';", "import { createHash } from 'node:crypto';"],
    good: ["import Big from 'big.js';"],
  },
  importsByTableInAdapters: {
    rule: imports.importsByTable,
    path: 'src/adapters/a.ts',
    bad: [
      "import { a } from '../fhir/validate/facts.ts';",
      "import type { A } from '../http/a.ts';",
    ],
    good: ["import type { A } from '../fhir/validate/facts.ts';", "import { a } from './b.ts';"],
  },
  importsByTableOfUnknownFolder: {
    rule: imports.importsByTable,
    path: 'src/lib/a.ts',
    bad: [''],
    good: [],
  },
  importsInOnePlace: {
    rule: imports.importsInOnePlace,
    path: 'src/adapters/a.ts',
    bad: [
      "import { extract } from 'tar-stream';",
      "import { evaluate } from 'fhirpath';",
      "import model from 'fhirpath/fhir-context/r4/index.js';",
      "import { MongoClient } from 'mongodb';",
      "import { request } from 'node:https';",
      "import { jwtVerify } from 'jose';",
    ],
    good: ["import { readFileSync } from 'node:fs';"],
  },
  importsWithinSource: {
    rule: imports.importsWithinSource,
    path: 'src/a.ts',
    bad: ["import { a } from '../test/a.ts';"],
    good: ["import { a } from './b.ts';"],
  },
  noBarrels: {
    rule: imports.noBarrels,
    path: 'src/domain/a.ts',
    bad: [
      "export * from './b.ts';",
      "export { b } from './b.ts';",
      "export type { B } from './b.ts';",
    ],
    good: ['export const a = 1;', "import { b } from './b.ts';\nexport const a = b;"],
  },
  noSkips: {
    rule: noSkips,
    path: 'test/a.test.ts',
    bad: [
      "it.skip('a', f);",
      "it.only('a', f);",
      "describe.skipIf(a)('b', f);",
      "it.todo('a');",
      "it('a', (context) => { context.skip(); });",
      "it.concurrent.skip('a', f);",
    ],
    good: [
      "it.skipIf(!existsSync('a'))('b, needs ../shared', f);",
      'cursor.skip;',
      "it('a.skip', f);",
    ],
  },
};

describe('the rules of the tidy test', () => {
  describe.each(Object.entries(cases))('%s', (_, { rule, path = 'src/a.ts', bad, good }) => {
    const judge = (text: string): number => rule([{ path, text }]).length;
    it.each(bad)('objects to %j', (text) => expect(judge(text)).toBeGreaterThan(0));
    it.each(good)('accepts %j', (text) => expect(judge(text)).toBe(0));
  });

  const paths = (rule: Rule, ...all: readonly string[]): readonly string[] =>
    rule(all.map((path) => ({ path, text: '' }))).map((found) => found.path);

  it('objects to names of files', () => {
    const wrong = ['src/util.ts', 'src/case-manager.ts', 'src/http/tempFile.ts'];
    expect(paths(names.namesWithMeaning, ...wrong, 'src/utilization.ts')).toEqual(wrong);
    expect(paths(names.kebabCase, 'src/aB.ts', 'src/a_b.ts', 'src/a-b.test.ts')).toHaveLength(2);
    expect(paths(imports.noBarrels, 'src/a/index.ts', 'src/operations/index.ts')).toHaveLength(1);
  });

  it('objects to cycles of imports, of any length', () => {
    const file = (name: string, ...targets: readonly string[]): SourceFile => ({
      path: `src/${name}.ts`,
      text: targets.map((target) => `import type { A } from './${target}.ts';\n`).join(''),
    });
    const tree = [file('a', 'b'), file('b', 'c'), file('c', 'a', 'd'), file('d'), file('e', 'e')];
    expect(noCycles(tree).map((found) => found.message)).toEqual([
      'is in a cycle of imports: src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts',
      'is in a cycle of imports: src/e.ts -> src/e.ts',
    ]);
    expect(noCycles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).toEqual([]);
  });
});
