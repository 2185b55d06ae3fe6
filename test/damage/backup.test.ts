import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyStore } from '../../src/adapters/store-documents/verify.ts';
import { backUpSqlite, restoreSqlite } from '../../src/adapters/store-sqlite/backup.ts';
import { openSqliteStore, openSqliteTexts } from '../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../src/adapters/vault-plain.ts';
import type { Store } from '../../src/ports/store.ts';
import { audit, claimOn } from '../contract/store/documents.ts';
import { must, sqliteKind } from '../contract/store/stores.ts';

/** Goal: a copy under load is the store at one instant: all that was acknowledged before, whole. */
const kind = sqliteKind();
const folder = join(kind.file, '..');
let store: Store;
beforeAll(async () => {
  store = await kind.open();
});
afterAll(async () => {
  await store.close();
  await kind.remove();
});

const onFatal = (): void => undefined;
const open = async (file: string) =>
  must(await openSqliteStore({ file, mode: 'write', vault: plainVault, onFatal }));

test('five copies while 600 requests are written', { timeout: 60_000 }, async () => {
  const acknowledged: string[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < 600) {
      const id = `load-${next++}`;
      const bytes = new TextEncoder().encode(id);
      const write = { ...claimOn(`m-${id}`, id, 0), audit: [{ ...audit, requestId: id }] };
      const blobs = [{ key: id, bytes, contentType: 'text/plain' }];
      const written = must(await store.write({ ...write, blobs }));
      if (written.kind === 'stored') acknowledged.push(id);
    }
  };
  const load = Promise.all(Array.from({ length: 16 }, client));
  const copies: { readonly file: string; readonly before: readonly string[] }[] = [];
  for (let copy = 1; copy <= 5; copy += 1) {
    while (acknowledged.length < copy * 100) await new Promise((resolve) => setImmediate(resolve));
    const before = [...acknowledged];
    const file = join(folder, `copy-${copy}.db`);
    must(await backUpSqlite(kind.file, file));
    copies.push({ file, before });
    // A store that is in use is looked through without a false alarm.
    const texts = must(await openSqliteTexts({ file: kind.file, mode: 'read', onFatal }));
    expect(must(await verifyStore(texts, plainVault)).faults).toEqual([]);
    await texts.close();
  }
  await load;
  for (const { file, before } of copies) {
    const restored = join(folder, 'restored.db');
    must(await restoreSqlite(file, restored));
    const copy = await open(restored);
    const ids = Array.from({ length: 600 }, (_, index) => `load-${index}`);
    const found = must(await copy.read({ submissions: ids }));
    const there = new Set(found.submissions.map(({ id }) => id));
    expect(before.filter((id) => !there.has(id))).toEqual([]);
    expect(found.cases).toHaveLength(there.size);
    await copy.close();
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${restored}${end}`, { force: true });
  }
});

test('nothing is overwritten, and nothing half-made is left', async () => {
  const taken = join(folder, 'taken.db');
  writeFileSync(taken, 'mine');
  expect(await backUpSqlite(kind.file, taken)).toEqual({
    ok: false,
    problem: `${taken} is there already: name another file`,
  });
  expect(await restoreSqlite(kind.file, taken)).toEqual({
    ok: false,
    problem: `${taken} is there already: move it away first`,
  });
  writeFileSync(join(folder, 'left.db-wal'), 'what a killed server left');
  expect(await restoreSqlite(kind.file, join(folder, 'left.db'))).toEqual({
    ok: false,
    problem: `${join(folder, 'left.db-wal')} is there already: move it away first`,
  });
  const none = join(folder, 'none.db');
  expect(await backUpSqlite(none, join(folder, 'x.db'))).toMatchObject({ ok: false });
  expect(await restoreSqlite(none, join(folder, 'x.db'))).toMatchObject({ ok: false });
  expect(await backUpSqlite(taken, join(folder, 'x.db'))).toMatchObject({ ok: false });
  expect([existsSync(join(folder, 'x.db')), existsSync(join(folder, 'x.db.part'))]).toEqual([
    false,
    false,
  ]);
});
