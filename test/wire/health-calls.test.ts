import { afterEach, expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { must, sqliteKind } from '../contract/store/stores.ts';
import { startHere } from '../faults/sqlite.ts';
import { request, watching } from './watching.ts';

/**
 * Goal: what calls of the store say of its health, and what they don't. Method: a store between
 * which and its user something stands; a clock that is set by hand.
 */
let kind = sqliteKind();
afterEach(async () => {
  await kind.remove();
  kind = sqliteKind();
});

const open = (): Promise<Store> => kind.open({ start: startHere((database) => database) });

test('damage that stays is looked at ever less often, and nothing is written for it', async () => {
  const store = await open();
  let [ms, reads, isDamaged] = [0, 0, true];
  const probes: number[] = [];
  const failing: Store = {
    ...store,
    readBlob: async () => {
      reads += 1;
      const problem = { kind: 'damaged', reason: 'planned' } as const;
      return isDamaged ? { ok: false, problem } : { ok: true, value: undefined };
    },
    probe: async (bytes) => {
      probes.push(bytes);
      return { ok: true, value: undefined };
    },
  };
  const { health } = watching(failing, { ms: () => ms });
  await health.store.readBlob('a');
  const readAt: number[] = [];
  for (; ms < 3_600_000; ms += 5_000) {
    const before = reads;
    await health.look();
    if (reads > before) readAt.push(ms / 1000);
  }
  expect(readAt.slice(0, 8)).toEqual([0, 10, 30, 70, 150, 310, 630, 1230]);
  expect(readAt.slice(8)).toEqual([1830, 2430, 3030]);
  expect([probes.filter((bytes) => bytes > 0).length, Math.max(...probes)]).toEqual([11, 1]);
  isDamaged = false;
  ms += 600_000;
  await health.look();
  expect(health.isReady()).toBe(true);
  await store.close();
});

test('a store that throws, until it does no more', async () => {
  const store = await open();
  let isBroken = true;
  const throwing: Store = {
    ...store,
    async countRecords() {
      if (isBroken) throw new Error('planned');
      return { ok: true, value: 0 };
    },
    async probe() {
      if (isBroken) throw new Error('planned');
      return { ok: true, value: undefined };
    },
  };
  const { health, lines } = watching(throwing);
  await expect(health.store.countRecords('plan')).rejects.toThrow('planned');
  const line = 'not ready: the store: it failed (Error)';
  expect([health.isReady(), lines]).toEqual([false, [line]]);
  await expect(health.look()).rejects.toThrow('planned');
  isBroken = false;
  await health.look();
  expect([health.isReady(), lines]).toEqual([true, [line, 'ready again']]);
  await store.close();
});

test('a call that has no answer, until it has one', async () => {
  const store = await open();
  let [ms, answer] = [0, (): void => undefined];
  const slow: Store = {
    ...store,
    countRecords: async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { ok: true, value: 0 };
    },
  };
  const { health, lines } = watching(slow, { ms: () => ms });
  const counted = health.store.countRecords('plan');
  ms = 1_000;
  await health.look();
  expect(health.isReady()).toBe(true);
  ms = 1_001;
  await health.look();
  await health.look();
  const line = 'not ready: the store lags: a call has waited for longer than 1000 ms';
  expect([health.isReady(), lines]).toEqual([false, [line]]);
  answer();
  await counted;
  await health.look();
  expect([health.isReady(), lines]).toEqual([true, [line, 'ready again']]);
  await store.close();
});

test('a call that waits for its client waits not for the store', async () => {
  const store = await open();
  must(await store.write(request('a')));
  let [ms, isStuck] = [0, false];
  const lagging: Store = {
    ...store,
    read: async (query, weigh) => {
      await weigh?.(1);
      if (isStuck) await new Promise(() => undefined);
      return store.read(query);
    },
  };
  const { health, lines } = watching(lagging, { ms: () => ms });
  const admit: (() => void)[] = [];
  const weigh = () => new Promise<boolean>((resolve) => admit.push(() => resolve(true)));
  const turns = async () => {
    while (admit.length < 2) await new Promise((resolve) => setImmediate(resolve));
  };
  void health.store.read({}, weigh);
  void health.store.readBlob('a', weigh);
  await turns();
  ms = 5_000;
  await health.look();
  expect([health.isReady(), lines]).toEqual([true, []]);
  isStuck = true;
  admit[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  ms = 6_000;
  expect(health.isReady()).toBe(true);
  ms = 6_001;
  expect(health.isReady()).toBe(false);
  await store.close();
});

test('a sweep says nothing of the store: damage stays until a write comes through', async () => {
  const store = await open();
  let isDamaged = true;
  const damaged = { ok: false, problem: { kind: 'damaged', reason: 'planned' } } as const;
  let swept: Awaited<ReturnType<Store['sweep']>> = damaged;
  const failing: Store = {
    ...store,
    write: async (write) => (isDamaged ? damaged : store.write(write)),
    sweep: async () => swept,
  };
  const { health, lines } = watching(failing);
  await health.store.sweep();
  expect([health.isReady(), lines]).toEqual([true, []]);
  await health.store.write(request('a'));
  swept = { ok: true, value: { completed: 0, freed: 0 } };
  must(await health.store.sweep());
  must(await health.store.clear());
  await health.look();
  const line = 'not ready: the store is damaged: planned';
  expect([health.isReady(), lines]).toEqual([false, [line]]);
  isDamaged = false;
  must(await health.store.write(request('a')));
  await health.look();
  expect([health.isReady(), lines]).toEqual([true, [line, 'ready again']]);
  await store.close();
});

test('no validation thread; what a client can bring about says nothing of the store', async () => {
  const store = await open();
  let canValidate = true;
  const failing: Store = {
    ...store,
    read: async () => ({ ok: false, problem: { kind: 'too-large', reason: 'planned' } }),
    readBlob: async () => ({ ok: false, problem: { kind: 'busy', reason: 'planned' } }),
  };
  const { health, lines } = watching(failing, { canValidate: () => canValidate });
  await health.store.read({});
  await health.store.readBlob('b');
  expect([health.isReady(), lines]).toEqual([true, []]);
  canValidate = false;
  expect(health.isReady()).toBe(false);
  await health.look();
  expect(lines).toEqual(['not ready: no validation thread is there']);
  await store.close();
});
