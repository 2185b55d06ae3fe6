import { isJsonArray, type Json, JsonBulk, JsonDecimal, type JsonObject } from './json.ts';

/** Canonical texts of objects that were made before, so that they are made once. */
export type CanonicalTexts = ReadonlyMap<JsonObject, string>;

/** A member of an object as it stands in canonical text: `"name":value`. */
export interface CanonicalMember {
  readonly name: string;
  readonly text: string;
}

/**
 * The text of a value that is equal for equal content: members in the order of their names, no
 * white space, numbers as they were written. Depth is bounded by the limits under which the value
 * was read.
 */
export function canonicalText(value: Json, made?: CanonicalTexts): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (value instanceof JsonDecimal) return value.text;
  // The same data is the same, however it was written.
  if (value instanceof JsonBulk) return `{"sha256":"${value.digest}"}`;
  if (isJsonArray(value)) return listText(value, made);
  return made?.get(value) ?? objectText(value, made);
}

/** The members of an object in the order of their names, those without a value left out. */
export function canonicalMembers(value: JsonObject): readonly CanonicalMember[] {
  const members: CanonicalMember[] = [];
  for (const name of sorted(Object.keys(value))) {
    const member = value[name];
    if (member === undefined) continue;
    members.push({ name, text: nameText(name) + canonicalText(member) });
  }
  return members;
}

/** The canonical text of an object that has these members, in their order. */
export function textOfMembers(members: readonly CanonicalMember[]): string {
  let whole = '{';
  for (const { text } of members) whole += whole.length > 1 ? `,${text}` : text;
  return `${whole}}`;
}

function listText(items: readonly Json[], made: CanonicalTexts | undefined): string {
  let text = '[';
  for (const item of items) text += `${text.length > 1 ? ',' : ''}${canonicalText(item, made)}`;
  return `${text}]`;
}

function objectText(value: JsonObject, made: CanonicalTexts | undefined): string {
  let text = '{';
  for (const name of sorted(Object.keys(value))) {
    const member = value[name];
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    text += nameText(name) + canonicalText(member, made);
  }
  return `${text}}`;
}

/** How names are written, of so many as a sender of what is right needs. */
const nameTexts = new Map<string, string>();
const NAMES_MAX = 2_000;

/** A name with the colon behind it. */
function nameText(name: string): string {
  const known = nameTexts.get(name);
  if (known !== undefined) return known;
  const text = `${quoted(name)}:`;
  if (nameTexts.size < NAMES_MAX) nameTexts.set(name, text);
  return text;
}

/** What JSON writes as it is: no control, quote, backslash or half of a surrogate pair. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** As `JSON.stringify`, which is slower for what needs no escape. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Nearly every object has so few members that inserting beats the library's sort. */
const INSERTED_MAX = 12;

/** Sorts in place, by UTF-16 code units as `Array.prototype.sort` does. */
function sorted(names: string[]): readonly string[] {
  if (names.length > INSERTED_MAX) return names.sort();
  for (let next = 1; next < names.length; next += 1) {
    const name = names[next] ?? '';
    let place = next;
    for (; place > 0; place -= 1) {
      const before = names[place - 1] ?? '';
      if (before <= name) break;
      names[place] = before;
    }
    names[place] = name;
  }
  return names;
}
