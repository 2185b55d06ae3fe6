import { describe, expect, test } from 'vitest';
import { namesOfMonth } from '../../../src/domain/policy/months.ts';
import { isValueTold, numbersTold } from '../../../src/domain/policy/told.ts';
import { unread } from './found.ts';

/** Goal: a narrative that repeats the data is let by, and one that says anything else is not. */
const known = ['spo2', 'oxygen saturation', 'at rest', 'on #', 'value', 'patient', 'am', 'pm', '%'];
const tellable = {
  texts: ['2026-11-23T15:05:00-07:00', 'o1223435-10', '96', 'Ada', 'us-core|7.0.0', 'Acme 2000'],
  amounts: ['86', '95.0'],
};
const isTold = (text: string, texts: readonly string[] = tellable.texts): boolean => {
  const data = unread({ ...tellable, texts });
  const numbers = numbersTold(text, data, unread(known));
  return numbers !== undefined && isValueTold(numbers, data, '86');
};

describe('a narrative', () => {
  test.each([
    ['says nothing', ''],
    ['says the value', 'SpO2: 86 %'],
    ['writes it with decimals', 'SpO2 86,0%'],
    ['writes it with more decimals', 'SpO2 086.000 %'],
    ['names the day', 'SpO2 86 % on 2026-11-23'],
    ['names the hour by the other clock', 'Nov 23, 2026 3:05 PM: SpO2 86 %'],
    ['names the day by its month', 'SpO2 86 % on Nov 23, 2026'],
    ['names its zone as one number', '2026-11-23 15:05:00 -0700: SpO2 86 %'],
    ['repeats a version', 'us-core|7.0.0: 86 %'],
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
    ['says a word before a number, and no number', 'SpO2 86 % on'],
    ['says a version that is none of the data', 'us-core|7.0.00: 86 %'],
    ['says a number in the place of a word', 'oxygen 86'],
    ['says one number of an address', 'SpO2 86 % 2000'],
    ['says a word before a number that is none of the data', 'SpO2 86 % on 41'],
    ['has a picture', 'SpO2 86 % \u{1F6B4}'],
    ['is too long', 'SpO2 '.repeat(3000)],
  ])('%s', (_, text) => {
    expect(isTold(text)).toBe(false);
  });

  test.each<[string, string, string, boolean]>([
    ['just after midnight', '2026-11-23T00:05:09Z', '12:05:09 AM', true],
    ['just after midnight, in full', '2026-11-23T00:05:09Z', '0:05:09 +0000', true],
    ['noon', '2026-11-23T12:30:09Z', '12:30 PM', true],
    ['an hour past noon', '2026-11-23T13:30:09Z', '1:30 PM', true],
    ['an hour past noon, by twelve', '2026-11-23T13:30:09Z', '12:30 PM', false],
    ['an hour of no clock', '2026-11-23T13:30:09Z', '10:30 PM', false],
    ['another minute', '2026-11-23T13:30:09Z', '1:31 PM', false],
    ['a zone in one number', '2026-11-23T13:30:09+05:45', '13:30:09 +0545', true],
    ['a zone in another number', '2026-11-23T13:30:09+05:45', '13:30:09 +0530', false],
    ['a zone where none is', '2026-11-23T13:30:09Z', '13:30:09 -0700', false],
    ['an instant as it is', '2026-11-23T13:30:09.125Z', '2026-11-23T13:30:09.125Z', true],
    ['another instant', '2026-11-23T13:30:09.125Z', '2026-11-23T13:30:09.126Z', false],
    ['half of an instant', '2026-11-23T13:30:09.125Z', '2026-11-23T13', false],
    ['a time as it is', '2026-11-23T13:30:09+05:45', '2026-11-23T13:30:09+05:45', true],
    ['a day without a time as its midnight', '2026-11-23', 'Nov 23, 2026, 12:00:00 AM', true],
    ['a day without a time at another hour', '2026-11-23', 'Nov 23, 2026, 1:00:00 AM', false],
    ['a month', '2026-11', 'Nov 2026', true],
    ['a month with a day', '2026-11', 'Nov 23, 2026', false],
    ['a year', '2026', '2026', true],
    ['a number that is no date', '20261123', '20261123', true],
    ['a part of a number that is no date', '20261123', '2026', false],
  ])('may tell %s: %s as %s: %s', (_, date, text, expected) => {
    expect(isTold(`${text}: SpO2 86 %`, [date])).toBe(expected);
  });

  test('of words that fit each other everywhere is for people', () => {
    const same = { texts: Array.from({ length: 200 }, () => 'a '.repeat(25)), amounts: [] };
    expect(numbersTold('a '.repeat(2000), same, known)).toBeUndefined();
    expect(numbersTold('a '.repeat(50), same, known)).toBeDefined();
  });
});

describe('months are named as their dates are', () => {
  test.each([
    ['2026-01-31', 'january jan enero ene'],
    ['2026-02', 'february feb febrero'],
    ['2026-03-01', 'march mar marzo'],
    ['2026-04-01', 'april apr abril abr'],
    ['2026-05-04', 'may mayo'],
    ['2026-06-01', 'june jun junio'],
    ['2026-07-01', 'july jul julio'],
    ['2026-08-01', 'august aug agosto ago'],
    ['2026-09-01', 'september sep sept septiembre'],
    ['2026-10-01', 'october oct octubre'],
    ['2026-11-01', 'november nov noviembre'],
    ['2026-12-01', 'december dec diciembre dic'],
    ['2026', ''],
  ])('%s', (date, names) => {
    expect(namesOfMonth(date).join(' ')).toBe(names);
  });
});

describe('a text tells', () => {
  const data = {
    texts: ['Ada Demoson', '2026-05-04T16:07:00-07:00', '12345', 'LOINC 59408-5', '96'],
    amounts: ['86.0', '92'],
  };
  const told = (text: string) => {
    const numbers = numbersTold(text, unread(data), ['value', 'on #', 'of']);
    return numbers === undefined ? 'more' : [...numbers].join(' ');
  };
  test.each([
    ['Value of Ada: 86', '86'],
    ['value 86,0', '86'],
    ['value 85', 'more'],
    ['Demoson Ada', ''],
    ['on 4 May 2026', '4 2026'],
    ['4 mayo 2026', '4 2026'],
    ['4 June 2026', 'more'],
    ['16 07', '16 7'],
    ['12345', '12345'],
    ['96', 'more'],
    ['LOINC 59408-5', '59408 5'],
    ['59408', 'more'],
    ['value > 86', 'more'],
    ['value ☐ 86', 'more'],
    ['', ''],
    ['x'.repeat(6000), 'more'],
  ])('%s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test.each([
    ['86', ['86'], true],
    ['86', ['92'], false],
    ['86', ['4'], true],
    ['86', [], true],
  ])('the value %s among %j: %s', (value, numbers, expected) => {
    expect(isValueTold(new Set(numbers), data, value)).toBe(expected);
  });
});
