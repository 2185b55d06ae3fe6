import { isJsonArray, isJsonObject, type Json, JsonBulk, type JsonObject } from './json.ts';
import { unescaped } from './unescape.ts';
import { byteText, sliceText } from './utf8.ts';

/** A document without the data of its large attachments. */
export interface SetAside {
  /** The document, a mark in place of each string that was left out. */
  readonly bytes: Uint8Array;
  readonly bulks: readonly BulkPlace[];
}

/** Where a string that was left out stands in the whole document, its quotes included. */
export interface BulkPlace {
  readonly mark: string;
  /** Bytes from the start of the document; the end is behind the string. */
  readonly start: number;
  readonly end: number;
  /** SHA-256 in hex of the text that the string means. */
  readonly digest: string;
}

/** Strings that are shorter cost less where they are. */
const BULK_LENGTH_MIN = 64 * 1024;

/**
 * Takes the data of large attachments (`"data": "…"`, which intake and facts never read) out of a
 * document that is known to be JSON; undefined when there is none. No document can hold its own
 * digest, which the marks are made of. Time is linear to the bytes.
 */
export function setAside(
  bytes: Uint8Array,
  sha256: (content: string | Uint8Array) => string,
): SetAside | undefined {
  if (bytes.length < BULK_LENGTH_MIN) return undefined;
  const text = byteText(bytes);
  const spans = bulkSpans(text).flatMap(({ start, end }) => {
    const meant = unescaped(sliceText(bytes, start + 1, end - 1));
    return isBulk(meant) ? [{ start, end, digest: sha256(meant) }] : [];
  });
  if (spans.length === 0) return undefined;
  const own = sha256(bytes);
  const bulks = spans.map((span, index) => ({ ...span, mark: `${own}-${index}` }));
  return { bytes: withMarks(bytes, bulks), bulks };
}

/**
 * By what it means, however it is written: the same content has the same keys. U+0000 stays where
 * it is, so that intake sees it.
 */
function isBulk(meant: string): boolean {
  return meant.length > BULK_LENGTH_MIN && !meant.includes('\0');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The strings that are the value of a member called data, and long as they are written. */
function bulkSpans(text: string): readonly Span[] {
  const found: Span[] = [];
  let start = text.indexOf('"');
  while (start >= 0) {
    const end = stringEnd(text, start);
    if (end - start > BULK_LENGTH_MIN && isData(text, start)) found.push({ start, end });
    start = text.indexOf('"', end);
  }
  return found;
}

/** Behind the quote that ends the string which begins here. */
function stringEnd(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote < 0 ? text.length : quote + 1;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text[before] === '\\') before -= 1;
  return (quote - before) % 2 === 0;
}

function isData(text: string, start: number): boolean {
  return /"data"\s{0,100}:\s{0,100}$/u.test(text.slice(Math.max(0, start - NAME_MAX), start));
}

const NAME_MAX = 210;

function withMarks(bytes: Uint8Array, bulks: readonly BulkPlace[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { start, end, mark } of bulks) {
    parts.push(bytes.subarray(from, start), encoder.encode(`"${mark}"`));
    from = end;
  }
  parts.push(bytes.subarray(from));
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The document that was read without its bulks, with each in its place. */
export function withBulks(
  value: JsonObject,
  whole: Uint8Array,
  bulks: readonly BulkPlace[],
): JsonObject {
  const byMark = new Map(
    bulks.map(({ mark, start, end, digest }) => [
      mark,
      new JsonBulk(digest, whole.subarray(start, end)),
    ]),
  );
  return membersWith(value, byMark);
}

type Bulks = ReadonlyMap<string, JsonBulk>;

function membersWith(value: JsonObject, bulks: Bulks): JsonObject {
  const members = Object.entries(value).map(([name, member]) => [name, valueWith(member, bulks)]);
  return Object.fromEntries(members);
}

function valueWith(value: Json | undefined, bulks: Bulks): Json | undefined {
  if (typeof value === 'string') return bulks.get(value) ?? value;
  if (isJsonArray(value)) return value.map((item) => valueWith(item, bulks) ?? null);
  return isJsonObject(value) ? membersWith(value, bulks) : value;
}
