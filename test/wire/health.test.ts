import {
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { SqlDatabase } from '../../src/adapters/store-sqlite/seam.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { type Health, watchHealth } from '../../src/wire/health.ts';
import { createLog } from '../../src/wire/log.ts';
import { audit, claimOn } from '../contract/store/documents.ts';
import { must, sqliteKind } from '../contract/store/stores.ts';
import { startHere } from '../faults/sqlite.ts';
import { scenario, startPayer } from '../operations/payer.ts';

/**
 * Goal: a server whose store can't be relied on says so as long as that is so, and the log why, in
 * one line for each change. Method: a real file that is full, damaged, gone; looks by hand.
 */
let kind = sqliteKind();
afterEach(async () => {
  await kind.remove();
  kind = sqliteKind();
});
const folder = mkdtempSync(join(tmpdir(), 'assent-health-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Watched {
  readonly health: Health;
  readonly store: Store;
  readonly database: SqlDatabase;
  /** What the log has said. */
  readonly lines: readonly string[];
}

function watching(store: Store, input: { ms?: () => number; canValidate?: () => boolean } = {}) {
  const lines: string[] = [];
  const log = createLog('info', {
    write: (line) => {
      const { msg, reason }: { msg: string; reason?: string } = JSON.parse(line);
      lines.push(reason === undefined ? msg : `${msg}: ${reason}`);
    },
  });
  const { ms = () => 0, canValidate = () => true } = input;
  const clock: Clock = { now: () => audit.at, elapsedMs: ms };
  return { health: watchHealth({ store, clock, log, lagMs: 1_000, canValidate }), lines };
}

async function open(): Promise<Watched> {
  let database: SqlDatabase | undefined;
  const start = startHere((inner) => {
    // The first is the one that writes.
    database ??= inner;
    return inner;
  });
  const opened = await kind.open({ start });
  if (database === undefined) throw new Error('nothing was opened');
  const { health, lines } = watching(opened);
  return { health, store: health.store, database, lines };
}

const request = (id: string) => {
  const bytes = new TextEncoder().encode('x'.repeat(20_000));
  const blobs = [{ key: id, bytes, contentType: 'text/plain' }];
  return { ...claimOn(`m-${id}`, id, 0), blobs, audit: [{ ...audit, requestId: id }] };
};

async function keep(store: Store, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) must(await store.write(request(`r-${index}`)));
}

test('a full disk, until there is room', async () => {
  const { health, store, database, lines } = await open();
  await health.look();
  expect([health.isReady(), lines]).toEqual([true, []]);
  const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
  database.exec(`PRAGMA max_page_count = ${pages}`);
  for (const id of ['a', 'b', 'c']) {
    expect(await store.write(request(id))).toMatchObject({ problem: { kind: 'unavailable' } });
  }
  // A line of the audit may still find room; that is not all that a store has to take.
  must(await store.write({ audit: [audit] }));
  await health.look();
  await health.look();
  const line = 'not ready: the store: database or disk is full';
  expect([health.isReady(), lines]).toEqual([false, [line]]);
  database.exec('PRAGMA max_page_count = 1000000');
  expect(health.isReady()).toBe(false);
  await health.look();
  expect([health.isReady(), lines]).toEqual([true, [line, 'ready again']]);
  must(await store.write(request('a')));
  await store.close();
});

test('a body that is not the one that was kept, until it is again', async () => {
  const { health, store, database, lines } = await open();
  await keep(store, 2);
  const edit = (from: string, to: string): void =>
    database.exec(`UPDATE submission SET body =
      CAST(replace(CAST(body AS TEXT), '${from}', '${to}') AS BLOB) WHERE id = 'r-1'`);
  edit('content-r-1', 'content-r-2');
  const look = () => store.read({ submissions: ['r-1'] });
  expect(await look()).toMatchObject({ problem: { kind: 'damaged' } });
  expect(await look()).toMatchObject({ problem: { kind: 'damaged' } });
  expect((await store.read({ submissions: ['r-0'] })).ok).toBe(true);
  await health.look();
  const line = 'not ready: the store is damaged: a body is not the one that was stored';
  expect([health.isReady(), lines]).toEqual([false, [line]]);
  edit('content-r-2', 'content-r-1');
  await health.look();
  expect([health.isReady(), lines]).toEqual([true, [line, 'ready again']]);
  await store.close();
});

test('a file that is written over while it is open, until its bytes are back', async () => {
  const { health, store, database, lines } = await open();
  await keep(store, 30);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const whole = readFileSync(kind.file);
  const header = whole.subarray(0, 4096);
  writeFileSync(kind.file, Buffer.concat([header, Buffer.alloc(whole.length - 4096, 0xaa)]));
  const damaged = { problem: { kind: 'damaged' } };
  expect(await store.read({ submissions: ['r-7'], cases: [] })).toMatchObject(damaged);
  expect(health.isReady()).toBe(false);
  expect(lines).toEqual([expect.stringMatching(/^not ready: the store is damaged: .*malformed/u)]);
  writeFileSync(kind.file, whole);
  await health.look();
  expect([health.isReady(), lines.length]).toEqual([true, 2]);
  await store.close();
});

test('a file that is gone: nothing is acknowledged that would go with it', async () => {
  const { health, store, lines } = await open();
  const aside = `${kind.file}.aside`;
  renameSync(kind.file, aside);
  await health.look();
  const gone = `${kind.file} is gone: put it back, or restart on a backup`;
  expect([health.isReady(), lines]).toEqual([false, [`not ready: the store: ${gone}`]]);
  expect(await store.write(request('a'))).toEqual({
    ok: false,
    problem: { kind: 'unavailable', reason: gone },
  });
  writeFileSync(kind.file, '');
  await health.look();
  expect(health.isReady()).toBe(false);
  renameSync(aside, kind.file);
  await health.look();
  expect([health.isReady(), lines.length]).toEqual([true, 2]);
  must(await store.write(request('a')));
  await store.close();
});

test('a file that can not be looked at', async () => {
  const { health, store, lines } = await open();
  renameSync(kind.file, `${kind.file}.aside`);
  symlinkSync(kind.file, kind.file);
  const reason = `${kind.file} can not be looked at (ELOOP): look at its disk and its rights`;
  const unavailable = { ok: false, problem: { kind: 'unavailable', reason } };
  expect(await store.write(request('a'))).toEqual(unavailable);
  expect(await store.clear()).toEqual(unavailable);
  await health.look();
  expect([health.isReady(), lines]).toEqual([false, [`not ready: the store: ${reason}`]]);
  unlinkSync(kind.file);
  renameSync(`${kind.file}.aside`, kind.file);
  await health.look();
  expect([health.isReady(), lines.length]).toEqual([true, 2]);
  await store.close();
});

test('a store that throws, until it does no more', async () => {
  const { store } = await open();
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
  const { store } = await open();
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
  const { store } = await open();
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

test('a sweep says nothing of the store: what is damaged stays so until it is written', async () => {
  const { store } = await open();
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
  const { store } = await open();
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

test('a server says so, and answers again when the cause is gone', async () => {
  const file = join(folder, 'assent.db');
  const payer = await startPayer({ ASSENT_STORE: `sqlite:${file}`, ASSENT_STORE_PROBE_MS: '100' });
  const ready = async () => (await payer.get('/health/ready')).status;
  const submitted = async () =>
    (await payer.post('/fhir/Claim/$submit', scenario('not-required'))).status;
  expect(await ready()).toBe(200);
  renameSync(file, `${file}.aside`);
  expect([await submitted(), await ready()]).toEqual([503, 503]);
  renameSync(`${file}.aside`, file);
  await expect.poll(ready, { timeout: 5_000 }).toBe(200);
  expect(await submitted()).toBe(200);
  await payer.stop();
});
