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
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { SqlDatabase } from '../../src/adapters/store-sqlite/seam.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Health } from '../../src/wire/health.ts';
import { audit } from '../contract/store/documents.ts';
import { must, sqliteKind } from '../contract/store/stores.ts';
import { startHere } from '../faults/sqlite.ts';
import { scenario, startPayer } from '../operations/payer.ts';
import { request, watching } from './watching.ts';

/**
 * Goal: a server whose store can't be relied on says so as long as that is so, and the log why, in
 * one line for each change. Method: a real file that is full, damaged, gone; looks by hand.
 */
let kind = sqliteKind();
afterEach(async () => {
  vi.useRealTimers();
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

async function open(ms?: () => number): Promise<Watched> {
  let database: SqlDatabase | undefined;
  const start = startHere((inner) => {
    // The first is the one that writes.
    database ??= inner;
    return inner;
  });
  const opened = await kind.open({ start });
  if (database === undefined) throw new Error('nothing was opened');
  const { health, lines } = watching(opened, ms === undefined ? {} : { ms });
  return { health, store: health.store, database, lines };
}

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
  let ms = 0;
  const { health, store, database, lines } = await open(() => ms);
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
  ms = 10_000;
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

test('a server says so, and answers again when the cause is gone', async () => {
  // A look is due when the test says so.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const file = join(folder, 'assent.db');
  const payer = await startPayer({ ASSENT_STORE: `sqlite:${file}`, ASSENT_STORE_PROBE_MS: '100' });
  const ready = async () => (await payer.get('/health/ready')).status;
  const submitted = async () =>
    (await payer.post('/fhir/Claim/$submit', scenario('not-required'))).status;
  expect(await ready()).toBe(200);
  renameSync(file, `${file}.aside`);
  expect([await submitted(), await ready()]).toEqual([503, 503]);
  renameSync(`${file}.aside`, file);
  expect(await ready()).toBe(503);
  vi.advanceTimersByTime(100);
  // The look waits for the disk, and requests for nothing.
  while ((await ready()) !== 200);
  expect(await submitted()).toBe(200);
  await payer.stop();
});
