import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';

/**
 * All that is written in a resource, whatever element holds it: names, words beside codes, numbers
 * with letters in them; without its narrative, what points or says the system of something, and
 * what holds no words. Shape: each text once, in its order. Depth is bounded by the limits under
 * which the request was read.
 */
export function allTexts(resource: JsonObject, apart: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const name of Object.keys(resource)) {
    if (name === 'text' || OF_RESOURCE.has(name) || apart.has(name)) continue;
    gather(resource[name], found);
  }
  return [...found];
}

function gather(value: Json | undefined, found: Set<string>): void {
  if (typeof value === 'string') {
    if (WORD.test(value)) found.add(value);
    return;
  }
  if (isJsonArray(value)) {
    for (const one of value) gather(one, found);
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value)) {
      if (!WORDLESS.has(name)) gather(value[name], found);
    }
  }
}

const WORD = /\p{L}{2}/u;

const OF_RESOURCE: ReadonlySet<string> = new Set([
  ...['resourceType', 'id', 'meta', 'implicitRules', 'language', 'contained'],
]);
const WORDLESS: ReadonlySet<string> = new Set([
  ...['system', 'url', 'code', 'use', 'reference', 'data', 'hash', 'contentType'],
  ...['rank', 'period'],
]);
