import { describe, expect, it } from 'vitest';
import { readTree } from './read-tree.ts';
import * as comments from './rules/comments.ts';
import { noCycles } from './rules/cycles.ts';
import * as dead from './rules/dead.ts';
import * as imports from './rules/imports.ts';
import * as names from './rules/names.ts';
import { ownMembers } from './rules/own-members.ts';
import * as purity from './rules/purity.ts';
import * as sizes from './rules/sizes.ts';
import { noSkips } from './rules/skips.ts';
import { noSpreadArguments } from './rules/spreads.ts';
import * as syntax from './rules/syntax.ts';
import { describeViolation, type Rule } from './scan/source-file.ts';

/** Goal: the tree obeys every house rule. Method: each rule over every file it is about. */
const source = ['src'];
const written = ['src', 'scripts', 'bench'];
const everything = [...written, 'test'];

const rules: readonly (readonly [string, Rule, readonly string[]])[] = [
  ['each folder imports what the table allows', imports.importsByTable, source],
  ['the world has one door each', imports.importsInOnePlace, source],
  ['fetch is called in one place', purity.fetchInOnePlace, source],
  ['src imports nothing from outside', imports.importsWithinSource, source],
  ['there are no barrels', imports.noBarrels, source],
  ['there are no cycles of imports', noCycles, everything],
  ['the pure folders know no world', purity.noWorldInside, source],
  ['files have 300 lines at most', sizes.fileLines, everything],
  ['functions have 70 lines at most', sizes.functionLines, everything],
  ['lines have 100 columns at most', sizes.lineColumns, everything],
  ['functions have 4 parameters at most', sizes.parameterCount, everything],
  ['there is no any', syntax.noAny, everything],
  ['there is no non-null !', syntax.noNonNull, everything],
  ['as is for const and brands', syntax.noAssertions, written],
  ['the pure folders throw nothing', syntax.noThrow, source],
  ['tables are asked for their own members', ownMembers, source],
  ['no list becomes arguments', noSpreadArguments, source],
  ['text never becomes code', syntax.noEval, everything],
  ['there is no debugger', syntax.noDebugger, everything],
  ['the compiler is not silenced', comments.noSilencing, everything],
  ['a TODO names its issue', comments.noBareTodo, everything],
  ['no code is commented out', comments.noCommentedCode, everything],
  ['every export has a docstring', comments.docstrings, source],
  ['names of files and exports mean something', names.namesWithMeaning, written],
  ['no export is dead', dead.noDeadExports, everything],
  ['no file is dead', dead.noDeadFiles, everything],
  ['files are named in kebab-case', names.kebabCase, everything],
  ['no test is skipped without its reason', noSkips, ['test']],
];

describe('the tree is tidy', () => {
  it.each(rules)('%s', (_, rule, folders) => {
    expect(rule(readTree(folders)).map(describeViolation)).toEqual([]);
  });
});
