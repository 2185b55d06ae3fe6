import { type Db, MongoClient, type MongoClientOptions } from 'mongodb';
import type { Store } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import type { CaseLimit } from '../store-documents/case-limit.ts';
import { openDocuments } from '../store-documents/open-documents.ts';
import type { TextStore } from '../store-documents/text-store.ts';
import { setUp } from './setup.ts';
import { collectionsOf } from './shapes.ts';
import { mongoTexts } from './texts.ts';

/** How a MongoDB store is opened. */
export interface MongoStoreInput {
  /** A connection string that names the database: `mongodb://…/assent`. */
  readonly url: string;
  /** True admits a server without replication and without retried writes: for tests only. */
  readonly isTestOnly: boolean;
  readonly vault: Vault;
  readonly caseLimit?: CaseLimit;
  readonly reservationMs: number;
  /** Time that has passed by a clock that never jumps, ms. */
  readonly elapsedMs: () => number;
  /** Puts something between the store and its database; absent in production. */
  readonly between?: (database: Db) => Db;
}

/** What every connection is made with; a connection string that weakens it is refused. */
const SAFE: MongoClientOptions = {
  appName: 'assent',
  ignoreUndefined: true,
  promoteBuffers: true,
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 5_000,
  socketTimeoutMS: 20_000,
  waitQueueTimeoutMS: 5_000,
  maxPoolSize: 50,
};

/**
 * Opens a store in MongoDB: acknowledged by a majority and journaled, read from a majority.
 * Problems: one line, when settings are weaker than that, no server answers, or the database is not
 * one that this program can work with.
 */
export async function openMongoStore(input: MongoStoreInput): Promise<Result<Store, string>> {
  const texts = await openMongoTexts(input);
  const { vault, caseLimit } = input;
  return texts.ok ? openDocuments(texts.value, vault, present({ caseLimit })) : texts;
}

/** Opens what the store keeps, whatever sealed it. */
export async function openMongoTexts(
  input: Omit<MongoStoreInput, 'vault'>,
): Promise<Result<TextStore, string>> {
  const made = clientFor(input);
  if (!made.ok) return made;
  const client = made.value;
  let servers: readonly string[] = [];
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    servers = [...newDescription.servers.values()].map(({ type }) => type);
  });
  const isReady = (): boolean => servers.some((type) => WRITABLE.has(type));
  try {
    const database = client.db();
    await database.command({ ping: 1 });
    const server = checkServers(servers, input.isTestOnly);
    const prepared = server.ok ? await setUp(database, collectionsOf(database)) : server;
    if (!prepared.ok) {
      await client.close();
      return prepared;
    }
    const collections = collectionsOf(input.between?.(database) ?? database);
    const { reservationMs, elapsedMs } = input;
    const texts = mongoTexts({
      ...{ collections, reservationMs, elapsedMs },
      isReady,
      close: async () => {
        await client.close();
        servers = [];
      },
    });
    return ok(texts);
  } catch (error) {
    await client.close();
    return fail(openProblem(error, client));
  }
}

/** Why the database can not be worked with, without what a connection string keeps secret. */
function openProblem(error: unknown, { options }: MongoClient): string {
  const name = error instanceof Error ? error.name : 'unknown';
  const hosts = options.hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
  return name === 'MongoServerSelectionError'
    ? `no MongoDB server answers at ${hosts}: start it, or name another store (ASSENT_STORE)`
    : `MongoDB at ${hosts} can not be opened: ${name}`;
}

function clientFor({
  url,
  isTestOnly,
}: Pick<MongoStoreInput, 'url' | 'isTestOnly'>): Result<MongoClient, string> {
  try {
    const weak = weakness(new MongoClient(url), isTestOnly);
    if (weak !== undefined) return fail(`the connection string of the store ${weak}`);
    return ok(
      new MongoClient(url, {
        ...SAFE,
        writeConcern: { w: 'majority', journal: true },
        readConcern: { level: 'majority' },
        readPreference: 'primary',
      }),
    );
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    return fail(`the connection string of the store can not be read: ${name}`);
  }
}

/** What a connection string asks for that would lose what was acknowledged. */
function weakness({ options }: MongoClient, isTestOnly: boolean): string | undefined {
  const { writeConcern, readConcern, readPreference, retryWrites, dbName } = options;
  const w = writeConcern?.w ?? 'majority';
  if (w !== 'majority') return `has w=${w}: leave it out, or say w=majority`;
  if (writeConcern?.journal === false) return 'has journal=false: leave it out';
  const level = readConcern?.level ?? 'majority';
  if (level !== 'majority') return `has readConcernLevel=${level}: leave it out, or say majority`;
  if (readPreference.mode !== 'primary') {
    return `has readPreference=${readPreference.mode}: leave it out`;
  }
  if (!retryWrites && !isTestOnly) return 'has retryWrites=false: leave it out';
  return dbName === 'test' ? 'names no database: end it with /assent' : undefined;
}

/** Servers that take writes, by the driver's names for them. */
const WRITABLE: ReadonlySet<string> = new Set([
  'RSPrimary',
  'Mongos',
  'LoadBalancer',
  'Standalone',
]);

function checkServers(servers: readonly string[], isTestOnly: boolean): Result<void, string> {
  if (isTestOnly || !servers.includes('Standalone')) return ok(undefined);
  return fail('the store is a MongoDB server without replication: make it a replica set');
}
