import { expect, test } from 'vitest';
import { sentChunk } from '../../../src/adapters/store-sqlite/sent-chunk.ts';

/** Goal: a thread gets the bytes of a chunk, and not the body that they are a part of. */
const mebibyte = 1024 * 1024;
const chunkOf = (bytes: Uint8Array) => ({ key: 'k', chunk: 1, bytes });

test('a part of a large body is copied out, and the copy handed over', () => {
  const body = new Uint8Array(24 * mebibyte).map((_, index) => index % 251);
  const part = body.subarray(4 * mebibyte, 8 * mebibyte);
  const { chunk, transfer } = sentChunk(chunkOf(part));
  expect([chunk.key, chunk.chunk, chunk.bytes.buffer.byteLength]).toEqual(['k', 1, 4 * mebibyte]);
  expect(Buffer.compare(chunk.bytes, part)).toBe(0);
  expect(transfer).toEqual([chunk.bytes.buffer]);
});

test.each([
  ['all of its buffer', new Uint8Array(4 * mebibyte)],
  ['a small part of a small one', Buffer.from('x')],
])('%s stays where it is, for its sender still has it', (_, bytes) => {
  const { chunk, transfer } = sentChunk(chunkOf(bytes));
  expect(chunk.bytes).toBe(bytes);
  expect(transfer).toEqual([]);
});
