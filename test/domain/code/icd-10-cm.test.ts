import { expect, test } from 'vitest';
import { ICD_10_CM, isIcd10Cm } from '../../../src/domain/code/icd-10-cm.ts';
import { isInRange } from '../../../src/domain/policy/compare.ts';

/** Goal: a code counts as one of a range only when it is written as its system writes codes. */
const chronic = { system: ICD_10_CM, codes: ['Q33.4'], prefixes: ['J44', 'J96.1'] };

test.each([
  ['J44', false],
  ['J44.9', true],
  ['J44.81', true],
  ['J96.11', true],
  ['Q33.4', true],
  ['J96', false],
  ['J96.21', false],
  ['J449', false],
  ['J4400000', false],
  ['J44X-garbage', false],
  ['J44.', false],
  ['J44.99999', false],
  ['j44.9', false],
  ['Ｊ44.9', false],
  [' J44.9', false],
  ['J44.9\u200b', false],
  ['J44.9\n', false],
  ['J44.9 M54.5', false],
  ['Q33.41', false],
  ['', false],
])('%j is one of the range: %s', (code, expected) => {
  expect(isInRange({ system: ICD_10_CM, code }, chronic)).toBe(expected);
});

test.each(['S72.001A', 'C4A.0', 'Z3A.08', 'U07.1', 'T36.0X1A'])('%s is written well', (code) => {
  expect(isIcd10Cm(code)).toBe(true);
});

test('the same letters of another system are another code, and prefixes say nothing there', () => {
  const who = 'http://hl7.org/fhir/sid/icd-10';
  expect(isInRange({ system: who, code: 'J44.9' }, chronic)).toBe(false);
  expect(isInRange({ system: who, code: 'J44.9' }, { ...chronic, system: who })).toBe(false);
  expect(isInRange({ system: who, code: 'Q33.4' }, { ...chronic, system: who })).toBe(true);
});
