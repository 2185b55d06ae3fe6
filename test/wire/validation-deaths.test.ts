import { expect, test, vi } from 'vitest';
import type { ThreadClient } from '../../src/adapters/threads/thread-client.ts';
import { fail, ok, type Result } from '../../src/result.ts';
import { readSettings } from '../../src/settings.ts';
import { readLimits } from '../../src/wire/read-limits.ts';
import { SlowClients } from '../../src/wire/slow-clients.ts';
import { startValidation } from '../../src/wire/validation.ts';
import type { JudgeReply, JudgeTask } from '../../src/wire/validation-thread.ts';

/**
 * Goal: a document over which threads die is refused; the process goes on while anything else can
 * be judged. Method: threads that die over what says so, and take long over what says that.
 */
type Judge = ThreadClient<JudgeTask, JudgeReply>;

const verdict = ok({ issues: [] });
const asker = (signal = new AbortController().signal) => ({ client: { id: 'one' }, signal });
const ask = { kind: 'resource', profiles: [], modes: [] } as const;
const bytes = (text: string) => new TextEncoder().encode(text);

/** What is played: whether the threads judge anything, and whether that for long documents does. */
interface Play {
  readonly isSound?: boolean;
  readonly isLongSound?: () => boolean;
  readonly startsLong?: () => boolean;
}

async function started({
  isSound = true,
  isLongSound = () => true,
  startsLong = () => true,
}: Play = {}) {
  const settings = readSettings({ environment: {} });
  if (!settings.ok) throw new Error(settings.problem);
  const told: string[] = [];
  const times: number[] = [];
  const firsts: (number | undefined)[] = [];
  const validation = await startValidation({
    validator: () => {
      throw new Error('each thread has its own');
    },
    threads: 1,
    train: '2.2',
    limits: readLimits(settings.value),
    waiting: { countMax: 9, bytesMax: 9999, names: { count: 'COUNT', bytes: 'BYTES' } },
    onFault: (reason) => told.push(`fault: ${reason}`),
    onDeath: (reason) => told.push(`death: ${reason}`),
    onFatal: (reason) => told.push(`fatal: ${reason}`),
    startJudge: async ({ limits: { time } }, onDeath) => {
      times.push(time.maxMs);
      const isLong = time.maxMs === 5000;
      await new Promise((resolve) => setImmediate(resolve));
      if (isLong && !startsLong()) return fail('no thread');
      const judge = played(time.maxMs, isLong ? isLongSound : () => isSound, onDeath);
      const hand: Judge['hand'] = (task) => {
        if (!isLong) firsts.push(task.firstMs);
        return judge.hand(task);
      };
      return ok({ ...judge, hand });
    },
  });
  if (!validation.ok) throw new Error(validation.problem);
  const { validateBytes, close } = validation.value;
  const judge = (text: string, id = 'one') =>
    validateBytes(bytes(text), ask, { ...asker(), client: { id } });
  return { judge, told, times, firsts, close };
}

function played(maxMs: number, isSound: () => boolean, onDeath: (reason: string) => void): Judge {
  let isAlive = true;
  const answer = async ({ bytes: sent }: JudgeTask): Promise<Result<JudgeReply, string>> => {
    const text = new TextDecoder().decode(sent);
    await new Promise((resolve) => setImmediate(resolve));
    if (text.startsWith('deadly') || !isSound()) {
      isAlive = false;
      onDeath('out of memory');
      return fail('out of memory');
    }
    return ok({ verdict, isUnfinished: text.startsWith('long') && maxMs < 5000 });
  };
  return {
    hand: (task) => ({
      reply: answer(task),
      isBegun: () => true,
      recall: () => false,
      giveUp: () => undefined,
    }),
    ask: answer,
    hasRoom: () => true,
    isAlive: () => isAlive,
    close: async () => undefined,
    stop: async () => undefined,
  };
}

test('a document over which a thread died is refused from then on, and no other', async () => {
  const { judge, told } = await started();
  await expect(judge('deadly')).rejects.toThrow('out of memory');
  expect(await judge('right')).toEqual(verdict);
  expect(await judge('deadly')).toMatchObject({ ok: false, problem: { code: 'document-refused' } });
  expect(told).toEqual(['death: out of memory', 'fault: out of memory']);
});

test('many such documents do not end the process', async () => {
  const { judge, told } = await started();
  for (let at = 0; at < 12; at += 1) await expect(judge(`deadly ${at}`)).rejects.toThrow();
  expect(await judge('right')).toEqual(verdict);
  expect(told.filter((line) => line.startsWith('fatal'))).toEqual([]);
});

test('threads that judge not even what is right do', async () => {
  const { judge, told } = await started({ isSound: false });
  for (let at = 0; at < 5; at += 1) await expect(judge(`right ${at}`)).rejects.toThrow();
  await vi.waitFor(() => expect(told.at(-1)).toBe('fatal: out of memory'));
});

test('what takes long is judged by another thread, with all of the time', async () => {
  const { judge, times } = await started();
  expect(await judge('right')).toEqual(verdict);
  expect(times).toEqual([500]);
  expect(await judge('long')).toEqual(verdict);
  expect(times).toEqual([500, 5000]);
});

test('a thread for long documents that judges nothing ends not the process', async () => {
  let isLongSound = false;
  const { judge, told, times } = await started({ isLongSound: () => isLongSound });
  for (let at = 0; at < 5; at += 1) await expect(judge(`long ${at}`)).rejects.toThrow();
  const last = 'death: for documents that take long: out of memory';
  await vi.waitFor(() => expect(told.at(-1)).toBe(last));
  expect(told.filter((line) => line.startsWith('fatal'))).toEqual([]);
  expect(await judge('right')).toEqual(verdict);
  isLongSound = true;
  const before = times.length;
  expect(await judge('long')).toEqual(verdict);
  expect(times.slice(before)).toEqual([5000]);
});

test('two that take long and whose thread does not start: the next has a new one', async () => {
  let startsLong = false;
  const { judge, times } = await started({ startsLong: () => startsLong });
  const both = [judge('long 1'), judge('long 2')];
  for (const one of both) await expect(one).rejects.toThrow('no thread');
  startsLong = true;
  expect(await Promise.all([judge('long 3'), judge('long 4')])).toEqual([verdict, verdict]);
  expect(times).toEqual([500, 5000, 5000]);
});

test('who sent one that takes long is looked at briefly, and no other', async () => {
  const { judge, firsts } = await started();
  for (const text of ['right', 'long', 'right']) await judge(text);
  await judge('right', 'other');
  expect(firsts).toEqual([undefined, undefined, 100, undefined]);
});

test('that is forgotten when none takes long for some time', () => {
  let now = 0;
  const slow = new SlowClients(() => now);
  slow.add('one');
  now = 3_000;
  slow.add('other');
  expect([slow.has('one'), slow.has('other'), slow.has('third')]).toEqual([true, true, false]);
  now = 5_000;
  expect([slow.has('one'), slow.has('other')]).toEqual([false, true]);
  slow.add('other');
  now = 9_000;
  expect(slow.has('other')).toBe(true);
});

test('the thread for what takes long ends when nothing does, and is started again', async () => {
  const { judge, times } = await started();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await judge('long 1');
  vi.advanceTimersByTime(29_000);
  await judge('long 2');
  vi.advanceTimersByTime(29_000);
  expect(times).toEqual([500, 5000]);
  vi.advanceTimersByTime(1_000);
  expect(await judge('long 3')).toEqual(verdict);
  expect(times).toEqual([500, 5000, 5000]);
  vi.useRealTimers();
});
