import { isJsonArray, isJsonObject, type Json, JsonDecimal } from '../../json/json.ts';

/** True when two values are the same in every member, order of array items included. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isJsonArray(a)) {
    if (!isJsonArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isEqual(item, b[index]));
  }
  if (isJsonObject(a)) {
    if (!isJsonObject(b)) return false;
    const names = Object.keys(a);
    if (names.length !== Object.keys(b).length) return false;
    return names.every((name) => isEqual(a[name], b[name]));
  }
  return isSameNumber(a, b);
}

/** True when a value has all that a pattern has; arrays need an item for each of the pattern's. */
export function fitsPattern(value: Json | undefined, pattern: Json | undefined): boolean {
  if (pattern === undefined) return true;
  if (isJsonArray(pattern)) {
    if (!isJsonArray(value)) return false;
    return pattern.every((wanted) => value.some((item) => fitsPattern(item, wanted)));
  }
  if (isJsonObject(pattern)) {
    if (!isJsonObject(value)) return false;
    return Object.keys(pattern).every((name) => fitsPattern(value[name], pattern[name]));
  }
  return isEqual(value, pattern);
}

/** Numbers are compared by value where one of them kept its text (1.00 is 1). */
function isSameNumber(a: Json | undefined, b: Json | undefined): boolean {
  if (!(a instanceof JsonDecimal) && !(b instanceof JsonDecimal)) return false;
  if (a instanceof JsonDecimal && b instanceof JsonDecimal) return a.text === b.text;
  return Number(String(a)) === Number(String(b));
}
