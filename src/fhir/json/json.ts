/** A parsed JSON value; numbers that a double would change are kept as {@link JsonDecimal}. */
export type Json = null | boolean | number | string | JsonDecimal | JsonArray | JsonObject;

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

/** True for a JSON object: not null, an array or a {@link JsonDecimal}. */
export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonDecimal)
  );
}

/** True for a JSON array. */
export function isJsonArray(value: unknown): value is JsonArray {
  return Array.isArray(value);
}
