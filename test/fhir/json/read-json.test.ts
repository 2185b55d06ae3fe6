import { describe, expect, it } from 'vitest';
import { JsonDecimal } from '../../../src/fhir/json/json.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';

/** Findings of a document as `code place @offset line:column`. */
function found(document: string | Uint8Array): string[] {
  return readJson(bytesOf(document)).findings.map(
    ({ code, expression, offset, line, column }) =>
      `${code} ${expression} @${offset} ${line}:${column}`,
  );
}

function valueIn(document: string | Uint8Array): unknown {
  return readJson(bytesOf(document)).value;
}

function bytesOf(document: string | Uint8Array): Uint8Array {
  return typeof document === 'string' ? new TextEncoder().encode(document) : document;
}

function joined(...parts: (string | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...bytesOf(part)] : part)),
  );
}

const FINDINGS: [name: string, document: string | Uint8Array, expected: string[]][] = [
  ['nothing wrong', '{"resourceType":"Claim","use":"x"}', []],
  [
    'duplicate',
    '{"resourceType":"Claim","use":"a","use":"b"}',
    ['duplicate-key Claim.use @34 1:35'],
  ],
  [
    'duplicate deep inside',
    '{"resourceType":"Bundle","entry":[{"resource":{"use":1,"a":2,"use":3}}]}',
    ['duplicate-key Bundle.entry[0].resource.use @61 1:62'],
  ],
  ['duplicate, type last', '{"a":1,"a":2,"resourceType":"X"}', ['duplicate-key X.a @7 1:8']],
  ['duplicate by escape', '{"a":1,"\\u0061":2}', ['duplicate-key $.a @7 1:8']],
  ['escaped name alone', '{"\\u0061":1}', []],
  [
    'three times',
    '{"a":1,"a":2,"a":3}',
    ['duplicate-key $.a @7 1:8', 'duplicate-key $.a @13 1:14'],
  ],
  ['same name elsewhere', '{"a":{"a":[{"a":1},{"a":2}]},"b":{"a":1}}', []],
  ['primitive sibling', '{"_x":{"a":1,"a":1}}', ['duplicate-key $.x.a @13 1:14']],
  ['odd name', '{"a b":{"c":1,"c":2}}', ['duplicate-key $.`a b`.c @14 1:15']],
  ['__proto__', '{"a":{"__proto__":{"b":1}}}', ['prototype-key $.a.__proto__ @6 1:7']],
  ['escaped __proto__', '{"\\u005f_proto__":1}', ['prototype-key $.__proto__ @1 1:2']],
  [
    'constructor',
    '{"constructor":{"prototype":1}}',
    ['prototype-key $.constructor @1 1:2', 'prototype-key $.constructor.prototype @16 1:17'],
  ],
  ['like a prototype key', '{"constructo":1,"prototyp":2,"toString":3,"__proto":4}', []],
  ['byte order mark', joined([0xef, 0xbb, 0xbf], '{"a":1}'), ['bom $ @0 1:1']],
  ['UTF-16', joined([0xff, 0xfe, 0x7b, 0]), ['syntax $ @0 1:1']],
  [
    'stray byte',
    joined('{"a":"', [0xff], '","b":"', [0xc3], '"}'),
    ['invalid-utf8 $.a @6 1:7', 'invalid-utf8 $.b @14 1:15'],
  ],
  [
    'overlong',
    joined('["', [0xc0, 0xaf], '"]'),
    ['invalid-utf8 $[0] @2 1:3', 'invalid-utf8 $[0] @3 1:4'],
  ],
  ['raw surrogate', joined('["', [0xed, 0xa0, 0x80], '"]'), ['lone-surrogate $[0] @2 1:3']],
  ['escaped high', '{"a":["\\ud800"]}', ['lone-surrogate $.a[0] @7 1:8']],
  ['half a pair in a name', '{"a":1,"\\ud800":2}', ['lone-surrogate $ @8 1:9']],
  ['half a pair in a name below', '{"a":{"b":1,"\\ud800":2}}', ['lone-surrogate $.a @13 1:14']],
  ['escaped low', '{"a":["x\\uDC00y"]}', ['lone-surrogate $.a[0] @8 1:9']],
  [
    'two halves the wrong way',
    '["\\udc00\\ud800"]',
    ['lone-surrogate $[0] @2 1:3', 'lone-surrogate $[0] @8 1:9'],
  ],
  ['high before another escape', '["\\ud800\\u0041"]', ['lone-surrogate $[0] @2 1:3']],
  ['a pair', '["\\ud83d\\uDE00"]', []],
  ['lines and characters', '{\n "ä€😀":1, "b":1,\n  "é":2, "b":3}', ['duplicate-key $.b @35 3:10']],
  ['empty', '', ['syntax $ @0 1:1']],
  ['only space', ' \n ', ['syntax $ @3 2:2']],
  ['trailing content', '{"a":1} x', ['syntax $ @8 1:9']],
  ['two documents', '{}{}', ['syntax $ @2 1:3']],
  ['NaN', '{"a":NaN}', ['syntax $.a @5 1:6']],
  ['comment', '{"a":1 /* b */}', ['syntax $.a @7 1:8']],
  ['trailing comma', '{"a":[1,]}', ['syntax $.a[1] @8 1:9']],
  ['trailing comma in an object', '{"a":1,}', ['syntax $.a @7 1:8']],
  ['no colon', '{"a" 1}', ['syntax $.a @5 1:6']],
  ['no comma', '[1 2]', ['syntax $[0] @3 1:4']],
  ['single quotes', "{'a':1}", ['syntax $ @1 1:2']],
  ['leading zero', '[01]', ['syntax $[0] @2 1:3']],
  ['no fraction', '[1.]', ['syntax $[0] @2 1:3']],
  ['plus', '[+1]', ['syntax $[0] @1 1:2']],
  ['minus alone', '[-]', ['syntax $[0] @1 1:2']],
  ['unknown escape', '["a\\x"]', ['syntax $[0] @3 1:4']],
  ['short escape', '["\\u12"]', ['syntax $[0] @2 1:3']],
  ['raw line break', '["a\nb"]', ['syntax $[0] @3 1:4']],
  ['open string', '["abc', ['syntax $[0] @1 1:2']],
  ['open array', '[1', ['syntax $[0] @2 1:3']],
  ['wrong bracket', '[1}', ['syntax $[0] @2 1:3']],
  ['word', '[tru]', ['syntax $[0] @1 1:2']],
  [
    'everything before the syntax error too',
    '{"a":1,"a":"\\ud800",x',
    ['duplicate-key $.a @7 1:8', 'lone-surrogate $.a @12 1:13', 'syntax $.a @20 1:21'],
  ],
];

describe('readJson finds', () => {
  it.each(FINDINGS)('%s', (_name, document, expected) => {
    expect(found(document)).toEqual(expected);
  });

  it('says what is wrong and how to mend it', () => {
    expect(readJson(bytesOf('{"resourceType":"Claim","use":"a","use":"b"}')).findings[0]).toEqual({
      code: 'duplicate-key',
      severity: 'error',
      expression: 'Claim.use',
      offset: 34,
      line: 1,
      column: 35,
      message: 'The member "use" stands twice in one object',
      mend: 'keep one of the members and remove the others',
    });
  });

  it('a byte order mark is only a warning', () => {
    const reading = readJson(joined([0xef, 0xbb, 0xbf], '{"a":1.50}'));
    expect(reading.findings.map((finding) => finding.severity)).toEqual(['warning']);
    expect(reading.value).toEqual({ a: new JsonDecimal('1.50') });
  });

  it('no more than 100 findings', () => {
    expect(found(`{${'"a":1,'.repeat(500)}"b":1}`)).toHaveLength(100);
  });
});

const NUMBERS: [text: string, kept: boolean][] = [
  ['0', false],
  ['-1', false],
  ['1.5', false],
  ['-12.25', false],
  ['123456789012345', false],
  ['9007199254740991', false],
  ['1e+21', false],
  ['0.1', false],
  ['1.00', true],
  ['0.10', true],
  ['-0', true],
  ['-0.0', true],
  ['1e400', true],
  ['-1e400', true],
  ['1e-400', true],
  ['1E5', true],
  ['1e5', true],
  ['9007199254740993', true],
  ['123456789012345678901234567890', true],
  ['0.1000000000000000055511151231257827', true],
  ['0.0000001', true],
  ['123456789012345678', true],
];

describe('readJson keeps numbers', () => {
  it.each(NUMBERS)('%s', (text, kept) => {
    const expected = kept ? new JsonDecimal(text) : Number(text);
    expect(valueIn(text)).toEqual(expected);
    expect(valueIn(`{"a":[{"b":[1,${text},2]},${text}],"c":${text}}`)).toEqual({
      a: [{ b: [1, expected, 2] }, expected],
      c: expected,
    });
  });

  it('in the places they came from, whatever the names', () => {
    const document = '{"2":1.0,"1":[[],{"x\\"y":{"":2.0}}],"é":{"0":[3.0,{"z":4.0}]}}';
    expect(valueIn(document)).toEqual({
      2: new JsonDecimal('1.0'),
      1: [[], { 'x"y': { '': new JsonDecimal('2.0') } }],
      é: { 0: [new JsonDecimal('3.0'), { z: new JsonDecimal('4.0') }] },
    });
  });

  it('and never puts one where a later value stands', () => {
    expect(valueIn('{"a":{"b":1.0},"a":{"b":"x"}}')).toEqual({ a: { b: 'x' } });
    expect(valueIn('{"a":{"b":1.0},"a":[2]}')).toEqual({ a: [2] });
    expect(valueIn('{"a":1.0,"a":{}}')).toEqual({ a: {} });
  });
});

describe('readJson gives a value', () => {
  it('that no member name can poison', () => {
    const value = valueIn(
      '{"__proto__":{"admin":true},"a":{"constructor":{"prototype":1},"b":1.0}}',
    );
    expect(value).toEqual({ a: { b: new JsonDecimal('1.0') } });
    expect(Object.keys(Object(value))).toEqual(['a']);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('with the last of equal names', () => {
    expect(valueIn('{"a":1,"a":2}')).toEqual({ a: 2 });
  });

  it('unless its text is wrong', () => {
    for (const document of ['{"a":1', joined('["', [0xff], '"]'), '']) {
      expect(valueIn(document)).toBeUndefined();
    }
  });
});
