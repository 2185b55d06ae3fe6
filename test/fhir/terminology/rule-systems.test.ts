import { describe, expect, test } from 'vitest';
import { terminologyOf, valueSet } from './terminology-of.ts';

const terminology = terminologyOf([]);

function split(system: string, codes: readonly string[]) {
  const found = new Map<string, string[]>();
  for (const code of codes) {
    const status = terminology.codeStatus(system, code);
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return Object.fromEntries(found);
}

test('languages', () => {
  const known = [
    'en',
    'en-US',
    'EN-us',
    'zh-Hant-TW',
    'de-CH-1996',
    'es-419',
    'en-a-bbb-x-a',
  ].concat(['tlh', 'i-klingon', 'x-private', 'qaa', 'sl-rozaj-biske', 'zh-yue', 'en-ZZ', 'iw']);
  const open = ['aaq'];
  const wrong = ['xx', 'eng', 'english', 'en_US', 'e', '', '123', 'en-', 'en--US', 'en-x', 'a-b'];
  expect(split('urn:ietf:bcp:47', [...known, ...open, ...wrong])).toEqual({
    known,
    'unknown-system': open,
    'unknown-code': wrong,
  });
});

test('media types', () => {
  const known = ['text/plain', 'TEXT/PLAIN', 'text/plain; charset=utf-8', 'image/*'].concat([
    'application/vnd.a.b+xml',
    'text/plain;charset="utf-8"',
    'text/plain;',
    'text/plain ; ',
    'application/fhir+json;v=4.0',
  ]);
  const wrong = ['foo', 'text/', '/plain', 'text plain', 'a/b/c', 'text/plain; x', '', '*/x'];
  expect(split('urn:ietf:bcp:13', [...known, ...wrong])).toEqual({ known, 'unknown-code': wrong });
});

test('currencies, countries, states', () => {
  expect(split('urn:iso:std:iso:4217', ['USD', 'VES', 'XXX', 'usd', 'DEM'])).toEqual({
    known: ['USD', 'VES', 'XXX'],
    'unknown-code': ['usd', 'DEM'],
  });
  expect(split('urn:iso:std:iso:3166', ['US', 'USA', '840', 'us', 'ZZ', '999'])).toEqual({
    known: ['US', 'USA', '840'],
    'unknown-code': ['us', 'ZZ', '999'],
  });
  expect(split('https://www.usps.com/', ['TX', 'PR', 'AE', 'tx', 'ZZ', 'Texas'])).toEqual({
    known: ['TX', 'PR', 'AE'],
    'unknown-code': ['tx', 'ZZ', 'Texas'],
  });
});

describe('filters on them', () => {
  function filtered(system: string, property: string, op: string, value: string) {
    const filters = [{ property, op, value }];
    return terminologyOf([valueSet('urn:vs', [{ system, filters }])]).codeSet('urn:vs', 'x#1');
  }

  test('alpha-3 countries', () => {
    const set = filtered('urn:iso:std:iso:3166', 'code', 'regex', '[A-Z]{3}');
    const codes = ['USA', 'US', '840', 'ZZZ'];
    expect(codes.map((code) => set?.has('urn:iso:std:iso:3166', code))).toEqual([
      'in',
      'out',
      'out',
      'out',
    ]);
  });

  test('units of time', () => {
    const set = filtered('http://unitsofmeasure.org', 'canonical', '=', 'a');
    const codes = ['a', 'mo', 'h', 'ms', 'm.s/m', '10.d', '/s', 'kg', 'year', 's2'];
    const found = codes.filter((code) => set?.has('http://unitsofmeasure.org', code) === 'in');
    expect(found).toEqual(['a', 'mo', 'h', 'ms', 'm.s/m', '10.d']);
  });

  test('one that is not decided leaves its system open', () => {
    const set = filtered('urn:ietf:bcp:47', 'region', 'exists', 'true');
    expect(set?.has('urn:ietf:bcp:47', 'en')).toBe('unknown');
  });
});

test('the media types of an outside address', () => {
  const set = terminology.codeSet('http://www.rfc-editor.org/bcp/bcp13.txt', 'x#1');
  expect(set?.has(undefined, 'text/cql')).toBe('in');
  expect(set?.has(undefined, 'cql')).toBe('out');
});

test.each([
  'urn:ietf:bcp:47',
  'urn:ietf:bcp:13',
  'http://unitsofmeasure.org',
])('%s answers at once on hostile text', (system) => {
  const texts = ['a-'.repeat(50_000), 'a'.repeat(100_000), `a/${';a=b'.repeat(25_000)}`].concat([
    '('.repeat(100_000),
    `${'aa-'.repeat(33)}`,
    '{'.repeat(100_000),
    `x/y${' '.repeat(900)}z`,
  ]);
  const start = performance.now();
  for (const text of texts) terminology.codeStatus(system, text);
  expect(performance.now() - start).toBeLessThan(100);
});
