import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';

/** The member as text; undefined when it is absent or anything but a string. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}

/** The member as a whole number; undefined when it is absent or anything else. */
export function integerOf(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The member as a flag; undefined when it is absent or anything but a boolean. */
export function flagOf(object: JsonObject, name: string): boolean | undefined {
  const value = object[name];
  return typeof value === 'boolean' ? value : undefined;
}

/** The member when it is an object. */
export function objectOf(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  return isJsonObject(value) ? value : undefined;
}

/** The objects of a repeating member, in order; none when it is absent. */
export function objectsOf(object: JsonObject, name: string): readonly JsonObject[] {
  return itemsOf(object, name).filter(isJsonObject);
}

/** The strings of a repeating member, in order; undefined when there are none. */
export function textsOf(object: JsonObject, name: string): readonly string[] | undefined {
  const texts = itemsOf(object, name).filter((item) => typeof item === 'string');
  return someOf(texts);
}

/** The list itself, or undefined when it is empty: an empty list says nothing. */
export function someOf<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

/** The value of the extension with this URL, under the member name of its value type. */
export function extensionValue(object: JsonObject, url: string, valueName: string) {
  const extension = objectsOf(object, 'extension').find((one) => one.url === url);
  return extension === undefined ? undefined : textOf(extension, valueName);
}

/** The allowed word that equals the text. */
export function oneOf<Word extends string>(
  allowed: readonly Word[],
  text: string | undefined,
): Word | undefined {
  return allowed.find((word) => word === text);
}

/** An object with the one member when a value is given, and without members when it is not. */
export function said<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [Member in Name]?: Value };
export function said(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

function itemsOf(object: JsonObject, name: string): readonly Json[] {
  const value = object[name];
  return value !== undefined && isJsonArray(value) ? value : [];
}
