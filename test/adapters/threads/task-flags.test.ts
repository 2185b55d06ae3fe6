import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import {
  begin,
  createTaskFlags,
  drop,
  isBegun,
  isDropped,
  recall,
} from '../../../src/adapters/threads/task-flags.ts';
import { startThread } from '../../../src/adapters/threads/thread-client.ts';
import { ok } from '../../../src/result.ts';

/** Goal: both sides of a thread agree on what is begun, taken back, and no longer wanted. */
test('a command is begun or taken back, never both', () => {
  const flags = createTaskFlags();
  expect([begin(flags, 1), recall(flags, 1), isBegun(flags, 1)]).toEqual([true, false, true]);
  expect([recall(flags, 2), begin(flags, 2), isDropped(flags, 2)]).toEqual([true, false, true]);
  expect(isDropped(flags, 1)).toBe(false);
  drop(flags, 1);
  expect(isDropped(flags, 1)).toBe(true);
});

/** Is at a command until it is told that nobody waits for it. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  parentPort.on('message', (message) => {
    if (message === 'close') { parentPort.close(); return; }
    for (const { number, command } of message) {
      const slot = number % 1024;
      if (Atomics.compareExchange(workerData, slot, 0, 1) !== 0) {
        parentPort.postMessage([{ number, failure: 'taken back' }]);
        continue;
      }
      while (command === 'endless' && Atomics.load(workerData, slot) !== 2);
      parentPort.postMessage([{ number, reply: command }]);
    }
  });
  parentPort.postMessage({ opened: true });`;

const flags = createTaskFlags();
const worker = new Worker(script, { eval: true, workerData: flags });
afterAll(async () => {
  await worker.terminate();
});

test('a thread leaves what nobody waits for, lives, and takes the next', async () => {
  const started = await startThread<string, string>(worker, {
    name: 'a thread',
    onDeath: () => undefined,
    flags,
  });
  if (!started.ok) throw new Error(started.problem);
  const { hand } = started.value;
  const [endless, back, next] = [hand('endless'), hand('back'), hand('next')];
  while (!endless.isBegun()) await new Promise((resolve) => setImmediate(resolve));
  expect([endless.recall(), back.recall(), next.isBegun()]).toEqual([false, true, false]);
  endless.giveUp();
  expect(await endless.reply).toEqual(ok('endless'));
  expect(await back.reply).toMatchObject({ ok: false });
  expect(await next.reply).toEqual(ok('next'));
  expect(started.value.hasRoom()).toBe(true);
});
