import { describe, expect, test } from 'vitest';
import { areShared, isAmong } from '../../src/domain/same-identifier.ts';

/** Goal: whose a number is, letter by letter, and never by what is missing on both sides. */
const one = { system: 'urn:a', value: '1' };

describe('an identifier is one that is known', () => {
  test.each([
    ['the same', one, true],
    ['another value', { ...one, value: '2' }, false],
    ['another system', { ...one, system: 'urn:b' }, false],
    ['other letters', { system: 'URN:A', value: '1' }, false],
    ['a blank more', { ...one, value: '1 ' }, false],
    ['no system', { value: '1' }, false],
    ['no value', { system: 'urn:a' }, false],
    ['nothing', {}, false],
  ])('%s', (_, sent, expected) => {
    expect(isAmong([{ system: 'urn:a', value: '0' }, one], sent)).toBe(expected);
    expect(areShared([one], [{ ...one, value: '0' }, sent])).toBe(expected);
  });

  test('what lacks the same thing is not the same', () => {
    expect(isAmong([{ value: '1' }], { value: '1' })).toBe(false);
    expect(isAmong([{ system: 'urn:a' }], { system: 'urn:a' })).toBe(false);
    expect(areShared([], [])).toBe(false);
  });
});
