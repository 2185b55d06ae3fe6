import { isJsonObject, type JsonObject } from '../../json/json.ts';
import type { Member, Slot } from '../plan/state.ts';

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

/** What stands beside a primitive value, or beside the one at an index of its list. */
export function siblingOf(
  owner: JsonObject,
  { siblingKey }: Member,
  index: number,
): JsonObject | undefined {
  const siblings = siblingKey === undefined ? undefined : owner[siblingKey];
  if (siblings === undefined) return undefined;
  const sibling = Array.isArray(siblings) ? siblings[index] : siblings;
  return isJsonObject(sibling) ? sibling : undefined;
}
