import type { JsonObject } from '../../json/json.ts';
import type { Slot } from '../plan/state.ts';

/**
 * True when an object has nothing of a child element. A choice whose type is not allowed is there:
 * it has been reported as that.
 */
export function isAbsent(value: JsonObject, slot: Slot): boolean {
  for (const key of slot.keys) if (value[key] !== undefined) return false;
  return !slot.isChoice || !Object.keys(value).some((key) => isChoiceOf(key, slot));
}

/** True for a member that gives a choice element a type, allowed or not: `_valueString`. */
export function isChoiceOf(key: string, { name, isChoice }: Slot): boolean {
  const main = key.startsWith('_') ? key.slice(1) : key;
  const stem = name.slice(0, -3);
  return isChoice && main.startsWith(stem) && /^[A-Z]/.test(main.slice(stem.length));
}
