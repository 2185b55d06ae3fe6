import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUpSqlite, restoreSqlite } from '../../../src/adapters/store-sqlite/backup.ts';
import { loadSqlite } from '../../../src/adapters/store-sqlite/seam.ts';
import { openSqliteStore } from '../../../src/adapters/store-sqlite/store.ts';
import { systemDigest } from '../../../src/adapters/system-chance.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { audit } from '../../contract/store/documents.ts';
import { must } from '../../contract/store/stores.ts';

/** Goal: a store that can't be opened is refused in one plain line, and looks make nothing. */
const folder = mkdtempSync(join(tmpdir(), 'assent-places-'));
const inFolder = (name: string): string => join(folder, name);
beforeAll(() => writeFileSync(inFolder('text'), 'no store at all, and long enough to be a header'));
afterAll(() => rmSync(folder, { recursive: true }));

const open = (file: string, mode: 'read' | 'write') =>
  openSqliteStore({ file, mode, vault: plainVault, onFatal: () => undefined });

test.each<['read' | 'write', string, string]>([
  ['read', inFolder('absent/a.db'), 'is not there: start the server once'],
  ['write', '/proc/x/a.db', '/proc keeps no files'],
  ['write', '/sys/a.db', '/sys keeps no files'],
  ['write', inFolder('text/a.db'), 'is no folder'],
  ['write', folder, 'is a folder: name a file in it'],
  ['write', '/dev/null', 'is no ordinary file'],
  ['read', inFolder('text'), 'is damaged'],
])('opened to %s: %s %s', async (mode, file, line) => {
  const opened = await open(file, mode);
  expect(opened).toEqual({ ok: false, problem: expect.stringContaining(line) });
  expect(opened.ok ? '' : opened.problem).not.toMatch(/\n|ConnectionFailed|EEXIST/u);
  expect(existsSync(inFolder('absent'))).toBe(false);
});

test('a first start that fails leaves nothing in the way of the next', async () => {
  const file = inFolder('first.db');
  mkdirSync(`${file}-wal`);
  const line = `${file} can not be opened (disk I/O error): look at its disk and its rights`;
  expect(await open(file, 'write')).toEqual({ ok: false, problem: line });
  expect(existsSync(file) && statSync(file).size === 0).toBe(false);
  rmdirSync(`${file}-wal`);
  await must(await open(file, 'write')).close();
});

test("the system's reason stands in one plain line", async () => {
  const file = inFolder('refused.db');
  mkdirSync(`${file}.lock`);
  expect(await open(file, 'write')).toEqual({
    ok: false,
    problem: `${file} can not be opened (EISDIR): look at its disk and its rights`,
  });
  expect(existsSync(file)).toBe(false);
});

test.each([
  '/proc/x/y.db',
  inFolder('text/a.db'),
])('a copy to %s is refused at once', async (to) => {
  const from = inFolder('text');
  const line = expect.stringMatching(/keeps no files|is no folder/u);
  expect(await restoreSqlite(from, to)).toEqual({ ok: false, problem: line });
  expect(await backUpSqlite(from, to)).toEqual({ ok: false, problem: line });
});

test('a restore refuses what is no store, and leaves nothing', async () => {
  const database = (await loadSqlite())(inFolder('other.db'));
  database.exec('CREATE TABLE other (id TEXT)');
  database.close();
  const to = inFolder('restored.db');
  expect(await restoreSqlite(inFolder('other.db'), to)).toEqual({
    ok: false,
    problem: `${inFolder('other.db')} is no store of Assent: name another file`,
  });
  expect(await restoreSqlite(inFolder('text'), to)).toMatchObject({ ok: false });
  expect([existsSync(to), existsSync(`${to}.part`)]).toEqual([false, false]);
});

test('R47: a line whose body was edited in the file is named', async () => {
  const file = inFolder('audited.db');
  const store = must(await open(file, 'write'));
  for (let index = 0; index < 3; index += 1) {
    must(await store.write({ audit: [{ ...audit, requestId: `r-${index}` }] }));
  }
  await store.close();
  const database = (await loadSqlite())(file);
  const edit = "UPDATE audit SET body = replace(body, 'r-1', 'r-9') WHERE sequence = 2";
  database.exec(edit);
  database.close();
  const again = must(await open(file, 'read'));
  const { lines, broken } = must(await verifyAudit(again, systemDigest));
  await again.close();
  expect(lines).toBe(3);
  expect(broken).toMatchObject({ sequence: 2, why: expect.stringContaining('it was edited') });
  expect(readFileSync(file).includes('r-9')).toBe(true);
});
