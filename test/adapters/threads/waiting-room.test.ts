import { expect, test } from 'vitest';
import { FairQueue } from '../../../src/adapters/threads/fair-queue.ts';
import { type Queued, WaitingRoom } from '../../../src/adapters/threads/waiting-room.ts';

/** Goal: queues that share a room have one limit for each client, not one each. */
const task = (client: string, bytes = 10): Queued => ({ client, bytes });

function queues(countMax: number, bytesMax = 1000) {
  const room = new WaitingRoom({ countMax, bytesMax });
  return [new FairQueue<Queued>(room, () => 0), new FairQueue<Queued>(room, () => 0)] as const;
}

test('what waits in one counts in the other, for the same client alone', () => {
  const [first, long] = queues(3);
  for (let at = 0; at < 2; at += 1) expect(first.add(task('A'))).toBe(undefined);
  expect(long.add(task('A'))).toBe(undefined);
  const why = { of: 'count', figure: 4, max: 3 };
  expect([first.add(task('A')), long.add(task('A'))]).toEqual([why, why]);
  expect(first.add(task('B'))).toBe(undefined);
});

test('by bytes too; one that is alone may be as long as any', () => {
  const [first, long] = queues(9, 25);
  expect(first.add(task('A', 100))).toBe(undefined);
  expect(long.add(task('A', 1))).toEqual({ of: 'bytes', figure: 101, max: 25 });
  expect(long.add(task('B', 20))).toBe(undefined);
});

test('what was let in by the one is taken by the other, and then stands in the way', () => {
  const [first, long] = queues(2);
  const moved = task('A');
  first.add(moved);
  first.take(moved);
  for (let at = 0; at < 2; at += 1) expect(first.add(task('A'))).toBe(undefined);
  first.done(moved, 500);
  expect(long.add(moved, true)).toBe(undefined);
  expect(first.add(task('A'))).toEqual({ of: 'count', figure: 4, max: 2 });
  long.remove(moved);
  const again = first.next();
  if (again !== undefined) first.take(again);
  expect(first.add(task('A'))).toBe(undefined);
});

test('what is taken, put back or forgotten leaves nothing behind', () => {
  const [first, long] = queues(1);
  const one = task('A');
  first.add(one);
  first.take(one);
  first.putBack([one]);
  expect(long.add(task('A'))).toEqual({ of: 'count', figure: 2, max: 1 });
  first.takeAll();
  expect(long.add(task('A'))).toBe(undefined);
});
