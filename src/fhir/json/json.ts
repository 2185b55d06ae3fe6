import { sliceText } from './utf8.ts';

/**
 * A parsed JSON value; numbers that a double would change are kept as {@link JsonDecimal}, and the
 * data of large attachments may be kept as {@link JsonBulk}.
 */
export type Json =
  | null
  | boolean
  | number
  | string
  | JsonDecimal
  | JsonBulk
  | JsonArray
  | JsonObject;

/** A JSON array. */
export type JsonArray = readonly Json[];

/** A JSON object without a prototype surprise: members are read by their own names only. */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** A number that a double can't keep (1.00, 9007199254740993, 1e400): its text is the value. */
export class JsonDecimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    Object.freeze(this);
  }

  toString(): string {
    return this.text;
  }
}

/** A long string that nothing reads: it stays in the bytes of the document that it came in. */
export class JsonBulk {
  /** SHA-256 in hex of the text that the string means. */
  readonly digest: string;
  readonly #written: Uint8Array;

  /** `written`: the string as it stands in the document, with its quotes. */
  constructor(digest: string, written: Uint8Array) {
    this.digest = digest;
    this.#written = written;
    Object.freeze(this);
  }

  /** The string as it was written, with its quotes. */
  get text(): string {
    return sliceText(this.#written, 0, this.#written.length);
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** True for a JSON object: not null, an array, a {@link JsonDecimal} or a {@link JsonBulk}. */
export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonDecimal) &&
    !(value instanceof JsonBulk)
  );
}

/** True for a JSON array. */
export function isJsonArray(value: unknown): value is JsonArray {
  return Array.isArray(value);
}
