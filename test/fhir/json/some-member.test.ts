import { expect, test } from 'vitest';
import { someMember } from '../../../src/fhir/json/some-member.ts';

const value = { a: [1, [{ b: null }], { c: { d: 'x' } }], e: undefined };

test.each([
  ['d', 'x'],
  ['b', null],
])('finds %s in objects and lists, however deep', (wanted, expected) => {
  expect(someMember(value, (name, member) => name === wanted && member === expected)).toBe(true);
});

test('what is not there is not found, and a member without a value is not asked of', () => {
  const asked: string[] = [];
  const found = someMember(value, (name) => {
    asked.push(name);
    return false;
  });
  expect(found).toBe(false);
  expect(asked).toEqual(['a', 'b', 'c', 'd']);
});
