import { expect, test } from 'vitest';
import {
  administrativeReferenceNumber,
  authorizationNumber,
  caseIdOf,
  controlNumber,
  hasRightCheckDigits,
} from '../../../src/domain/review/ids.ts';

const caseId = caseIdOf('5f'.repeat(32));

test('a case id has 26 digits of Crockford and depends on the digest alone', () => {
  expect(caseId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(caseIdOf('5f'.repeat(32))).toBe(caseId);
  expect(caseIdOf('5e'.repeat(32))).not.toBe(caseId);
});

const numbers = [
  authorizationNumber(caseId, 1),
  authorizationNumber(caseId, 500),
  administrativeReferenceNumber(caseId),
  controlNumber(caseId, 0),
];

test.each(numbers)('%s: no wrong character and no swapped neighbours pass', (number) => {
  expect(hasRightCheckDigits(number)).toBe(true);
  for (let at = 2; at < number.length - 4; at += 1) {
    const [one = '', two = ''] = [number[at], number[at + 1]];
    if (one === '-' || two === '-') continue;
    const wrong = one === '7' ? '8' : '7';
    expect(hasRightCheckDigits(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
    if (one === two) continue;
    expect(hasRightCheckDigits(number.slice(0, at) + two + one + number.slice(at + 2))).toBe(false);
  }
});
