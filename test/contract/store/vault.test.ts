import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { rotateVault } from '../../../src/adapters/store-documents/rotate.ts';
import type { TextStore } from '../../../src/adapters/store-documents/text-store.ts';
import { openMongoTexts } from '../../../src/adapters/store-mongodb/store.ts';
import { openSqliteTexts } from '../../../src/adapters/store-sqlite/store.ts';
import { systemDigest } from '../../../src/adapters/system-chance.ts';
import { aesVault } from '../../../src/adapters/vault-aes.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Vault } from '../../../src/ports/vault.ts';
import { audit, claimOn, entry } from './documents.ts';
import { mongoKind, mongoUrl, must, sqliteKind } from './stores.ts';

/** Goal: with a key nothing of a person lies in the store in the clear, whatever key it is. */
const keyOf = (name: string) =>
  `${name}:${Buffer.from(systemDigest.sha256(name), 'hex').toString('base64')}`;
const first = aesVault([keyOf('first')]);
const both = aesVault([keyOf('second'), keyOf('first')]);
const at = '2026-11-28T16:00:00.000Z' as Instant;

/** Two hundred things that must not be found: names, member ids, diagnoses. */
const secrets = Array.from(
  { length: 200 },
  (_, index) => `Secret-Person-${index}-DS9${index}-J44x`,
);

interface Tested {
  readonly name: string;
  open(vault: Vault): Promise<Store>;
  openTexts(): Promise<TextStore>;
  /** Everything that lies in the store, as bytes. */
  raw(): Promise<Buffer>;
  remove(): Promise<void>;
}

function sqlite(): Tested {
  const kind = sqliteKind();
  const folder = dirname(kind.file);
  return {
    name: 'SQLite',
    open: (vault) => kind.open({ vault }),
    openTexts: async () =>
      must(await openSqliteTexts({ file: kind.file, mode: 'write', onFatal: () => undefined })),
    raw: async () =>
      Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
    remove: () => kind.remove(),
  };
}

function mongo(server: string): Tested {
  const kind = mongoKind(server);
  const { url } = kind;
  const input = { url, isTestOnly: true, reservationMs: 1_000, elapsedMs: () => 0 };
  return {
    name: 'MongoDB',
    open: (vault) => kind.open({ vault }),
    openTexts: async () => must(await openMongoTexts(input)),
    async raw() {
      const client = new MongoClient(url, { promoteBuffers: true });
      const parts: Buffer[] = [];
      for (const { name } of await client.db().listCollections().toArray()) {
        for (const document of await client.db().collection(name).find().toArray()) {
          parts.push(Buffer.from(JSON.stringify(document, asText)));
        }
      }
      await client.close();
      return Buffer.concat(parts);
    },
    remove: () => kind.remove(),
  };
}

/** Bytes as the letters that they hold. */
function asText(_: string, value: unknown): unknown {
  const isBytes = typeof value === 'object' && value !== null && 'type' in value;
  if (!isBytes || !('data' in value) || !Array.isArray(value.data)) return value;
  return Buffer.from(value.data).toString('latin1');
}

async function fill(store: Store): Promise<void> {
  for (const [index, secret] of secrets.entries()) {
    const id = `case-${index}`;
    const write = claimOn(`member ${secret}`, id, 0);
    const bytes = Buffer.from(JSON.stringify({ name: secret }));
    must(
      await store.write({
        ...write,
        blobs: [{ key: id, bytes, contentType: 'application/fhir+json' }],
        audit: [{ ...audit, memberKey: `member ${secret}` }],
      }),
    );
  }
  const records = secrets.map((secret, index) => {
    const body: unknown = { key: `member ${secret}`, family: secret };
    const keys = [`id|member ${secret}`, `identifier|urn:x|${secret}`];
    return { schemaVersion: 1, kind: 'member', id: `member ${secret} ${index}`, keys, body };
  });
  must(await store.importRecords(records as never));
  const claimed = must(
    await store.claimStream({ id: 'subscription', holder: 'h', now: at, until: at }),
  );
  if (claimed.kind === 'claimed') must(await store.appendToStream(claimed.stream, [entry('x')]));
}

/** What is looked for is found as it was put: every eighth of them, and the audit whole. */
async function expectWhole(store: Store): Promise<void> {
  for (const [index, secret] of secrets.entries()) {
    if (index % 8 !== 0) continue;
    const found = must(
      await store.read({
        submissions: [`case-${index}`],
        ledgers: [`member ${secret}`],
        records: [{ kind: 'member', keys: [`identifier|urn:x|${secret}`] }],
      }),
    );
    expect(found.cases).toHaveLength(1);
    expect(found.ledgers.map(({ memberKey }) => memberKey)).toEqual([`member ${secret}`]);
    expect(found.members.map(({ key }) => key)).toEqual([`member ${secret}`]);
    const bytes = must(await store.readBlob(`case-${index}`));
    expect(Buffer.from(bytes ?? []).toString()).toBe(JSON.stringify({ name: secret }));
  }
  const { streams } = must(await store.read({ streams: ['subscription'] }));
  expect(streams.map(({ entries }) => entries.length)).toEqual([1]);
  expect(must(await verifyAudit(store, systemDigest)).broken).toBeUndefined();
}

const tested = [sqlite(), ...(mongoUrl === undefined ? [] : [mongo(mongoUrl)])];

describe.each(tested)('$name', (store) => {
  const hits = async (): Promise<readonly string[]> => {
    const raw = (await store.raw()).toString('latin1');
    return secrets.filter((secret) => raw.includes(secret));
  };
  const using = async (vault: Vault, work: (opened: Store) => Promise<void>): Promise<void> => {
    const opened = await store.open(vault);
    await work(opened);
    await opened.close();
  };

  test('without a key all of it can be found: the search is one that finds', async () => {
    await using(plainVault, fill);
    expect(await hits()).toHaveLength(200);
  }, 60_000);

  test('with a key the store in the clear does not open before it is sealed', async () => {
    await expect(store.open(first)).rejects.toThrow('run assent vault rotate to seal it');
  });

  test('a change of keys that is broken off goes on; no server starts before', async () => {
    const texts = await store.openTexts();
    let pages = 0;
    const failing: TextStore = {
      ...texts,
      rewrite: async (kind, rewrites) => {
        pages += 1;
        if (pages < 4) return texts.rewrite(kind, rewrites);
        return { ok: false, problem: { kind: 'unavailable', reason: 'broken off' } };
      },
    };
    const broken = await rotateVault(failing, first, () => undefined);
    expect(broken).toEqual({ ok: false, problem: 'broken off' });
    await texts.close();
    await expect(store.open(first)).rejects.toThrow('run assent vault rotate again');
    const again = await store.openTexts();
    const rotated = must(await rotateVault(again, first, () => undefined));
    expect(rotated.sealed).toBeGreaterThan(0);
    expect(rotated.sealed).toBeLessThan(rotated.seen);
    await again.close();
    await using(first, expectWhole);
  }, 60_000);

  test('another key: all is found, and the old one alone opens nothing', async () => {
    const texts = await store.openTexts();
    must(await rotateVault(texts, both, () => undefined));
    await texts.close();
    await using(aesVault([keyOf('second')]), expectWhole);
    await expect(store.open(first)).rejects.toThrow('is sealed with the key second');
    await expect(store.open(plainVault)).rejects.toThrow('is sealed with the key second');
  }, 60_000);

  test('a sealed store that is filled has nothing in the clear', async () => {
    const sealed = store.name === 'SQLite' ? sqlite() : mongo(mongoUrl ?? '');
    const opened = await sealed.open(first);
    await fill(opened);
    await expectWhole(opened);
    await opened.close();
    const raw = (await sealed.raw()).toString('latin1');
    expect(secrets.filter((secret) => raw.includes(secret))).toEqual([]);
    await sealed.remove();
    await store.remove();
  }, 60_000);
});

describe('a sealed body', () => {
  test('opens at its own place only, and not when a bit is flipped', () => {
    const body = first.seal('text', 'case|1');
    expect(first.open(body, 'case|1')).toBe('text');
    expect(() => first.open(body, 'case|2')).toThrow('is not the one that was sealed');
    if (typeof body === 'string') throw new Error('it is not sealed');
    for (let index = 0; index < body.length; index += 1) {
      const flipped = Uint8Array.from(body);
      flipped[index] = (flipped[index] ?? 0) ^ 1;
      expect(() => first.open(flipped, 'case|1')).toThrow();
    }
    expect(() => aesVault([keyOf('other')]).open(body, 'case|1')).toThrow('no key named first');
  });
});
