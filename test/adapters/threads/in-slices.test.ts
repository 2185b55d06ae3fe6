import { expect, test } from 'vitest';
import { inSlices } from '../../../src/adapters/threads/in-slices.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a few in each turn, in their order, those that come meanwhile behind them', async () => {
  const done: number[] = [];
  const slices = inSlices((one: number) => done.push(one));
  slices.some([1, 2, 3, 4, 5, 6]);
  expect(done).toEqual([1, 2, 3, 4]);
  slices.some([7]);
  expect(done).toEqual([1, 2, 3, 4]);
  await turn();
  expect(done).toEqual([1, 2, 3, 4, 5, 6, 7]);
  slices.some([8]);
  expect(done.at(-1)).toBe(8);
});

test('the rest is worked on at once, and once', async () => {
  const done: number[] = [];
  const slices = inSlices((one: number) => done.push(one));
  slices.some([1, 2, 3, 4, 5, 6]);
  slices.rest();
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
  await turn();
  await turn();
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
  slices.some([7]);
  expect(done.at(-1)).toBe(7);
});
