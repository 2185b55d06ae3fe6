import type { BlobChunk, BlobManifest, BlobStart } from '../store-documents/text-store.ts';
import { asBytes, type SqlDatabase, textIn } from './seam.ts';

/** Bytes in chunks, the manifest last: a blob without its manifest is not there. */
export interface BlobTable {
  putChunk(chunk: BlobChunk): void;
  putManifest(manifest: BlobManifest): void;
  start(key: string): BlobStart | undefined;
  chunk(key: string, chunk: number): Uint8Array | undefined;
}

const sql = {
  manifest: `SELECT size, chunks, ${asBytes('digest', 'contentType')} FROM blob WHERE key = ?`,
  chunk: 'SELECT bytes FROM blobChunk WHERE key = ? AND chunk = ?',
  putChunk: `INSERT INTO blobChunk (key, chunk, bytes) VALUES (?, ?, ?)
    ON CONFLICT (key, chunk) DO UPDATE SET bytes = excluded.bytes`,
  putManifest: `INSERT INTO blob (key, size, chunks, digest, contentType)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
} as const;

/** Opens the tables of blobs. */
export function openBlobTable(database: SqlDatabase): BlobTable {
  const manifest = database.prepare(sql.manifest);
  const chunkOf = database.prepare(sql.chunk);
  const putChunk = database.prepare(sql.putChunk);
  const putManifest = database.prepare(sql.putManifest);
  const chunk = (key: string, index: number): Uint8Array | undefined => {
    const bytes = chunkOf.get(key, index)?.bytes;
    return bytes instanceof Uint8Array ? bytes : undefined;
  };
  return {
    putChunk: ({ key, chunk: index, bytes }) => {
      putChunk.run(key, index, bytes);
    },
    putManifest: ({ key, size, chunks, digest, contentType }) => {
      putManifest.run(key, size, chunks, digest, contentType);
    },
    start(key) {
      const row = manifest.get(key);
      if (row === undefined) return undefined;
      return {
        first: chunk(key, 0),
        manifest: {
          key,
          size: Number(row.size),
          chunks: Number(row.chunks),
          digest: textIn(row, 'digest'),
          contentType: textIn(row, 'contentType'),
        },
      };
    },
    chunk,
  };
}
