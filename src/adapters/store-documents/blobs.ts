import { createHash } from 'node:crypto';
import type { BlobDocument, StoreProblem, Weigh } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { fail, ok, type Result } from '../../result.ts';
import { systemDigest } from '../system-chance.ts';
import { place } from './places.ts';
import type { BlobChunk, BlobManifest, TextStore } from './text-store.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** A blob whose chunks but the first are in the store already. */
export interface SealedBlob {
  readonly first: BlobChunk;
  readonly manifest: BlobManifest;
}

/**
 * Sends all chunks of a blob but the first, one after the other, so that only one more of them is
 * held at a time; the first and the manifest go with the command that needs the blob.
 */
export async function putBlob(
  texts: TextStore,
  { key, bytes, contentType, digest = systemDigest.sha256(bytes) }: BlobDocument,
  vault: Vault,
): Promise<Result<SealedBlob, StoreProblem>> {
  const chunks = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
  const sealed = (chunk: number): BlobChunk => {
    const part = bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
    return { key, chunk, bytes: vault.sealBytes(part, place.chunk(key, chunk)) };
  };
  for (let chunk = 1; chunk < chunks; chunk += 1) {
    const put = await texts.putChunk(sealed(chunk));
    if (!put.ok) return put;
  }
  const manifest = {
    key,
    size: bytes.length,
    chunks,
    digest,
    contentType,
  };
  return ok({ first: sealed(0), manifest });
}

/** The bytes of a blob as they came; damaged when they are not those that were put. */
export async function readWholeBlob(
  texts: TextStore,
  key: string,
  vault: Vault,
  weigh: Weigh = async () => true,
): Promise<Result<Uint8Array | undefined, StoreProblem>> {
  const start = await texts.readBlob(key);
  if (!start.ok || start.value === undefined) return start.ok ? ok(undefined) : start;
  const { manifest, first } = start.value;
  if (!(await weigh(manifest.size))) return fail(BUSY);
  const whole = new Uint8Array(manifest.size);
  const hash = createHash('sha256');
  let at = 0;
  for (let chunk = 0; chunk < manifest.chunks; chunk += 1) {
    const kept: Result<Uint8Array | undefined, StoreProblem> =
      chunk === 0 ? ok(first) : await texts.readChunk(key, chunk);
    if (!kept.ok) return kept;
    if (kept.value === undefined) return damaged(`blob ${key}: chunk ${chunk} is missing`);
    const bytes = vault.openBytes(kept.value, place.chunk(key, chunk));
    if (at + bytes.length > whole.length) return damaged(`blob ${key}: it is too long`);
    whole.set(bytes, at);
    hash.update(bytes);
    at += bytes.length;
  }
  const isWhole = at === whole.length && hash.digest('hex') === manifest.digest;
  return isWhole ? ok(whole) : damaged(`blob ${key}: the bytes are not those that were stored`);
}

function damaged(reason: string): Result<never, StoreProblem> {
  return fail({ kind: 'damaged', reason });
}

/** Nothing is wrong with the store: others are reading so much that this look gave up. */
export const BUSY: StoreProblem = { kind: 'busy', reason: 'too much is read at this time' };
