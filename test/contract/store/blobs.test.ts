import { expect, test } from 'vitest';
import { putBlob, readWholeBlob } from '../../../src/adapters/store-documents/blobs.ts';
import { openSqliteTexts } from '../../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../../src/adapters/vault-plain.ts';
import { ok } from '../../../src/result.ts';
import { must } from './stores.ts';

/** Goal: a blob goes to and from the store chunk by chunk, one at a time; its digest is checked. */
const mebibyte = 1024 * 1024;
const bytes = new Uint8Array(24 * mebibyte).map((_, index) => (index * 31) % 251);
const blob = { key: 'big', bytes, contentType: 'application/pdf' };

async function openTexts() {
  const input = { file: ':memory:', mode: 'write', onFatal: () => undefined } as const;
  return must(await openSqliteTexts(input));
}

test('24 MB: never more than one chunk on its way, the manifest last', async () => {
  const texts = await openTexts();
  let onTheWay = 0;
  let most = 0;
  const watching: typeof texts = {
    ...texts,
    async putChunk(chunk) {
      onTheWay += chunk.bytes.length;
      most = Math.max(most, onTheWay);
      const put = await texts.putChunk(chunk);
      onTheWay -= chunk.bytes.length;
      return put;
    },
  };
  const { first, manifest } = must(await putBlob(watching, blob, plainVault));
  expect([most, first.bytes.length, manifest.chunks]).toEqual([4 * mebibyte, 4 * mebibyte, 6]);
  // In the clear the chunks are views of what came: nothing was copied.
  expect(first.bytes.buffer).toBe(bytes.buffer);
  expect(must(await texts.readBlob('big'))).toBeUndefined();
  must(await texts.write({ chunks: [first], manifests: [manifest], audit: [] }));
  const whole = must(await readWholeBlob(texts, 'big', plainVault));
  expect(Buffer.compare(whole ?? new Uint8Array(), bytes)).toBe(0);
  await texts.close();
});

test('bytes that are not those that came are not given out', async () => {
  const texts = await openTexts();
  const { first, manifest } = must(await putBlob(texts, blob, plainVault));
  must(await texts.write({ chunks: [first], manifests: [manifest], audit: [] }));
  const changed = async (chunk: number) =>
    readWholeBlob(
      {
        ...texts,
        readChunk: async (key, index) => {
          const read = await texts.readChunk(key, index);
          if (!read.ok || index !== chunk || read.value === undefined) return read;
          return ok(read.value.map((byte, at) => (at === 7 ? byte ^ 1 : byte)));
        },
      },
      'big',
      plainVault,
    );
  for (const chunk of [1, 3, 5]) {
    const reason = 'blob big: the bytes are not those that were stored';
    expect(await changed(chunk)).toEqual({ ok: false, problem: { kind: 'damaged', reason } });
  }
  await texts.close();
});

test.each([0, 2])('a blob without its chunk %i is damaged', async (chunk) => {
  const texts = await openTexts();
  const short = { ...blob, bytes: bytes.subarray(0, 9 * mebibyte) };
  const { first, manifest } = must(await putBlob(texts, short, plainVault));
  const chunks = chunk === 0 ? [] : [first];
  must(await texts.write({ chunks, manifests: [manifest], audit: [] }));
  const read = await readWholeBlob(
    {
      ...texts,
      readChunk: async (key, index) =>
        index === chunk ? ok(undefined) : texts.readChunk(key, index),
    },
    'big',
    plainVault,
  );
  const reason = `blob big: chunk ${chunk} is missing`;
  expect(read).toEqual({ ok: false, problem: { kind: 'damaged', reason } });
  // The adapter says what is there, and not what to think of it.
  const start = must(await texts.readBlob('big'));
  expect([start?.manifest.chunks, start?.first === undefined]).toEqual([3, chunk === 0]);
  await texts.close();
});
