import type { Db, IndexSpecification } from 'mongodb';
import { fail, ok, type Result } from '../../result.ts';
import type { Collections } from './shapes.ts';

/** The version of the documents that this program writes; a newer store is not touched. */
const SCHEMA_VERSION = 1;

interface WantedIndex {
  readonly name: string;
  readonly on: Exclude<keyof Collections, 'meta'>;
  readonly key: Readonly<Record<string, 1>>;
  readonly sparse?: true;
}

/** Every look-up has one; what is unique is unique by `_id`. */
const wantedIndexes: readonly WantedIndex[] = [
  {
    name: 'byContent',
    on: 'submission',
    key: { clientId: 1, contentKey: 1, reservedAt: 1 },
  },
  { name: 'reserved', on: 'submission', key: { attempt: 1 }, sparse: true },
  { name: 'byKey', on: 'record', key: { kind: 1, keys: 1 } },
  { name: 'byWriter', on: 'audit', key: { writer: 1, sequence: 1 } },
];

/**
 * Makes what is missing and checks what is there. Problems: one line, when a newer program wrote
 * the store or an index of ours is another one there.
 */
export async function setUp(database: Db, collections: Collections): Promise<Result<void, string>> {
  const version = await collections.meta.findOneAndUpdate(
    { _id: 'schemaVersion' },
    { $setOnInsert: { value: SCHEMA_VERSION } },
    { upsert: true, returnDocument: 'after' },
  );
  if (Number(version?.value ?? 0) > SCHEMA_VERSION) {
    return fail(
      `a newer version wrote the store (schema ${version?.value}; known is ${SCHEMA_VERSION})`,
    );
  }
  for (const wanted of wantedIndexes) {
    const checked = await ensureIndex(database, wanted);
    if (!checked.ok) return checked;
  }
  return ok(undefined);
}

async function ensureIndex(
  database: Db,
  { name, on, key, sparse }: WantedIndex,
): Promise<Result<void, string>> {
  const collection = database.collection(on);
  const spec: IndexSpecification = { ...key };
  try {
    await collection.createIndex(spec, { name, ...(sparse === undefined ? {} : { sparse }) });
  } catch {
    return fail(`the index ${name} of ${on} can not be made: drop what stands under its name`);
  }
  const indexes = await collection.indexes();
  const found = indexes.find((index) => index.name === name);
  const isSame =
    found !== undefined &&
    JSON.stringify(found.key) === JSON.stringify(key) &&
    (found.sparse === true) === (sparse === true) &&
    found.unique !== true &&
    found.partialFilterExpression === undefined;
  return isSame
    ? ok(undefined)
    : fail(`the index ${name} of ${on} is not the one that is needed: drop it and start again`);
}
