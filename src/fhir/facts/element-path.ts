import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';

/** Elements that a search may look at: far more than any real resource has. */
const ELEMENTS_MAX = 20_000;

/**
 * Where an element stands in its resource: `.component[1]`, empty for the resource itself;
 * undefined when it is none of its elements.
 */
export function pathOf(resource: JsonObject, element: JsonObject): string | undefined {
  const open: { readonly value: Json; readonly path: string }[] = [{ value: resource, path: '' }];
  for (let count = 0; count < ELEMENTS_MAX; count += 1) {
    const next = open.pop();
    if (next === undefined) return undefined;
    const { value, path } = next;
    if (value === element) return path;
    if (isJsonArray(value)) {
      for (const [index, one] of value.entries()) {
        open.push({ value: one, path: `${path}[${index}]` });
      }
    } else if (isJsonObject(value)) {
      for (const name in value) {
        const one = value[name];
        if (one !== undefined) open.push({ value: one, path: `${path}.${name}` });
      }
    }
  }
  return undefined;
}
