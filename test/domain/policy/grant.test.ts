import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import {
  grantedPeriod,
  hasRoomFor,
  isCountedIn,
  isWhole,
  isWithin,
} from '../../../src/domain/policy/grant.ts';
import { excludedBy, type ModifierRow } from '../../../src/domain/policy/modifier.ts';
import type { CriterionTrace } from '../../../src/domain/policy/trace.ts';
import { day, rulebook } from '../review/decided.ts';

/** Goal: what a policy grants is as long and as much as it says, and no more. */
const text = { en: '', es: '' };
const node = (id: string, result: CriterionTrace['result']): CriterionTrace => ({
  ...{ id, text, rule: 'compare', result, children: [] },
});

test.each([
  ['long', 'met', 'P12M'],
  ['short', 'met', 'P3M'],
  ['short', 'notMet', undefined],
  ['none', 'met', undefined],
] as const)('a branch %s that is %s grants %s', (id, result, expected) => {
  const [policy] = rulebook.policies;
  if (policy === undefined) throw new Error('no policy');
  const approvalPeriods = [
    { criterion: 'long', period: 'P12M' },
    { criterion: 'short', period: 'P3M' },
  ];
  const limits = { ...policy.limits, approvalPeriods };
  const trace = { ...node('g', 'met'), children: [node(id, result)] };
  expect(grantedPeriod({ ...policy, limits }, trace)).toBe(expected);
});

describe('a quantity', () => {
  const ucum = 'http://unitsofmeasure.org';
  const limit = {
    ...{ services: [], max: '12', every: 'P1M', isWhole: true },
    units: [{ codes: ['month', 'months'] }, { system: ucum, codes: ['mo'] }],
  };
  test.each([
    ['in words', { unit: 'month' }, true],
    ['in words with blanks and capitals', { unit: ' Months ' }, true],
    ['in other words', { unit: 'hours' }, false],
    ['by its code', { system: ucum, code: 'mo' }, true],
    ['by its code without a system', { code: 'mo' }, false],
    ['by another code', { system: ucum, code: 'h' }, false],
    ['by its code and other words', { unit: 'hours', system: ucum, code: 'mo' }, false],
    ['by its code and words', { unit: 'month', system: ucum, code: 'mo' }, true],
    ['by nothing', {}, false],
  ])('counted %s: %j: %s', (_, unit, expected) => {
    expect(isCountedIn(limit, { amount: '1', ...unit })).toBe(expected);
  });

  test.each([
    ['1', '2026-12-01', true],
    ['2', '2026-12-31', false],
    ['2', '2027-01-01', true],
    ['1.5', '2026-12-31', false],
    ['12', '2027-10-31', false],
    ['12', '2027-11-01', true],
    ['12.5', '2027-11-30', false],
  ])('of %s, one a month, has room until %s: %s', (units, to, expected) => {
    const span = { from: day('2026-12-01'), to: day(to) };
    expect(hasRoomFor(span, new Big(units), 'P1M')).toBe(expected);
    expect(hasRoomFor(span, new Big(units), undefined)).toBe(true);
    expect(hasRoomFor({ from: span.from }, new Big(units), 'P1M')).toBe(true);
  });

  test.each([
    ['2', true],
    ['2.0', true],
    ['2.5', false],
    ['0.001', false],
  ])('of %s is whole: %s', (amount, expected) => {
    expect(isWhole(new Big(amount))).toBe(expected);
  });

  test.each([
    ['2026-12-30', 'P30D', true],
    ['2026-12-31', 'P30D', false],
    ['2027-11-30', 'P12M', true],
    ['2027-12-01', 'P12M', false],
  ])('until %s is within %s: %s', (to, period, expected) => {
    expect(isWithin({ from: day('2026-12-01'), to: day(to) }, period)).toBe(expected);
  });
});

test.each<[string, readonly string[], string | undefined]>([
  ['KH', ['RR', 'KI'], 'KI'],
  ['KH', ['KH', 'RR'], undefined],
  ['QF', ['QG', 'RR'], undefined],
  ['RR', ['KX', 'BP'], 'BP'],
])('beside the modifier %s, of %j not meant is %s', (code, beside, expected) => {
  const row = rulebook.modifiers.find(({ codes }: ModifierRow) => codes.includes(code));
  if (row === undefined) throw new Error('no row');
  const modifiers = beside.map((one) => ({ code: one }));
  expect(excludedBy(row, { code }, modifiers)?.code).toBe(expected);
});
