import {
  isJsonArray,
  isJsonObject,
  type Json,
  JsonBulk,
  JsonDecimal,
} from '../../../src/fhir/json/json.ts';

/** A JSON value that a mutant operator may change in place. */
export type Tree = null | boolean | number | string | JsonDecimal | JsonBulk | Tree[] | TreeObject;

/** A JSON object that a mutant operator may change in place. */
export interface TreeObject {
  [name: string]: Tree;
}

/** A copy that may be changed without touching the original. */
export function thaw(value: Json | undefined): Tree {
  if (value === undefined) return null;
  if (isJsonArray(value)) return value.map((item) => thaw(item));
  if (isJsonObject(value)) return thawObject(value);
  return value;
}

/** A copy of an object that may be changed without touching the original. */
export function thawObject(value: { readonly [name: string]: Json | undefined }): TreeObject {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, thaw(item)]));
}

/** True for an object of the tree. */
export function isTreeObject(value: Tree | undefined): value is TreeObject {
  return isJsonObject(value);
}

/** True for a text of the tree. */
export function isText(value: Tree | undefined): value is string {
  return typeof value === 'string';
}

/** The JSON text of a tree; decimals keep their text. */
export function toText(value: Tree): string {
  if (value instanceof JsonDecimal || value instanceof JsonBulk) return value.text;
  if (Array.isArray(value)) return `[${value.map(toText).join(',')}]`;
  if (!isTreeObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}:${toText(item)}`,
  );
  return `{${members.join(',')}}`;
}
