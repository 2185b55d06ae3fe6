import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, test } from 'vitest';
import { openMongoStore } from '../../../src/adapters/store-mongodb/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import { mongoKind } from './stores.ts';

/** Goal: settings that could lose what was acknowledged never start (R05). */
const kind = mongoKind(process.env.ASSENT_MONGODB_URL ?? '');
const { url } = kind;
afterAll(() => kind.remove());

async function problemOf(address: string, isTestOnly = true): Promise<string> {
  const opened = await openMongoStore({
    ...{ url: address, isTestOnly, vault: plainVault, reservationMs: 1_000 },
    elapsedMs: () => 0,
  });
  if (!opened.ok) return opened.problem;
  await opened.value.close();
  return 'opened';
}

describe('R05: a connection string that weakens the store is refused', () => {
  const said = 'the connection string of the store';
  test.each([
    ['w=1', `${said} has w=1: leave it out, or say w=majority`],
    ['w=0', `${said} has w=0: leave it out, or say w=majority`],
    ['journal=false', `${said} has journal=false: leave it out`],
    ['readConcernLevel=local', `${said} has readConcernLevel=local: leave it out, or say majority`],
    ['readPreference=secondary', `${said} has readPreference=secondary: leave it out`],
    ['readPreference=nearest', `${said} has readPreference=nearest: leave it out`],
    ['w=majority&journal=true&readConcernLevel=majority', 'opened'],
  ])('%s', async (option, problem) => {
    expect(await problemOf(`${url}&${option}`)).toBe(problem);
  });

  test('no database is named', async () => {
    const none = url.replace(/\/[^/?]+\?/, '/?');
    expect(await problemOf(none)).toBe(`${said} names no database: end it with /assent`);
  });

  test('not a connection string', async () => {
    expect(await problemOf('mongodb://')).toMatch(/^the connection string .* can not be read/);
  });
});

describe('R05: a server that can lose what it said is refused', () => {
  test('retryWrites=false without the setting for tests', async () => {
    expect(await problemOf(url, false)).toContain('has retryWrites=false');
  });
  test('no replication without the setting for tests', async () => {
    const retried = url.replace('retryWrites=false', 'retryWrites=true');
    expect(await problemOf(retried, false)).toBe(
      'the store is a MongoDB server without replication: make it a replica set',
    );
  });
  test('nobody answers', async () => {
    const nobody = url.replace(/:\d+\//, ':1/');
    const line = 'no MongoDB server answers at 127.0.0.1:1: start it, or name another store';
    expect(await problemOf(nobody)).toBe(`${line} (ASSENT_STORE)`);
  });
});

describe('R05: a database that is not ours as it should be', () => {
  async function database<Value>(work: (client: MongoClient) => Promise<Value>): Promise<Value> {
    const client = new MongoClient(url);
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }

  test('missing indexes are made', async () => {
    expect(await problemOf(url)).toBe('opened');
    await database((client) => client.db().collection('record').dropIndex('byKey'));
    expect(await problemOf(url)).toBe('opened');
    const indexes = await database((client) => client.db().collection('record').indexes());
    expect(indexes.map(({ name }) => name)).toContain('byKey');
  });

  test('an index of the same name with other keys', async () => {
    await database(async (client) => {
      const record = client.db().collection('record');
      await record.dropIndex('byKey');
      await record.createIndex({ kind: 1 }, { name: 'byKey' });
    });
    expect(await problemOf(url)).toMatch(/^the index byKey of record (is not|can not)/);
    await database((client) => client.db().collection('record').dropIndex('byKey'));
  });

  test('a newer program wrote it', async () => {
    const put = (value: number) =>
      database((client) =>
        client
          .db()
          .collection<{ _id: string; value: number }>('meta')
          .replaceOne({ _id: 'schemaVersion' }, { value }),
      );
    await put(2);
    expect(await problemOf(url)).toBe('a newer version wrote the store (schema 2; known is 1)');
    await put(1);
    expect(await problemOf(url)).toBe('opened');
  });
});
