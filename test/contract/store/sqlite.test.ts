import { expect, test } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import { submission } from './documents.ts';
import { must, sqliteKind } from './stores.ts';

test('a second writer is refused in one line, a reader is let in', async () => {
  const kind = sqliteKind();
  const { file } = kind;
  const store = await kind.open();
  must(await store.write({ submission: submission('one'), audit: [] }));
  const input = { file, vault: plainVault, onFatal: () => undefined };
  expect(await openSqliteStore({ ...input, mode: 'write' })).toEqual({
    ok: false,
    problem: `${file} is in use by another process: stop it, or name another store`,
  });
  const reader = must(await openSqliteStore({ ...input, mode: 'read' }));
  const answer = must(await reader.read({ submissions: ['one'] }));
  expect(answer.submissions).toHaveLength(1);
  await reader.close();
  await store.close();
  await kind.remove();
});
