import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { startThread, type ThreadClient } from '../../../src/adapters/threads/thread-client.ts';
import { startPool } from '../../../src/adapters/threads/thread-pool.ts';
import { ok, type Result } from '../../../src/result.ts';

/** Goal: what a thread can't answer is said to have failed, and other threads go on. */
const script = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (message) => {
    if (message === 'close') { parentPort.close(); return; }
    for (const { number, command } of message) {
      if (command === 'die') throw new Error('broken');
      if (command === 'end') process.exit(3);
      if (command === 'silence') continue;
      const isFailure = command === 'fail';
      const reply = isFailure ? { failure: 'failed' } : { reply: command };
      parentPort.postMessage([{ number, ...reply }]);
    }
  });
  parentPort.postMessage({ opened: true });`;

type Client = ThreadClient<string, string>;

function start(code: string, onDeath: (reason: string) => void): Promise<Result<Client, string>> {
  return startThread(new Worker(code, { eval: true }), { name: 'a thread', onDeath });
}

async function poolOf(count: number, successor = script) {
  const told: string[] = [];
  const codes = Array.from({ length: count }, () => script);
  let noteDeath = (): void => undefined;
  const died = new Promise<void>((resolve) => {
    noteDeath = resolve;
  });
  const started: Client[] = [];
  let noteSuccessor = (): void => undefined;
  const replaced = new Promise<void>((resolve) => {
    noteSuccessor = resolve;
  });
  const pool = await startPool<string, string>({
    count,
    start: async (onDeath) => {
      const thread = await start(codes.pop() ?? successor, onDeath);
      if (thread.ok) started.push(thread.value);
      if (started.length > count) setImmediate(noteSuccessor);
      return thread;
    },
    onDeath: (reason) => told.push(`died: ${reason}`),
    onFatal: (reason) => {
      told.push(`fatal: ${reason}`);
      noteDeath();
    },
  });
  if (!pool.ok) throw new Error(pool.problem);
  return { ask: pool.value.ask, close: pool.value.close, told, started, died, replaced };
}

test('each command has its answer, and one that fails fails alone', async () => {
  const { ask, close, told } = await poolOf(2);
  const answers = await Promise.all(['a', 'fail', 'b', 'c'].map((command) => ask(command)));
  expect(answers).toEqual([ok('a'), { ok: false, problem: 'failed' }, ok('b'), ok('c')]);
  await close();
  expect(await ask('a')).toMatchObject({ ok: false });
  expect(told).toEqual([]);
});

test('the one that has the fewest is asked', async () => {
  const { ask, close, started } = await poolOf(2);
  for (const command of ['silence', 'silence', 'silence', 'silence']) void ask(command);
  expect(started.map((thread) => thread.waiting())).toEqual([2, 2]);
  await close();
});

test.each([
  ['die', 'a thread failed: broken'],
  ['end', 'a thread has ended'],
])('told to %s, one fails what it has, others answer, a successor comes', async (how, why) => {
  const { ask, close, told, replaced } = await poolOf(2);
  const [lost, kept] = await Promise.all([ask(how), ask('a')]);
  expect([lost, kept]).toEqual([{ ok: false, problem: why }, ok('a')]);
  await replaced;
  expect(await Promise.all([ask('b'), ask('c')])).toEqual([ok('b'), ok('c')]);
  expect(told).toEqual([`died: ${why}`]);
  await close();
});

test('when no successor can be started, the process is told', async () => {
  const refusing = `require('node:worker_threads').parentPort.postMessage({ refused: 'no room' })`;
  const { ask, close, told, died } = await poolOf(1, refusing);
  expect(await ask('die')).toEqual({ ok: false, problem: 'a thread failed: broken' });
  await died;
  expect(told).toEqual(['died: a thread failed: broken', 'fatal: no room']);
  expect(await ask('a')).toEqual({ ok: false, problem: 'no thread is there' });
  await close();
});

test.each([
  ['throws', `throw new Error('broken')`, 'broken'],
  ['ends', '', 'the thread ended before it began'],
])('a thread that %s before its first word is refused in one line', async (_how, code, why) => {
  expect(await start(code, () => undefined)).toEqual({ ok: false, problem: why });
});
