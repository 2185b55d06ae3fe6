import type { BlobChunk } from '../store-documents/text-store.ts';

/** A chunk as it goes to a thread, with what the thread takes over. */
export interface SentChunk {
  readonly chunk: BlobChunk;
  readonly transfer: readonly ArrayBuffer[];
}

/** What lies beside a chunk costs less than a copy of it. */
const BESIDE_BYTES_MAX = 64 * 1024;

/**
 * A thread that is sent a view is sent all of the buffer behind it, of a body of 24 MB with each
 * of its chunks: such a chunk is copied out, and its copy handed over.
 */
export function sentChunk(chunk: BlobChunk): SentChunk {
  const { bytes } = chunk;
  if (bytes.buffer.byteLength - bytes.length <= BESIDE_BYTES_MAX) return { chunk, transfer: [] };
  const alone = new Uint8Array(bytes);
  return { chunk: { ...chunk, bytes: alone }, transfer: [alone.buffer] };
}
