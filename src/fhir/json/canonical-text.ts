import { isJsonArray, type Json, JsonDecimal, type JsonObject } from './json.ts';

/**
 * The text of a value that is equal for equal content: members in the order of their names, no
 * white space, numbers as they were written. `skip` names members to leave out at every level.
 * Depth is bounded by the limits under which the value was read.
 */
export function canonicalText(value: Json, skip?: ReadonlySet<string>): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof JsonDecimal) return value.text;
  if (isJsonArray(value)) return listText(value, skip);
  return objectText(value, skip);
}

function listText(items: readonly Json[], skip: ReadonlySet<string> | undefined): string {
  let text = '[';
  for (const item of items) text += `${text.length > 1 ? ',' : ''}${canonicalText(item, skip)}`;
  return `${text}]`;
}

function objectText(value: JsonObject, skip: ReadonlySet<string> | undefined): string {
  let text = '{';
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined || skip?.has(name) === true) continue;
    text += `${text.length > 1 ? ',' : ''}${JSON.stringify(name)}:${canonicalText(member, skip)}`;
  }
  return `${text}}`;
}
