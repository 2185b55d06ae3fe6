import { isJsonArray, isJsonObject, type Json } from '../../json/json.ts';

/** A value that has all of two patterns, as far as they agree; the first has precedence. */
export function merge(first: Json | undefined, second: Json | undefined): Json | undefined {
  if (first === undefined) return second;
  if (second === undefined) return first;
  if (isJsonArray(first) && isJsonArray(second)) {
    const [head, ...rest] = first;
    const [other, ...others] = second;
    if (head === undefined || other === undefined) return head === undefined ? second : first;
    return [merge(head, other) ?? head, ...rest, ...others];
  }
  if (!isJsonObject(first) || !isJsonObject(second)) return first;
  const merged: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(first), ...Object.keys(second)])) {
    const value = merge(first[name], second[name]);
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}
