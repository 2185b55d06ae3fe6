import type { ImportedCounts, RecordKind } from '../../ports/store.ts';
import type { RecordText } from '../store-documents/text-store.ts';
import type { Collections, RecordShape } from './shapes.ts';

/** Inserts or replaces records; those that have not changed are left alone. */
export async function importRecords(
  { record }: Collections,
  records: readonly RecordText[],
): Promise<ImportedCounts> {
  const counts = { inserted: 0, changed: 0, unchanged: 0 };
  const documents = new Map(records.map((one) => [idOf(one), one]));
  const ids = [...documents.keys()];
  if (ids.length === 0) return counts;
  const known = await record
    .find({ _id: { $in: ids } }, { projection: { digest: 1 } })
    .limit(ids.length)
    .toArray();
  const digests = new Map(known.map(({ _id, digest }) => [_id, digest]));
  const changed: RecordShape[] = [];
  for (const [id, { keys, ...rest }] of documents) {
    const digest = digests.get(id);
    if (digest === rest.digest) {
      counts.unchanged += 1;
      continue;
    }
    counts[digest === undefined ? 'inserted' : 'changed'] += 1;
    changed.push({ _id: id, ...rest, keys: [...new Set(keys)] });
  }
  if (changed.length > 0) {
    await record.bulkWrite(
      changed.map(({ _id, ...replacement }) => ({
        replaceOne: { filter: { _id }, replacement, upsert: true },
      })),
      { ordered: false },
    );
  }
  return counts;
}

/** How many records of a kind there are. */
export function countRecords({ record }: Collections, kind: RecordKind): Promise<number> {
  return record.countDocuments({ kind });
}

function idOf({ kind, id }: RecordText): string {
  return `${kind}|${id}`;
}
