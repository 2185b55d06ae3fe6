import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson, readPlainJson } from '../../../src/fhir/json/read-json.ts';

/** Goal: what is called plain is read again as what it was, and what is odd is not called plain. */
test.each([
  '{"a":1.00}',
  '{"a":9007199254740993}',
  '{"a":1,"a":1}',
  '{"__proto__":1}',
  '"\\ud800"',
  '\ufeff{"a":1}',
  '{"a":1',
  '[-0]',
])('%s is not plain', (text) => {
  expect(readJson(Buffer.from(text)).isPlain).toBeUndefined();
});

test('what is called plain is read again as it was', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const bytes = Buffer.from(text);
      const { value, isPlain } = readJson(bytes);
      if (isPlain === true) expect(readPlainJson(bytes)).toEqual(value);
    }),
  );
});

test('the plain one keeps its letters', () => {
  const text = '{"a":["é😀",true,null,12.5,-3],"b":{"c":""}}';
  const { value, isPlain } = readJson(Buffer.from(text));
  expect([isPlain, readPlainJson(Buffer.from(text))]).toEqual([true, value]);
});
