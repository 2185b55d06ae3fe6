import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { startThread, type ThreadClient } from '../../../src/adapters/threads/thread-client.ts';
import { startPool } from '../../../src/adapters/threads/thread-pool.ts';
import { WaitingRoom } from '../../../src/adapters/threads/waiting-room.ts';
import { ok, type Result } from '../../../src/result.ts';

/** Goal: what a thread can't answer is said to have failed, and everything else is answered. */
const script = `
  const { parentPort } = require('node:worker_threads');
  const seen = [];
  parentPort.on('message', (message) => {
    if (message === 'close') { parentPort.close(); return; }
    for (const { number, command } of message) {
      seen.push(command);
      if (command === 'die') throw new Error('broken');
      if (command === 'end') process.exit(3);
      if (command === 'silence') continue;
      const isFailure = command === 'fail';
      const reply = command === 'seen' ? seen.join() : command;
      parentPort.postMessage([{ number, ...(isFailure ? { failure: 'failed' } : { reply }) }]);
    }
  });
  parentPort.postMessage({ opened: true });`;

type Client = ThreadClient<string, string>;
const mebibyte = 1024 * 1024;

function start(code: string, onDeath: (reason: string) => void): Promise<Result<Client, string>> {
  return startThread(new Worker(code, { eval: true }), { name: 'a thread', onDeath });
}

async function poolOf(count: number, successor = script, probe?: string) {
  const told: string[] = [];
  const codes = Array.from({ length: count }, () => script);
  let noteEnd = (): void => undefined;
  const fatal = new Promise<void>((resolve) => {
    noteEnd = resolve;
  });
  const pool = await startPool<string, string>({
    count,
    waiting: new WaitingRoom({ countMax: 1000, bytesMax: 1000 * mebibyte }),
    elapsedMs: () => 0,
    ...(probe === undefined ? {} : { probe }),
    start: async (onDeath) => {
      const code = codes.pop() ?? successor;
      if (code === 'throw') throw new Error('no room');
      return start(code, onDeath);
    },
    onDeath: (reason) => told.push(`died: ${reason}`),
    onFatal: (reason) => {
      told.push(`fatal: ${reason}`);
      noteEnd();
    },
  });
  if (!pool.ok) throw new Error(pool.problem);
  const ask = (command: string, bytes = 1, signal = new AbortController().signal) =>
    pool.value.ask(command, { client: 'one', bytes, signal });
  const { value } = pool;
  return { ask, isReady: () => value.isReady(), close: () => value.close(), told, fatal };
}

test('each command has its answer, and one that fails fails alone', async () => {
  const { ask, close, told } = await poolOf(2);
  const answers = await Promise.all(['a', 'fail', 'b', 'c'].map((command) => ask(command)));
  expect(answers).toEqual([
    ok('a'),
    { ok: false, problem: { reason: 'failed' } },
    ok('b'),
    ok('c'),
  ]);
  await close();
  expect(await ask('a')).toEqual({ ok: false, problem: { reason: 'the threads are closed' } });
  expect(told).toEqual([]);
});

test('the one that has the least at hand is asked', async () => {
  const { ask, close } = await poolOf(2);
  const silent = [ask('silence'), ask('silence')];
  expect(await Promise.all([ask('seen'), ask('seen')])).toEqual([
    ok('silence,seen'),
    ok('silence,seen'),
  ]);
  await close();
  expect(await Promise.all(silent)).toMatchObject([{ ok: false }, { ok: false }]);
});

test('what nobody waits for any more is forgotten, and never begun', async () => {
  const { ask, close } = await poolOf(1);
  const gone = Array.from({ length: 100 }, () => new AbortController());
  const silent = ask('silence', mebibyte);
  const waiting = gone.map(({ signal }) => ask('waits', mebibyte, signal));
  for (const one of gone) one.abort();
  const forgotten = { ok: false, problem: { reason: 'nobody waits for it' } };
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => forgotten));
  expect(await ask('late', 1, AbortSignal.abort())).toEqual(forgotten);
  const small = ask('seen', 0);
  expect(await small).toEqual(ok('silence,seen'));
  await close();
  expect(await silent).toMatchObject({ ok: false });
});

test.each([
  ['die', 'a thread failed: broken'],
  ['end', 'a thread has ended'],
])('told to %s, one fails that alone: others and a successor have the rest', async (how, why) => {
  const { ask, close, told } = await poolOf(1);
  const [lost, ...kept] = await Promise.all([ask(how), ask('a'), ask('b', 2 * mebibyte)]);
  expect([lost, kept]).toEqual([{ ok: false, problem: { reason: why } }, [ok('a'), ok('b')]]);
  expect(told).toEqual([`died: ${why}`]);
  await close();
});

test.each([
  ['refuses', `require('node:worker_threads').parentPort.postMessage({ refused: 'no room' })`],
  ['throws', 'throw'],
])('when starting a successor %s, the process is told', async (_how, successor) => {
  const { ask, isReady, close, told, fatal } = await poolOf(1, successor);
  expect(isReady()).toBe(true);
  expect(await ask('die')).toEqual({
    ok: false,
    problem: { reason: 'a thread failed: broken' },
  });
  await fatal;
  expect(told).toEqual(['died: a thread failed: broken', 'fatal: no room']);
  expect(isReady()).toBe(false);
  await close();
});

test('threads that die one after the other end the process', async () => {
  const { ask, close, told, fatal } = await poolOf(1);
  const deaths = Array.from({ length: 5 }, () => ask('die'));
  await fatal;
  expect(await Promise.all(deaths)).toHaveLength(5);
  expect(told.at(-1)).toBe('fatal: a thread failed: broken, and those before it');
  await close();
});

test('threads that die one after the other go on when a successor answers a probe', async () => {
  const { ask, close, told } = await poolOf(1, script, 'probe');
  const deaths = Array.from({ length: 7 }, () => ask('die'));
  expect(await Promise.all(deaths)).toHaveLength(7);
  expect(await ask('seen')).toEqual(ok('seen'));
  expect(told).toEqual(Array.from({ length: 7 }, () => 'died: a thread failed: broken'));
  await close();
});

test('closing waits for no answer', async () => {
  const { ask, close, told } = await poolOf(1);
  const asked = [ask('silence'), ask('silence', 2 * mebibyte)];
  await close();
  expect(await Promise.all(asked)).toMatchObject([{ ok: false }, { ok: false }]);
  expect(told).toEqual([]);
});

test.each([
  ['throws', `throw new Error('broken')`, 'broken'],
  ['ends', '', 'the thread ended before it began'],
])('a thread that %s before its first word is refused in one line', async (_how, code, why) => {
  expect(await start(code, () => undefined)).toEqual({ ok: false, problem: why });
});
