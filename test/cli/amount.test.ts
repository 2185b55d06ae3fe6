import { expect, test } from 'vitest';
import { amount } from '../../src/cli/amount.ts';

/** Goal: one of a thing is never said to be many. */
test('a noun follows its number', () => {
  const told = [0, 1, 2].map(
    (count) => `${amount(count, 'line')}, ${amount(count, 'body', 'bodies')}`,
  );
  expect(told).toEqual(['0 lines, 0 bodies', '1 line, 1 body', '2 lines, 2 bodies']);
});
