import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, MongoClient } from 'mongodb';
import { openMongoStore } from '../../../src/adapters/store-mongodb/store.ts';
import {
  openSqliteStore,
  type SqliteStoreInput,
} from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { Vault } from '../../../src/ports/vault.ts';

/** Where the tests find a MongoDB-compatible server; absent: those tests are not run. */
export const mongoUrl = process.env.ASSENT_MONGODB_URL;

/** How one store is opened again and again. */
export interface StoreKind {
  readonly name: 'SQLite' | 'MongoDB';
  open(options?: OpenOptions): Promise<Store>;
  remove(): Promise<void>;
}

export interface OpenOptions {
  readonly elapsedMs?: () => number;
  readonly vault?: Vault;
  readonly between?: (database: Db) => Db;
  readonly start?: SqliteStoreInput['start'];
}

/** A new store in a file of its own. */
export function sqliteKind(): StoreKind & { readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'assent-store-'));
  const file = join(folder, 'store.db');
  return {
    name: 'SQLite',
    file,
    async open({ vault = plainVault, start } = {}) {
      const input = { file, mode: 'write', vault, onFatal: () => undefined } as const;
      return must(await openSqliteStore(start === undefined ? input : { ...input, start }));
    },
    remove: async () => rmSync(folder, { recursive: true }),
  };
}

let databases = 0;

/** A new store in a database of its own. */
export function mongoKind(server: string): StoreKind & { readonly url: string } {
  databases += 1;
  const name = `t${process.pid}x${databases}`;
  const [host = '', query = ''] = server.split('?');
  const url = `${host.replace(/\/$/, '')}/${name}?${query}`;
  return {
    name: 'MongoDB',
    url,
    async open({ vault = plainVault, elapsedMs = () => performance.now(), between } = {}) {
      const input = { url, isTestOnly: true, vault, reservationMs: 1_000, elapsedMs };
      return must(await openMongoStore(between === undefined ? input : { ...input, between }));
    },
    async remove() {
      const client = new MongoClient(url);
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

/** The kinds of stores that are there. */
export function storeKinds(): readonly StoreKind[] {
  return [sqliteKind(), ...(mongoUrl === undefined ? [] : [mongoKind(mongoUrl)])];
}

/** The value of a result that has to have one. */
export function must<Value>(
  result: { readonly ok: true; readonly value: Value } | { ok: false; problem: unknown },
): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.problem));
}
