import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { loadSqlite, type SqlDatabase } from '../../src/adapters/store-sqlite/seam.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite/store.ts';
import { startWorker } from '../../src/adapters/store-sqlite/worker-client.ts';
import { plainVault } from '../../src/adapters/vault-plain.ts';
import type { Store } from '../../src/ports/store.ts';
import { audit, claimOn } from '../contract/store/documents.ts';
import { must, sqliteKind } from '../contract/store/stores.ts';
import { startHere } from './sqlite.ts';

/** Goal: a disk that is full, a file that is busy and a worker that is dead lose nothing. */
let kind = sqliteKind();
afterEach(async () => {
  await kind.remove();
  kind = sqliteKind();
});

async function openHere(): Promise<{ readonly store: Store; readonly database: SqlDatabase }> {
  let database: SqlDatabase | undefined;
  const start = startHere((inner) => {
    // The first is the one that writes.
    database ??= inner;
    return inner;
  });
  const store = await kind.open({ start });
  if (database === undefined) throw new Error('nothing was opened');
  return { store, database };
}

const request = (id: string) => {
  const bytes = new TextEncoder().encode('x'.repeat(20_000));
  const blobs = [{ key: id, bytes, contentType: 'text/plain' }];
  return { ...claimOn(`m-${id}`, id, 0), blobs, audit: [{ ...audit, requestId: id }] };
};

async function expectNothingOf(store: Store, id: string): Promise<void> {
  const found = must(await store.read({ submissions: [id], ledgers: [`m-${id}`] }));
  expect([found.submissions, found.cases, found.ledgers]).toEqual([[], [], []]);
  expect(must(await store.readBlob(id))).toBeUndefined();
}

test('a full disk: unavailable, nothing half-written, then on with more room', async () => {
  const { store, database } = await openHere();
  const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
  database.exec(`PRAGMA max_page_count = ${pages + 40}`);
  const kept: string[] = [];
  let refused = '';
  for (let index = 0; refused === ''; index += 1) {
    const written = await store.write(request(`full-${index}`));
    if (written.ok) kept.push(`full-${index}`);
    else refused = `full-${index}`;
  }
  expect(kept.length).toBeGreaterThan(2);
  await expectNothingOf(store, refused);
  database.exec('PRAGMA max_page_count = 1000000');
  expect(must(await store.write(request(refused)))).toEqual({ kind: 'stored' });
  const found = must(await store.read({ submissions: [...kept, refused] }));
  expect(found.cases).toHaveLength(kept.length + 1);
  await store.close();
});

test('a busy file: unavailable, nothing half-written, and on it goes afterwards', async () => {
  const { store, database } = await openHere();
  database.exec('PRAGMA busy_timeout = 20');
  const other = (await loadSqlite())(kind.file);
  other.exec('BEGIN IMMEDIATE');
  const refused = await store.write(request('busy'));
  expect(refused).toMatchObject({ ok: false, problem: { kind: 'unavailable' } });
  await expectNothingOf(store, 'busy');
  other.exec('ROLLBACK');
  other.close();
  expect(must(await store.write(request('busy')))).toEqual({ kind: 'stored' });
  await store.close();
});

describe('a worker', () => {
  const opening = "const { parentPort } = require('node:worker_threads');parentPort.postMessage";
  const opened = `${opening}({ opened: true });`;
  const dying = (how: string) => {
    const script = `${opened} parentPort.on('message', () => { ${how} });`;
    return (): Worker => new Worker(script, { eval: true });
  };

  test.each([
    ['that fails', "throw new Error('broken')", "the store's worker failed: broken"],
    ['that ends', 'process.exit(3)', "the store's worker has ended"],
  ])('%s: each call is unavailable, the process is told once', async (_name, how, reason) => {
    const fatal: string[] = [];
    const onFatal = (told: string): void => void fatal.push(told);
    const client = must(
      await startWorker({ file: ':memory:', mode: 'write' }, onFatal, dying(how)),
    );
    const calls = [client.ask({ kind: 'auditEnds' }), client.ask({ kind: 'auditEnds' })];
    expect(await Promise.all(calls)).toEqual(
      calls.map(() => ({ ok: false, problem: { kind: 'unavailable', reason } })),
    );
    expect(client.isAlive()).toBe(false);
    expect(await client.ask({ kind: 'auditEnds' })).toMatchObject({ ok: false });
    expect(fatal).toEqual([reason]);
  });

  test('that can not open its file refuses in one line', async () => {
    const file = `${import.meta.filename}/store.db`;
    const input = { file, mode: 'write', vault: plainVault } as const;
    const refused = await openSqliteStore({ ...input, onFatal: () => undefined });
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(refused)).not.toContain('\\n');
  });
});
