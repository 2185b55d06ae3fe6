import { describe, expect, test } from 'vitest';
import { isValueTold, numbersTold } from '../../../src/domain/policy/told.ts';

/** Goal: a narrative that repeats the data is let by, and one that says anything else is not. */
const known = ['spo2', 'oxygen saturation', 'at rest', 'on #', 'value', 'patient', 'pm', '%'];
const tellable = {
  texts: ['2026-11-23T15:05:00-07:00', 'o1223435-10', '96', 'Ada', 'us-core|7.0.0', 'Acme 2000'],
  amounts: ['86', '95.0'],
};
const isTold = (text: string): boolean => {
  const numbers = numbersTold(text, tellable, known);
  return numbers !== undefined && isValueTold(numbers, tellable, '86');
};

describe('a narrative', () => {
  test.each([
    ['says nothing', ''],
    ['says the value', 'SpO2: 86 %'],
    ['writes it with decimals', 'SpO2 86,0%'],
    ['writes it with more decimals', 'SpO2 086.000 %'],
    ['names the day', 'SpO2 86 % on 2026-11-23'],
    ['names the hour by the other clock', 'Nov 23, 2026 3:05 PM: SpO2 86 %'],
    ['names the patient', 'Patient: ADA, SpO2 86 %'],
    ['repeats a text with its number', 'Acme 2000, o1223435-10: 86 %'],
    ['says the limit beside the value', 'value 86, 95'],
    ['says no number', 'oxygen saturation at rest'],
  ])('%s', (_, text) => {
    expect(isTold(text)).toBe(true);
  });

  test.each([
    ['says another value', 'SpO2 94 %'],
    ['names another month', 'May 23, 2026: SpO2 86 %'],
    ['has a box that is not ticked', '☐ SpO2 86 %'],
    ['has a sign of denial', 'SpO2 ≠ 86 %'],
    ['asks', 'SpO2 86 %?'],
    ['says the limit as if it were the value', 'SpO2 95 %'],
    ['says a short number that is an id', 'SpO2 96 %'],
    ['says a number of a longer text', 'SpO2 10 %'],
    ['says a limit', 'SpO2 > 86 %'],
    ['points elsewhere', 'SpO2 86 % ↑'],
    ['says a word that nobody knows', 'SpO2 86 % at 86 watts'],
    ['parts a phrase', 'rest at SpO2 86 %'],
    ['names another day', 'SpO2 86 % on 2026-11-24'],
    ['says a word before a number that is none of the data', 'SpO2 86 % on 41'],
    ['has a picture', 'SpO2 86 % \u{1F6B4}'],
    ['is too long', 'SpO2 '.repeat(3000)],
  ])('%s', (_, text) => {
    expect(isTold(text)).toBe(false);
  });

  test('of words that fit each other everywhere is for people', () => {
    const same = { texts: Array.from({ length: 200 }, () => 'a '.repeat(25)), amounts: [] };
    expect(numbersTold(`${'a '.repeat(2000)}b`, same, known)).toBeUndefined();
  });
});
