import { expect, test } from 'vitest';
import { isBeforeBirth, onsetByAge } from '../../../src/fhir/facts/onset.ts';

/** Goal: an age is read as the day that it means, and what lies before birth is known as such. */
const patient = {
  ...{ expression: 'p', type: 'Patient', fullUrl: 'urn:p', index: 0 },
  resource: { resourceType: 'Patient', birthDate: '1951-03-14' },
};
const years = (value: number, code = 'a') => ({ value, code });

test.each([
  ['no age', {}, undefined],
  ['years', { onsetAge: years(40) }, '1991-03-14'],
  ['months', { onsetAge: years(12, 'mo') }, '1952-03-13'],
  ['days', { onsetAge: years(1, 'd') }, '1951-03-15'],
  ['the end of a range', { onsetRange: { low: years(40), high: years(90) } }, '2041-03-13'],
  ['a range without an end', { onsetRange: { low: years(40) } }, '1991-03-14'],
  ['another unit', { onsetAge: years(40, 'kg') }, 'unreadable'],
  ['no unit', { onsetAge: { value: 40 } }, 'unreadable'],
  ['no number', { onsetAge: { code: 'a' } }, 'unreadable'],
  ['before birth', { onsetAge: years(-1) }, 'unreadable'],
  ['longer than anybody lives', { onsetAge: years(1e9) }, 'unreadable'],
])('%s', (_, condition, expected) => {
  expect(onsetByAge(condition, patient)).toBe(expected);
});

test('without a birth date no age says a day', () => {
  expect(onsetByAge({ onsetAge: years(40) }, undefined)).toBe('unreadable');
});

test.each([
  ['1951-03-13', true],
  ['1951-03-14', false],
  ['1951-03-14T00:00:00Z', false],
  ['1950', true],
  ['1951', false],
  [undefined, false],
])('%s before birth: %s', (date, expected) => {
  expect(isBeforeBirth(date, patient)).toBe(expected);
});
