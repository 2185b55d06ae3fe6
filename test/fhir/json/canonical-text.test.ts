import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonicalMembers,
  canonicalText,
  textOfMembers,
} from '../../../src/fhir/json/canonical-text.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/fhir/json/json.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';

const objects = fc
  .object({ withNullPrototype: false, maxKeys: 30, values: [fc.string({ unit: 'binary' })] })
  .filter((value) => !JSON.stringify(value).includes('"__proto__"'))
  .map((value): JsonObject => JSON.parse(JSON.stringify(value)));

/** The same content, written in the simplest way. */
function simply(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(simply).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${simply(value[name])}`).join(',')}}`;
}

test('members in the order of their names, strings as JSON writes them', () => {
  fc.assert(fc.property(objects, (value) => canonicalText(value) === simply(value)));
});

test('halves of surrogate pairs, controls and quotes are escaped', () => {
  for (const text of ['a\ud800', '\udc00', '😀', 'a"b', '\\', '\u0000', '\u007f', '\u2028']) {
    expect(canonicalText([text, { [text]: text }])).toBe(JSON.stringify([text, { [text]: text }]));
  }
});

test('members make the text of their object, and texts that were made are taken', () => {
  fc.assert(
    fc.property(objects, (value) => {
      const text = textOfMembers(canonicalMembers(value));
      const made = new Map([[value, text]]);
      return text === simply(value) && canonicalText([value, 1], made) === `[${text},1]`;
    }),
  );
});

test('numbers keep the digits that were read', () => {
  const { value = null } = readJson(Buffer.from('{"b":1.00,"a":[9007199254740993,-0.0,1e2]}'));
  expect(canonicalText(value)).toBe('{"a":[9007199254740993,-0.0,1e2],"b":1.00}');
});
