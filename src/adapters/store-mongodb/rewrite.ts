import type { Document } from 'mongodb';
import type { BodyKind, Kept, Rewrite } from '../store-documents/text-store.ts';
import type { Collections } from './shapes.ts';

/** A page of a scan. */
export interface Page {
  readonly after: string;
  readonly limit: number;
}

/** Bodies of a kind by their keys, from behind one on. */
export async function scan(
  collections: Collections,
  kind: BodyKind,
  { after, limit }: Page,
): Promise<readonly Kept[]> {
  switch (kind) {
    case 'blobChunk': {
      const chunks = collections.blobChunk.find({ _id: { $gt: after } });
      const found = await chunks.sort({ _id: 1 }).limit(limit).toArray();
      return found.map(({ _id, bytes }) => [_id, bytes]);
    }
    case 'audit': {
      // The digest is part of the key here, and not of the id: the page begins at the id.
      const from = after.slice(0, Math.max(0, after.lastIndexOf(':')));
      const lines = collections.audit.find({ _id: { $gt: from } });
      const found = await lines.sort({ _id: 1 }).limit(limit).toArray();
      return found.map(({ _id, digest, body }) => [`${_id}:${digest}`, body]);
    }
    case 'case': {
      // Without the void marks, or a page that holds one would look like the last.
      const cases = collections.case.find({ _id: { $gt: after }, body: { $exists: true } });
      const found = await cases.sort({ _id: 1 }).limit(limit).toArray();
      return found.flatMap(({ _id, body }): readonly Kept[] =>
        body === undefined ? [] : [[_id, body]],
      );
    }
    default: {
      const bodies = bodiesOf(collections, kind).find({ _id: { $gt: after } });
      const found = await bodies.sort({ _id: 1 }).limit(limit).toArray();
      return found.map(({ _id, body }) => [_id, body]);
    }
  }
}

function bodiesOf(collections: Collections, kind: 'submission' | 'ledger' | 'stream' | 'record') {
  const { submission, ledger, stream, record } = collections;
  return { submission, ledger, stream, record }[kind] as Collections['ledger']; // brand
}

/** Puts bodies in the place of others. A body under a new key is there before the old one goes. */
export async function rewrite(
  collections: Collections,
  kind: BodyKind,
  rewrites: readonly Rewrite[],
): Promise<true> {
  const collection = collections[kind] as Collections['ledger']; // brand
  for (const change of rewrites) {
    const id = kind === 'audit' ? change.from.slice(0, change.from.lastIndexOf(':')) : change.from;
    const $set = changed(kind, change);
    if (change.to === change.from) {
      await collection.updateOne({ _id: id }, { $set });
      continue;
    }
    const old = await collection.findOne({ _id: id });
    if (old === null) continue;
    const { _id, ...rest } = old;
    await collection.replaceOne({ _id: change.to }, { ...rest, ...$set }, { upsert: true });
    await collection.deleteOne({ _id: id });
  }
  return true;
}

function changed(kind: BodyKind, { to, body, found }: Rewrite): Document {
  if (kind === 'blobChunk') return { bytes: body };
  if (found === undefined) return { body };
  return { body, id: to.slice(to.indexOf('|') + 1), keys: found.keys, digest: found.digest };
}
