import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUpSqlite, restoreSqlite } from '../../../src/adapters/store-sqlite/backup.ts';
import { openSqliteStore } from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import { audit } from '../../contract/store/documents.ts';
import { must } from '../../contract/store/stores.ts';
import { startHere } from '../../faults/sqlite.ts';

/**
 * Goal: a store is one file, whatever leads to it, and its owner's alone. Method: links, empty
 * files, and the modes of everything that is made.
 */
const folder = mkdtempSync(join(tmpdir(), 'assent-own-'));
const inFolder = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const open = (file: string, mode: 'read' | 'write' = 'write') =>
  openSqliteStore({
    ...{ file, mode, vault: plainVault, onFatal: () => undefined },
    start: startHere((database) => database),
  });

const refused = (line: string) => ({ ok: false, problem: expect.stringContaining(line) });
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

beforeAll(async () => {
  const store = must(await open(inFolder('real.db')));
  must(await store.write({ audit: [audit] }));
  await store.close();
});

test('an empty file is no store, and stays what it is', async () => {
  const file = inFolder('empty.db');
  writeFileSync(file, '');
  const line = 'is empty, as no store is: restore a backup, or remove it to begin a new store';
  for (const mode of ['read', 'write'] as const) {
    expect(await open(file, mode)).toEqual(refused(`${file} ${line}`));
  }
  expect(statSync(file).size).toBe(0);
  unlinkSync(file);
  await must(await open(file)).close();
  expect(statSync(file).size).toBeGreaterThan(0);
});

test('a link is the file that it leads to: one lock, one log', async () => {
  mkdirSync(inFolder('links'));
  const link = inFolder('links/a.db');
  symlinkSync(inFolder('real.db'), link);
  const store = must(await open(link));
  expect(await open(inFolder('real.db'))).toEqual(refused('real.db is in use by another process'));
  expect(await open(link)).toEqual(refused('real.db is in use by another process'));
  must(await store.write({ audit: [audit] }));
  expect(existsSync(inFolder('real.db-wal'))).toBe(true);
  expect([`${link}.lock`, `${link}-wal`].map((path) => existsSync(path))).toEqual([false, false]);
  await store.close();
});

test('a link that leads nowhere makes nothing', async () => {
  const link = inFolder('links/nowhere.db');
  symlinkSync(inFolder('absent.db'), link);
  for (const mode of ['read', 'write'] as const) {
    expect(await open(link, mode)).toEqual(refused('is a link that leads nowhere: remove it'));
  }
  expect(existsSync(inFolder('absent.db'))).toBe(false);
});

test('a file of two names is refused by both, also while it is open by one', async () => {
  const store = must(await open(inFolder('real.db')));
  const second = inFolder('links/second.db');
  linkSync(inFolder('real.db'), second);
  const line = 'has 2 names (hard links): keep one, and remove the others';
  for (const mode of ['read', 'write'] as const) {
    expect(await open(second, mode)).toEqual(refused(`${second} ${line}`));
  }
  await store.close();
  expect(await open(inFolder('real.db'))).toEqual(refused(line));
  unlinkSync(second);
  await must(await open(inFolder('real.db'))).close();
});

test('what is made is its owner alone, and what was made before becomes so', async () => {
  const file = inFolder('new/deep/a.db');
  const store = must(await open(file));
  must(await store.write({ audit: [audit] }));
  const made = [file, `${file}-wal`, `${file}-shm`, `${file}.lock`];
  expect(made.map(modeOf)).toEqual(['600', '600', '600', '600']);
  expect([inFolder('new'), inFolder('new/deep')].map(modeOf)).toEqual(['700', '700']);
  await store.close();
  chmodSync(file, 0o644);
  chmodSync(`${file}.lock`, 0o666);
  await must(await open(file)).close();
  expect([file, `${file}.lock`].map(modeOf)).toEqual(['600', '600']);
  must(await backUpSqlite(file, inFolder('copy.db')));
  chmodSync(inFolder('copy.db'), 0o644);
  must(await restoreSqlite(inFolder('copy.db'), inFolder('restored.db')));
  expect(modeOf(inFolder('restored.db'))).toBe('600');
});

test('a copy is its owner alone', async () => {
  must(await backUpSqlite(inFolder('real.db'), inFolder('other.db')));
  expect(modeOf(inFolder('other.db'))).toBe('600');
});
