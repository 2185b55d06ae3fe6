import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json/json.ts';

/** The names and the values of what resources hold; of deep or large ones not all. */
export function namesAndValues(...resources: readonly JsonObject[]): readonly string[] {
  const found: string[] = [];
  const open: Json[] = [...resources];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.length > FOUND_MAX) break;
    if (isJsonArray(next)) {
      for (const one of next) open.push(one);
    } else if (isJsonObject(next)) {
      for (const name in next) {
        found.push(name);
        const value = next[name];
        if (value !== undefined) open.push(value);
      }
    } else if (typeof next === 'string') found.push(next);
  }
  return found;
}

const FOUND_MAX = 2_000;
