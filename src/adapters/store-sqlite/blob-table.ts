import { createHash } from 'node:crypto';
import type { BlobMessage } from './protocol.ts';
import type { SqlDatabase } from './seam.ts';

/** Bytes in chunks, the manifest last: a blob without its manifest is not there. */
export interface BlobTable {
  put(blob: BlobMessage): void;
  /** Throws when the bytes are not those that were put. */
  read(key: string): Uint8Array | undefined;
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Opens the tables of blobs. */
export function openBlobTable(database: SqlDatabase): BlobTable {
  const manifest = database.prepare('SELECT size, chunks, digest FROM blob WHERE key = ?');
  const chunk = database.prepare('SELECT bytes FROM blobChunk WHERE key = ? AND chunk = ?');
  const putChunk = database.prepare(
    'INSERT INTO blobChunk (key, chunk, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const putManifest = database.prepare(
    `INSERT INTO blob (key, size, chunks, digest, contentType) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING`,
  );
  return {
    put({ key, bytes, contentType }) {
      const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
      for (let index = 0; index < chunks; index += 1) {
        const from = index * CHUNK_BYTES;
        putChunk.run(key, index, bytes.subarray(from, from + CHUNK_BYTES));
      }
      putManifest.run(key, bytes.length, chunks, digestOf([bytes]), contentType);
    },
    read(key) {
      const row = manifest.get(key);
      if (row === undefined) return undefined;
      const whole = new Uint8Array(Number(row.size));
      let at = 0;
      for (let index = 0; index < Number(row.chunks); index += 1) {
        const bytes = chunk.get(key, index)?.bytes;
        if (!(bytes instanceof Uint8Array))
          throw new Error(`blob ${key}: chunk ${index} is missing`);
        whole.set(bytes, at);
        at += bytes.length;
      }
      if (at !== whole.length || digestOf([whole]) !== row.digest) {
        throw new Error(`blob ${key}: the bytes are not those that were stored`);
      }
      return whole;
    },
  };
}

function digestOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
