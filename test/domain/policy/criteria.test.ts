import { expect, test } from 'vitest';
import { compare, comparisonText, isInRange } from '../../../src/domain/policy/compare.ts';
import { allDecisive, decisive } from '../../../src/domain/policy/decisive.ts';
import { evaluate, factIdsOf } from '../../../src/domain/policy/evaluate.ts';
import type { Comparison, Criterion, CriterionGroup } from '../../../src/domain/policy/policy.ts';
import type { CriterionTrace, Fact, FactValue, Truth } from '../../../src/domain/policy/trace.ts';
import { settledAlone } from '../../../src/domain/policy/without-disagreement.ts';
import { icd10 } from './found.ts';

const fact = (id: string, value: FactValue, changes: Partial<Fact> = {}): Fact => ({
  ...{ id, value, evidence: [] },
  ...changes,
});
const amount = (text: string, unit = '%'): FactValue => ({ type: 'quantity', amount: text, unit });
const codes = (...texts: readonly string[]): FactValue => ({
  type: 'codes',
  codes: texts.map((code) => ({ system: icd10, code })),
});
const facts = (...all: readonly Fact[]) => new Map(all.map((one) => [one.id, one]));
const absent = (reason: NonNullable<Fact['reason']>): Fact => ({ id: 'f', reason, evidence: [] });

type Sign = '<' | '<=' | '=' | '>=' | '>';
const than = (operator: Sign, text = '88'): Comparison => ({
  ...{ fact: 'f', operator, amount: text, unit: '%' },
});
const truth = (holds: boolean): Truth => (holds ? 'met' : 'notMet');

/** Goal: each sign at, below and above its limit. */
test.each<[Sign, boolean, boolean, boolean]>([
  ['<', true, false, false],
  ['<=', true, true, false],
  ['=', false, true, false],
  ['>=', false, true, true],
  ['>', false, false, true],
])('%s 88', (sign, below, at, above) => {
  const of = (text: string) => compare(than(sign), facts(fact('f', amount(text))));
  expect(['87.9', '88.0', '88.1'].map(of)).toEqual([below, at, above].map(truth));
});

const is = (value: boolean): Comparison => ({ fact: 'f', operator: 'is', value });
const copd: Comparison = {
  ...{ fact: 'f', operator: 'in' },
  codes: [
    { system: icd10, codes: ['R09.02'], prefixes: ['J44'] },
    { system: icd10, prefixes: ['J43'] },
    { system: icd10, codes: ['E84.0'] },
  ],
};
const settled: Comparison = { ...than('<='), settledBy: 'other' };
const other = fact('other', amount('50'));

test.each<[string, Comparison, readonly Fact[], Truth]>([
  ['no fact', than('<'), [], 'unknown'],
  ['in another unit', than('<'), [fact('f', amount('80', 'mm[Hg]'))], 'unknown'],
  ['no number', than('<'), [fact('f', amount('low'))], 'unknown'],
  ['a policy without a number', than('<', 'low'), [fact('f', amount('80'))], 'unknown'],
  ['yes for an amount', than('<'), [fact('f', { type: 'boolean', value: true })], 'unknown'],
  ['yes is yes', is(true), [fact('f', { type: 'boolean', value: true })], 'met'],
  ['no is not yes', is(true), [fact('f', { type: 'boolean', value: false })], 'notMet'],
  ['no is no', is(false), [fact('f', { type: 'boolean', value: false })], 'met'],
  ['an amount for yes', is(true), [fact('f', amount('1'))], 'unknown'],
  ['an amount for codes', copd, [fact('f', amount('1'))], 'unknown'],
  ['one of the codes', copd, [fact('f', codes('I10', 'J44.9'))], 'met'],
  ['none of the codes', copd, [fact('f', codes('I10'))], 'notMet'],
  ['none that was read', copd, [fact('f', codes('I10'), { isPartial: true })], 'unknown'],
  ['one, and more not read', copd, [fact('f', codes('J43.9'), { isPartial: true })], 'met'],
  ['absent, the other known', settled, [absent('no-evidence'), other], 'notMet'],
  ['absent, the other unknown', settled, [absent('no-evidence')], 'unknown'],
  ['unreadable, the other known', settled, [absent('unreadable'), other], 'unknown'],
  ['too old, the other known', settled, [absent('too-old'), other], 'unknown'],
  ['there, the other known', settled, [fact('f', amount('88')), other], 'met'],
])('%s', (_, comparison, known, expected) => {
  expect(compare(comparison, facts(...known))).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['R09.02', icd10, true],
  ['R09.0', icd10, false],
  ['J44', icd10, false],
  ['J44.9', icd10, true],
  ['J449', icd10, false],
  ['J44.9', 'urn:another', false],
])('%s of %s lies in the range: %s', (code, system, expected) => {
  expect(isInRange({ system, code }, { system: icd10, codes: ['R09.02'], prefixes: ['J44'] })).toBe(
    expected,
  );
});

test('a beginning says nothing of a system whose form is not known', () => {
  const range = { system: 'urn:s', codes: ['AB'], prefixes: ['A'] };
  expect(isInRange({ system: 'urn:s', code: 'AB' }, range)).toBe(true);
  expect(isInRange({ system: 'urn:s', code: 'AC' }, range)).toBe(false);
  expect(isInRange({ system: 'urn:s', code: 'AC' }, { system: 'urn:s' })).toBe(false);
});

test('comparisons in one line', () => {
  const signs: readonly Sign[] = ['<', '<=', '=', '>=', '>'];
  expect([...signs.map((sign) => than(sign)), is(true), copd].map(comparisonText)).toEqual([
    ...['f < 88 %', 'f ≤ 88 %', 'f = 88 %', 'f ≥ 88 %', 'f > 88 %', 'f is true'],
    'f in R09.02, J44…, J43…, E84.0',
  ]);
});

const text = { en: 'en', es: 'es' };
const leaf = (id: string, settledBy?: string): Criterion => ({
  ...{ id, text },
  compare: {
    ...{ fact: id, operator: 'is', value: true },
    ...(settledBy === undefined ? {} : { settledBy }),
  },
});
const group = (parts: Omit<CriterionGroup, 'id' | 'text'>): Criterion => ({
  id: 'g',
  text,
  ...parts,
});
const yes = (id: string) => fact(id, { type: 'boolean', value: true });
const no = (id: string) => fact(id, { type: 'boolean', value: false });
const abc = ['a', 'b', 'c'].map((id) => leaf(id));

test.each<[string, Criterion, readonly Fact[], Truth, CriterionTrace['rule']]>([
  ['all, one of which is not', group({ all: abc }), [yes('a'), no('b')], 'notMet', 'all'],
  ['all of them', group({ all: abc }), ['a', 'b', 'c'].map(yes), 'met', 'all'],
  ['any, one of which is', group({ any: abc }), [yes('a'), no('b')], 'met', 'any'],
  ['any, none of which is known', group({ any: abc }), [no('b')], 'unknown', 'any'],
  ['all of nothing', group({ all: [] }), [], 'unknown', 'all'],
  ['any of nothing', group({ any: [] }), [], 'unknown', 'any'],
  ['a group of nothing', group({}), [], 'unknown', 'at-least'],
  [
    'two of three',
    group({ atLeast: { count: 2, of: abc } }),
    [yes('a'), yes('b'), no('c')],
    'met',
    'at-least',
  ],
  [
    'two of three, one of which is open',
    group({ atLeast: { count: 2, of: abc } }),
    [yes('a'), no('b')],
    'unknown',
    'at-least',
  ],
  [
    'two of three, which can not be any more',
    group({ atLeast: { count: 2, of: abc } }),
    [no('a'), no('b')],
    'notMet',
    'at-least',
  ],
])('%s', (_, criterion, known, ...expected) => {
  const trace = evaluate(criterion, facts(...known));
  expect([trace.id, trace.text, trace.result, trace.rule]).toEqual(['g', text, ...expected]);
});

test('the facts of criteria, each once', () => {
  const nested = group({ all: [leaf('a', 'b'), group({ atLeast: { count: 1, of: abc } })] });
  expect(factIdsOf(nested)).toEqual(['a', 'b', 'c']);
  expect(factIdsOf(leaf('a', 'b'))).toEqual(['a', 'b']);
  expect(factIdsOf(leaf('a'))).toEqual(['a']);
});

/** Goal: two facts that settle one another settle nothing where they do not agree. */
const ab = [leaf('a', 'b'), leaf('b', 'a')];
const unread = (id: string, reason: NonNullable<Fact['reason']>): Fact => ({
  ...{ id, reason, evidence: [] },
});
test.each<[string, Criterion, readonly Fact[], string]>([
  ['both are met', group({ any: ab }), [yes('a'), yes('b')], 'met'],
  ['neither is met', group({ any: ab }), [no('a'), no('b')], 'notMet'],
  ['the second is not', group({ any: ab }), [yes('a'), no('b')], 'unknown (a: b, b: a)'],
  ['the first is not', group({ any: ab }), [no('a'), yes('b')], 'unknown (a: b, b: a)'],
  ['all of them', group({ all: ab }), [no('a'), yes('b')], 'unknown (a: b, b: a)'],
  [
    'one of two suffices',
    group({ atLeast: { count: 1, of: ab } }),
    [no('a'), yes('b')],
    'unknown (a: b, b: a)',
  ],
  [
    'a third that is met settles it',
    group({ any: [...ab, leaf('c')] }),
    [no('a'), yes('b'), yes('c')],
    'met (a: b, b: a)',
  ],
  ['nothing came of the second', group({ any: ab }), [yes('a')], 'met'],
  [
    'the second can not be read',
    group({ any: ab }),
    [yes('a'), unread('b', 'unreadable')],
    'unknown (a: b, b: a)',
  ],
  [
    'the second does not agree with itself',
    group({ any: ab }),
    [unread('a', 'conflicting'), yes('b')],
    'unknown (a: b, b: a)',
  ],
  ['the second is too old', group({ any: ab }), [yes('a'), unread('b', 'too-old')], 'met'],
  ['there is no second', group({ any: ab }), [yes('a'), unread('b', 'no-evidence')], 'met'],
  [
    'one settles the other alone',
    group({ any: [leaf('a', 'b'), leaf('b')] }),
    [yes('a'), no('b')],
    'met',
  ],
  ['each of its own', group({ any: [leaf('a'), leaf('b')] }), [yes('a'), no('b')], 'met'],
])('settled by one another: %s', (_, criterion, known, expected) => {
  const { result, children } = evaluate(criterion, facts(...known));
  const said = children.flatMap(({ id, disagreesWith }) =>
    disagreesWith === undefined ? [] : [`${id}: ${disagreesWith}`],
  );
  expect(said.length === 0 ? result : `${result} (${said.join(', ')})`).toBe(expected);
});

test('what is settled by a fact whose comparison stands elsewhere is named', () => {
  const alone = (criterion: Criterion) => settledAlone(criterion).join(' ');
  expect(alone(group({ all: [group({ any: ab }), leaf('c')] }))).toBe('');
  expect(alone(group({ any: [leaf('a', 'b'), leaf('b')] }))).toBe('a');
  expect(alone(group({ all: [group({ any: [leaf('a', 'b')] }), leaf('b', 'a')] }))).toBe('a b');
  expect(alone(leaf('a', 'b'))).toBe('a');
  expect(alone(group({}))).toBe('');
});

/** What settles a result: the shortest way, and every way. */
test.each<[string, Criterion, readonly Fact[], string, string]>([
  ['all that are met', group({ all: abc }), ['a', 'b', 'c'].map(yes), 'a b c', 'a b c'],
  ['those that are not met', group({ all: abc }), [yes('a'), no('b'), no('c')], 'b c', 'b c'],
  ['the first that is met', group({ any: abc }), [no('a'), yes('b'), yes('c')], 'b', 'b c'],
  ['the first that is open', group({ any: abc }), [no('a')], 'b', 'b c'],
  ['none is met', group({ any: abc }), ['a', 'b', 'c'].map(no), 'a b c', 'a b c'],
  [
    'of a number, all that are met',
    group({ atLeast: { count: 1, of: abc } }),
    [yes('a'), yes('b'), no('c')],
    'a b',
    'a b',
  ],
  [
    'each fact once',
    group({ all: [leaf('a'), group({ any: [leaf('a'), leaf('b')] })] }),
    [yes('a'), yes('b')],
    'a',
    'a b',
  ],
  [
    'each that has no fact once',
    group({ all: [leaf('a'), leaf('a'), leaf('b')] }),
    [],
    'a b',
    'a b',
  ],
])('what settles: %s', (_, criterion, known, ...ways) => {
  const trace = evaluate(criterion, facts(...known));
  const ids = (leaves: readonly CriterionTrace[]) => leaves.map(({ id }) => id).join(' ');
  expect([ids(decisive(trace)), ids(allDecisive(trace))]).toEqual(ways);
});
