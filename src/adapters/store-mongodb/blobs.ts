import type { BlobChunk, BlobManifest, BlobStart } from '../store-documents/text-store.ts';
import type { Collections } from './shapes.ts';

/** Puts a chunk; the same one may be put again. */
export async function putChunk(
  { blobChunk }: Collections,
  { key, chunk, bytes }: BlobChunk,
): Promise<true> {
  await blobChunk.replaceOne({ _id: chunkId(key, chunk) }, { bytes }, { upsert: true });
  return true;
}

/** Puts the manifest, which makes a blob of its chunks; the first one stays. */
export async function putManifest(
  { blob }: Collections,
  { key, ...manifest }: BlobManifest,
): Promise<void> {
  await blob.updateOne({ _id: key }, { $setOnInsert: manifest }, { upsert: true });
}

/** A manifest with its first chunk. */
export async function readBlobStart(
  collections: Collections,
  key: string,
): Promise<BlobStart | undefined> {
  const [found, first] = await Promise.all([
    collections.blob.findOne({ _id: key }),
    readChunk(collections, key, 0),
  ]);
  if (found === null) return undefined;
  const { _id, ...manifest } = found;
  return { first, manifest: { key: _id, ...manifest } };
}

/** The bytes of a chunk. */
export async function readChunk(
  { blobChunk }: Collections,
  key: string,
  chunk: number,
): Promise<Uint8Array | undefined> {
  const found = await blobChunk.findOne({ _id: chunkId(key, chunk) });
  return found?.bytes;
}

function chunkId(key: string, chunk: number): string {
  return `${key}:${chunk}`;
}
