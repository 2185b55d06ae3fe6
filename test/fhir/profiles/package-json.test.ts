import { expect, test } from 'vitest';
import { JsonDecimal } from '../../../src/fhir/json/json.ts';
import { readPackageJson } from '../../../src/fhir/profiles/package-json.ts';

function read(text: string) {
  return readPackageJson(Buffer.from(text, 'latin1'));
}

test('an object is read, numbers keep their text', () => {
  expect(read('{"a": [1, 1.00]}')).toEqual({
    ok: true,
    value: { a: [1, new JsonDecimal('1.00')] },
  });
});

test('a code system may have many concepts', () => {
  const concepts = Array.from({ length: 50_000 }, (_, index) => ({ code: String(index) }));
  expect(read(JSON.stringify({ concept: concepts })).ok).toBe(true);
});

const refused: readonly [string, string, string][] = [
  ['a list', '[]', 'is not a JSON object'],
  ['nothing', '', 'is not valid JSON: line 1: '],
  ['an open string', '{\n"a": "b', 'is not valid JSON: line 2: '],
  ['a name that stands twice', '{"a": 1, "a": 2}', 'is not valid JSON: line 1: '],
  ['a name of every object', '{"__proto__": {}}', 'is not valid JSON: line 1: '],
  ['bytes that are not UTF-8', '{"a": "\u00c3("}', 'is not valid JSON: line 1: '],
  ['very deep nesting', `{"a":${'['.repeat(1_000_000)}`, 'is not valid JSON: line 1: '],
];

test.each(refused)('refused: %s', (_, text, problem) => {
  const object = read(text);
  expect(object.ok ? 'read' : object.problem).toContain(problem);
});
