import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A body of which each copy has another number in it, so that no two requests are the same. */
export type MakeBody = (number: number) => readonly Uint8Array[];

/** Stands in a text where its number comes. */
export const NUMBER = '@@@@';

/** A body sent as it is. */
export function plainBody(text: string): MakeBody {
  const pieces = text.split(NUMBER).map((piece) => Buffer.from(piece));
  return (number) => joined(pieces, Buffer.from(String(number)));
}

/** A gzipped body; what never changes is compressed once, as members of their own. */
export function gzippedBody(text: string): MakeBody {
  const pieces = text.split(NUMBER).map((piece) => gzipSync(piece));
  return (number) => joined(pieces, gzipSync(String(number)));
}

/** So many megabytes of spaces behind a few bytes, compressed with brotli. */
export function brotliBomb(megabytes: number): MakeBody {
  const spaces = Buffer.alloc(megabytes * 1024 * 1024, ' ');
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  const bomb = brotliCompressSync(spaces, { params });
  return () => [bomb];
}

function joined(pieces: readonly Uint8Array[], between: Uint8Array): readonly Uint8Array[] {
  return pieces.flatMap((piece, at) => (at === 0 ? [piece] : [between, piece]));
}

/** A list of so many copies of a text, as JSON. */
export function listOf(count: number, item: string | ((at: number) => string)): string {
  const text = typeof item === 'string' ? () => item : item;
  return `[${Array.from({ length: count }, (_, at) => text(at)).join(',')}]`;
}
