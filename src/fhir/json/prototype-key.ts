const PROTOTYPE_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const LENGTH_MIN = 9;
const LENGTH_MAX = 11;

/**
 * True when the text from `start` to `end` is a member name that could reach an object's prototype
 * once the object is copied carelessly.
 */
export function isPrototypeKey(text: string, start = 0, end: number = text.length): boolean {
  const length = end - start;
  if (length < LENGTH_MIN || length > LENGTH_MAX) return false;
  for (const key of PROTOTYPE_KEYS) {
    if (length === key.length && text.startsWith(key, start)) return true;
  }
  return false;
}
