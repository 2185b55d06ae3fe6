import { expect, test } from 'vitest';
import type { ThreadClient } from '../../src/adapters/threads/thread-client.ts';
import { fail, ok, type Result } from '../../src/result.ts';
import { readSettings } from '../../src/settings.ts';
import { readLimits } from '../../src/wire/read-limits.ts';
import { startValidation } from '../../src/wire/validation.ts';
import type { JudgeReply, JudgeTask } from '../../src/wire/validation-thread.ts';
import { openValidator } from '../../src/wire.ts';

/**
 * Goal: a document over which threads die is refused; the process goes on while anything else can
 * be judged. Method: threads that die over what says so, and take long over what says that.
 */
type Judge = ThreadClient<JudgeTask, JudgeReply>;

const verdict = ok({ issues: [] });
const asker = (signal = new AbortController().signal) => ({ client: { id: 'one' }, signal });
const ask = { kind: 'resource', profiles: [], modes: [] } as const;
const bytes = (text: string) => new TextEncoder().encode(text);

async function started(isSound = true) {
  const settings = readSettings({ environment: {} });
  if (!settings.ok) throw new Error(settings.problem);
  const told: string[] = [];
  const times: number[] = [];
  const validation = await startValidation({
    validator: await openValidator('2.2'),
    threads: 1,
    train: '2.2',
    limits: readLimits(settings.value),
    waiting: { countMax: 9, bytesMax: 9999, names: { count: 'COUNT', bytes: 'BYTES' } },
    onFault: (reason) => told.push(`fault: ${reason}`),
    onDeath: (reason) => told.push(`death: ${reason}`),
    onFatal: (reason) => told.push(`fatal: ${reason}`),
    startJudge: async ({ limits: { time } }, onDeath) => {
      times.push(time.maxMs);
      return ok(played(time.maxMs, isSound, onDeath));
    },
  });
  if (!validation.ok) throw new Error(validation.problem);
  const { validateBytes } = validation.value;
  return { judge: (text: string) => validateBytes(bytes(text), ask, asker()), told, times };
}

function played(maxMs: number, isSound: boolean, onDeath: (reason: string) => void): Judge {
  let isAlive = true;
  const answer = async ({ bytes: sent }: JudgeTask): Promise<Result<JudgeReply, string>> => {
    const text = new TextDecoder().decode(sent);
    await new Promise((resolve) => setImmediate(resolve));
    if (text.startsWith('deadly') || !isSound) {
      isAlive = false;
      onDeath('out of memory');
      return fail('out of memory');
    }
    return ok({ verdict, isUnfinished: text === 'long' && maxMs < 5000 });
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
  const { judge, told } = await started(false);
  for (let at = 0; at < 5; at += 1) await expect(judge(`right ${at}`)).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(told.at(-1)).toBe('fatal: out of memory');
});

test('what takes long is judged by another thread, with all of the time', async () => {
  const { judge, times } = await started();
  expect(await judge('right')).toEqual(verdict);
  expect(times).toEqual([500]);
  expect(await judge('long')).toEqual(verdict);
  expect(times).toEqual([500, 5000]);
});
