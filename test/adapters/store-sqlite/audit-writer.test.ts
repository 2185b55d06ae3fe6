import { expect, test } from 'vitest';
import { openAuditChain } from '../../../src/adapters/store-sqlite/audit-chain.ts';
import { tables } from '../../../src/adapters/store-sqlite/schema.ts';
import { loadSqlite } from '../../../src/adapters/store-sqlite/seam.ts';

async function damagedAudit() {
  const database = (await loadSqlite())(':memory:');
  database.exec(tables);
  const chain = openAuditChain(database, () => 'one');
  chain.append({ digest: 'd', body: Buffer.from('text') });
  expect(chain.ends()).toMatchObject([{ writer: 'one', sequence: 1 }]);
  database.exec("UPDATE audit SET writer = CAST(X'6FFF65' AS TEXT)");
  return chain;
}

test('a writer whose name is no text is damage: nothing ends and nothing hangs', async () => {
  const chain = await damagedAudit();
  expect(() => chain.ends()).toThrow('malformed: the name of a writer');
  expect(() => chain.read(undefined, 10)).toThrow('malformed: the name of a writer');
});
