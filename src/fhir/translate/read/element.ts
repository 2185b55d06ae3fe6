import {
  isJsonArray,
  isJsonObject,
  type Json,
  JsonDecimal,
  type JsonObject,
} from '../../json/json.ts';

const none: readonly never[] = [];

/** The objects of a repeating element; nothing when it is absent or something else. */
export function objects(value: Json | undefined): readonly JsonObject[] {
  if (!isJsonArray(value)) return none;
  // Nearly always all of them are, and elements are read many times.
  return value.every(isJsonObject) ? value : value.filter(isJsonObject);
}

/** The objects of an element that may repeat in one type and not in another. */
export function oneOrMore(value: Json | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? objects(value) : objects([value ?? null]);
}

/** An object; undefined when it is absent or something else. */
export function object(value: Json | undefined): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

/** A text; undefined when it is absent or something else. */
export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a repeating element. */
export function texts(value: Json | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** A whole number; undefined when it is absent or something else. */
export function integer(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The whole numbers of a repeating element. */
export function integers(value: Json | undefined): readonly number[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

/** A truth; undefined when it is absent or something else. */
export function truth(value: Json | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A decimal with the digits that were sent. */
export function decimalText(value: Json | undefined): string | undefined {
  if (value instanceof JsonDecimal) return value.text;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The reference of a Reference. */
export function referenceOf(value: Json | undefined): string | undefined {
  return text(object(value)?.reference);
}
