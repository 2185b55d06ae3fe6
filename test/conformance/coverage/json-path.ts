import { isJsonArray, isJsonObject, type Json } from '../../../src/fhir/json/json.ts';

/** Names and positions from the root of a document to one of its values. */
export type JsonPath = readonly (string | number)[];

/** The value at a path; undefined when there is none. */
export function valueAt(root: Json | undefined, path: JsonPath): Json | undefined {
  let value = root;
  for (const step of path) {
    if (typeof step === 'number') value = isJsonArray(value) ? value[step] : undefined;
    else value = isJsonObject(value) ? value[step] : undefined;
  }
  return value;
}

/** A copy of a document with another value at a path; undefined removes what is there. */
export function replaced(root: Json, path: JsonPath, value: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  if (typeof step === 'number') return replacedItem(root, { step, rest }, value);
  const object = isJsonObject(root) ? root : {};
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== step));
  }
  const inner = rest.length === 0 ? value : replaced(object[step] ?? emptyFor(rest), rest, value);
  return { ...object, [step]: inner };
}

interface ItemPath {
  readonly step: number;
  readonly rest: JsonPath;
}

function replacedItem(root: Json, { step, rest }: ItemPath, value: Json | undefined): Json {
  const list = isJsonArray(root) ? [...root] : [];
  if (rest.length > 0) list[step] = replaced(list[step] ?? emptyFor(rest), rest, value);
  else if (value === undefined) list.splice(step, 1);
  else list[step] = value;
  return list;
}

function emptyFor(path: JsonPath): Json {
  return typeof path[0] === 'number' ? [] : {};
}
