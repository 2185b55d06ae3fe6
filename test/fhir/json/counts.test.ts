import { describe, expect, it, vi } from 'vitest';
import { JSON_LIMITS, type JsonLimits } from '../../../src/fhir/json/json-finding.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';

/** Goal: what a sender multiplies is counted while it is read, and refused before it is built. */
const encoder = new TextEncoder();
const small: JsonLimits = {
  ...JSON_LIMITS,
  entriesMax: 6,
  itemsMax: 4,
  valuesMax: 40,
  digitsMax: 20,
  charactersMax: 20,
};

function found(text: string, limits = small): string[] {
  return readJson(encoder.encode(text), limits).findings.map(
    ({ code, expression, message }) => `${code} ${expression}: ${message}`,
  );
}

const list = (count: number, item = '{}'): string => `[${Array(count).fill(item).join(',')}]`;

describe('counts', () => {
  it.each([
    ['items as many as allowed', `{"a":${list(4)}}`],
    ['entries of a Bundle by their own limit', `{"resourceType":"Bundle","entry":${list(6)}}`],
    [
      'digits as many as allowed',
      '[12345678,-1.5e-10]'.replace('-1.5e-10', '-1.5e-10'.slice(0, 8)),
    ],
    ['characters as many as allowed', '{"a":"12345678901234567890"}'],
    ['base64 as long as the document', '{"data":"1234567890123456789012"}'],
    ['base64 of a choice', '{"valueBase64Binary":"1234567890123456789012"}'],
    ['letters of several bytes', `{"a":"${'é'.repeat(20)}"}`],
    ['values as many as allowed', `{"a":[${Array(4).fill(list(4, '{"b":1}')).join(',')}]}`],
  ])('%s are read', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    [`{"a":${list(5)}}`, 'items $.a: An array has more than 4 items; 4 are allowed'],
    [
      `{"resourceType":"List","entry":${list(7)}}`,
      'items List.entry: An array has more than 6 items; 6 are allowed',
    ],
    [
      `{"resourceType":"Bundle","entry":${list(7)}}`,
      'entries Bundle.entry: The Bundle has 7 entries; 6 are allowed',
    ],
    [
      `{"resourceType":"Bundle","link":${list(5)}}`,
      'items Bundle.link: An array has more than 4 items; 4 are allowed',
    ],
    [
      `{"resourceType":"Bundle","entry":[{"entry":${list(5)}}]}`,
      'items Bundle.entry[0].entry: An array has more than 4 items; 4 are allowed',
    ],
    ['[1,123456789012345678901]', 'digits $[1]: A number has 21 characters; 20 are allowed'],
    ['{"a":1.0000000000000000000}', 'digits $.a: A number has 21 characters; 20 are allowed'],
    ['{"a":-1e-00000000000000001}', 'digits $.a: A number has 21 characters; 20 are allowed'],
    ['{"a":"123456789012345678901"}', 'string $.a: A string has 21 characters; 20 are allowed'],
    [`{"a":"${'é'.repeat(21)}"}`, 'string $.a: A string has 21 characters; 20 are allowed'],
    [
      '{"data":["123456789012345678901"]}',
      'string $.data[0]: A string has 21 characters; 20 are allowed',
    ],
    ['{"123456789012345678901":1}', 'string $: A string has 21 characters; 20 are allowed'],
    [
      `{"a":[${Array(4).fill(list(4, '{"b":[1,2]}')).join(',')}]}`,
      'values $: The document has more than 40 values; 40 are allowed',
    ],
  ])('%s is refused', (text, finding) => {
    expect(found(text)).toEqual([finding]);
    expect(readJson(encoder.encode(text), small).value).toBeUndefined();
  });

  it('what is out of bounds is never built', () => {
    const parse = vi.spyOn(JSON, 'parse');
    const zeros = '0'.repeat(2_000_000);
    for (const text of [
      `{"resourceType":"Patient","extension":${list(900_000)}}`,
      `{"resourceType":"Patient","name":${list(200_000, '{"family":"A"}')}}`,
      `{"resourceType":"Claim","total":{"value":86.${zeros}}}`,
      `{"resourceType":"Patient","language":"${zeros}"}`,
      `{"a":[${Array(600).fill(list(400)).join(',')}]}`,
    ]) {
      expect(readJson(encoder.encode(text)).findings).toHaveLength(1);
    }
    const documents = parse.mock.calls.filter(([text]) => text.length > 100);
    parse.mockRestore();
    expect(documents).toEqual([]);
  });

  it('a finding says by which setting its limit is changed', () => {
    const limits = { ...small, names: { digitsMax: 'ASSENT_JSON_DIGITS_MAX' } };
    const [finding] = readJson(encoder.encode('123456789012345678901'), limits).findings;
    expect(finding?.mend).toBe(
      'write the number with fewer digits; the limit is ASSENT_JSON_DIGITS_MAX',
    );
  });
});
