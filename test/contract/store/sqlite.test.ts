import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import type { Store, StoreWrite, Written } from '../../../src/ports/store.ts';
import { audit, claimOn, reviewCase, submission } from './documents.ts';

/** Goal: every command is atomic, durable and alone. Method: the real adapter on a real file. */
const folder = mkdtempSync(join(tmpdir(), 'assent-store-'));
const file = join(folder, 'store.db');
let store: Store;

async function open(mode: 'write' | 'read' = 'write'): Promise<Store> {
  const opened = await openSqliteStore({ file, mode, onFatal: () => undefined, vault: plainVault });
  if (!opened.ok) throw new Error(opened.problem);
  return opened.value;
}

beforeAll(async () => {
  store = await open();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function written(write: StoreWrite): Promise<Written> {
  const result = await store.write(write);
  if (!result.ok) throw new Error(result.problem.reason);
  return result.value;
}

async function caseIds(ids: readonly string[]): Promise<readonly string[]> {
  const cases = ids.map((id) => reviewCase(id).id);
  const answer = await store.read({ cases });
  return answer.ok ? answer.value.cases.map(({ id }) => id) : [];
}

describe('R07: equal submissions', () => {
  test('of 50 in parallel one is stored, 49 are told whose it is', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        written({
          submission: submission('same', `case-same-${index}`),
          case: { document: reviewCase(`case-same-${index}`), expected: 0 },
          audit: [audit],
        }),
      ),
    );
    const stored = all.filter(({ kind }) => kind === 'stored');
    const told = all.filter((one) => one.kind === 'duplicate');
    const owners = told.map((one) => one.submission.caseId);
    expect([stored.length, owners.length, new Set(owners).size]).toEqual([1, 49, 1]);
    const all50 = Array.from({ length: 50 }, (_, index) => `case-same-${index}`);
    expect(await caseIds(all50)).toEqual([owners[0]]);
  });
});

describe('R08: one member, one at a time', () => {
  test('of 50 that read the same ledger one passes, the others leave nothing', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) => written(claimOn('m1', `race-${index}`, 0))),
    );
    expect(all.filter(({ kind }) => kind === 'stored')).toHaveLength(1);
    expect(all.filter(({ kind }) => kind === 'conflict')).toHaveLength(49);
    const ids = Array.from({ length: 50 }, (_, index) => `race-${index}`);
    const answer = await store.read({ submissions: ids, ledgers: ['m1'] });
    if (!answer.ok) throw new Error(answer.problem.reason);
    expect(answer.value.submissions).toHaveLength(1);
    expect(answer.value.ledgers.map(({ version }) => version)).toEqual([1]);
  });

  test('a ledger that has moved on refuses, the one that was read is replaced', async () => {
    expect(await written(claimOn('m1', 'late', 0))).toEqual({
      kind: 'conflict',
      document: 'ledger',
    });
    expect(await written(claimOn('m1', 'next', 1))).toEqual({ kind: 'stored' });
  });
});

test('50 in parallel of which 25 conflict: the neighbours are unharmed', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `mixed-${index}`);
  const all = await Promise.all(
    ids.map((id, index) => written(claimOn(index % 2 === 0 ? 'm1' : `free-${index}`, id, 0))),
  );
  expect(all.map(({ kind }) => kind)).toEqual(
    ids.map((_, index) => (index % 2 === 0 ? 'conflict' : 'stored')),
  );
  expect(await caseIds(ids.map((id) => `case-${id}`))).toHaveLength(25);
});

test('24 MB come back as they were, in chunks; what is not there is not there', async () => {
  const bytes = new Uint8Array(24 * 1024 * 1024).map((_, index) => (index * 31) % 251);
  await written({ blobs: [{ key: 'big', bytes, contentType: 'x' }], audit: [] });
  const read = await store.readBlob('big');
  expect(read.ok && read.value !== undefined && Buffer.compare(read.value, bytes)).toBe(0);
  expect(await store.readBlob('none')).toEqual({ ok: true, value: undefined });
});

test('a second writer is refused in one line, a reader is let in', async () => {
  const second = await openSqliteStore({
    file,
    mode: 'write',
    onFatal: () => undefined,
    vault: plainVault,
  });
  expect(second).toEqual({
    ok: false,
    problem: `${file} is in use by another process: stop it, or name another store`,
  });
  const reader = await open('read');
  const answer = await reader.read({ submissions: ['same'] });
  expect(answer.ok && answer.value.submissions).toHaveLength(1);
  await reader.close();
});

test('what was acknowledged is there after closing and opening', async () => {
  await store.close();
  expect(store.isReady()).toBe(false);
  expect((await store.read({ submissions: ['same'] })).ok).toBe(false);
  store = await open();
  const answer = await store.read({ submissions: ['same', 'next'] });
  expect(answer.ok && answer.value.submissions.map(({ id }) => id)).toEqual(['same', 'next']);
});
