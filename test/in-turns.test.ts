import { expect, test } from 'vitest';
import { inTurns } from '../src/in-turns.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('so many in each turn, however they come, and in their order', async () => {
  const done: number[] = [];
  const turns = inTurns(2, (one: number) => done.push(one));
  for (const one of [1, 2, 3, 4]) turns.add(one);
  turns.add(5);
  expect(done).toEqual([1, 2]);
  await turn();
  expect(done).toEqual([1, 2, 3, 4]);
  turns.add(6);
  expect(done).toHaveLength(4);
  await turn();
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
});

test('the rest is worked on at once, and once', async () => {
  const done: number[] = [];
  const turns = inTurns(2, (one: number) => done.push(one));
  for (const one of [1, 2, 3, 4]) turns.add(one);
  turns.rest();
  expect(done).toEqual([1, 2, 3, 4]);
  await turn();
  await turn();
  expect(done).toEqual([1, 2, 3, 4]);
  turns.add(5);
  expect(done.at(-1)).toBe(5);
});
