import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** The text that the bytes encode; undefined when they aren't UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (isAscii(bytes)) return viewOf(bytes).toString('latin1');
  return isUtf8(bytes) ? viewOf(bytes).toString('utf8') : undefined;
}

/** One character per byte: positions in this text are positions in the bytes. */
export function byteText(bytes: Uint8Array): string {
  return viewOf(bytes).toString('latin1');
}

/** The text of some of the bytes; what isn't UTF-8 becomes U+FFFD. */
export function sliceText(bytes: Uint8Array, start: number, end: number): string {
  return viewOf(bytes).toString('utf8', start, end);
}

/** True when the bytes begin with a byte order mark. */
export function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What stands at a byte above 0x7f: a character of 2 to 4 bytes, half of one, or nothing known. */
export type Utf8Sequence = 2 | 3 | 4 | 'surrogate' | 'invalid';

/** Judges the UTF-8 sequence that begins at `position` (RFC 3629, table of well-formed bytes). */
export function utf8Sequence(bytes: Uint8Array, position: number): Utf8Sequence {
  const lead = bytes[position] ?? 0;
  const second = bytes[position + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isNext(second) ? 2 : 'invalid';
  const third = isNext(bytes[position + 2] ?? 0);
  if (lead >= 0xe0 && lead <= 0xef) {
    if (!third || !isNext(second) || (lead === 0xe0 && second < 0xa0)) return 'invalid';
    return lead === 0xed && second > 0x9f ? 'surrogate' : 3;
  }
  if (lead < 0xf0 || lead > 0xf4 || !third || !isNext(second)) return 'invalid';
  if ((lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f)) return 'invalid';
  return isNext(bytes[position + 3] ?? 0) ? 4 : 'invalid';
}

function isNext(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}
