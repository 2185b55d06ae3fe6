import { expect, test } from 'vitest';
import { parseNpi } from '../../../src/domain/provider/npi.ts';

test.each(['1234567893', '9000000015', '9123400076'])('%s has a right check digit', (npi) => {
  expect(parseNpi(npi)).toBe(npi);
});

test.each([
  '1234567890',
  '8189991235',
  '123456789',
  '12345678931',
  'abcdefghij',
  '',
])('"%s" is no NPI', (npi) => {
  expect(parseNpi(npi)).toBeUndefined();
});
