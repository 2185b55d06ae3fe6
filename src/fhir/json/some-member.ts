import { isJsonArray, isJsonObject, type Json, type JsonObject } from './json.ts';

/** Says of a member of an object, by its name and value, whether it is what is looked for. */
export type MemberTest = (name: string, value: Json) => boolean;

/**
 * True when any member of an object, however deep, is what is looked for: cheaper than to say
 * where. Depth is bounded by the limits under which the value was read.
 */
export function someMember(value: JsonObject, isWanted: MemberTest): boolean {
  for (const name in value) {
    const member = value[name];
    if (member === undefined) continue;
    if (isWanted(name, member)) return true;
    if (typeof member === 'object' && someBelow(member, isWanted)) return true;
  }
  return false;
}

function someBelow(member: Json, isWanted: MemberTest): boolean {
  if (!isJsonArray(member)) return isJsonObject(member) && someMember(member, isWanted);
  for (const item of member) if (someBelow(item, isWanted)) return true;
  return false;
}
