import { describe, expect, it } from 'vitest';
import { JSON_LIMITS } from '../../../src/fhir/json/json-finding.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';

const encoder = new TextEncoder();

function read(text: string): ReturnType<typeof readJson> {
  return readJson(encoder.encode(text));
}

function codes(text: string): string[] {
  return read(text).findings.map((finding) => `${finding.code} ${finding.expression}`);
}

/** Milliseconds that reading takes. */
function timed(text: string): number {
  const bytes = encoder.encode(text);
  const start = performance.now();
  readJson(bytes);
  return performance.now() - start;
}

const entries = (count: number): string => Array.from({ length: count }, () => '{}').join(',');

describe('nesting', () => {
  it('of 64 levels is read, of 65 is not', () => {
    expect(codes('['.repeat(64) + ']'.repeat(64))).toEqual([]);
    const reading = read('['.repeat(65) + ']'.repeat(65));
    expect(reading.findings.map((finding) => finding.code)).toEqual(['depth']);
    expect(reading.value).toBeUndefined();
  });

  it('of 1,000,000 levels ends at once', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const text = open.repeat(1_000_000) + close.repeat(1_000_000);
      expect(timed(text)).toBeLessThan(500);
      expect(read(text).findings.map((finding) => finding.code)).toEqual(['depth']);
    }
    expect(codes('['.repeat(1_000_000))).toHaveLength(1);
    expect(codes(']'.repeat(1_000_000))).toHaveLength(1);
  });
});

describe('entries', () => {
  it('500 of a Bundle are read, 501 are not', () => {
    const bundle = (count: number): string =>
      `{"resourceType":"Bundle","entry":[${entries(count)}]}`;
    expect(codes(bundle(500))).toEqual([]);
    expect(codes(bundle(501))).toEqual(['entries Bundle.entry']);
    expect(read(bundle(501)).value).toBeUndefined();
    expect(codes(`{"entry":[${entries(501)}],"resourceType":"Bundle"}`)).toHaveLength(1);
  });

  it('of anything but the Bundle itself do not count', () => {
    expect(codes(`{"resourceType":"List","entry":[${entries(600)}]}`)).toEqual([]);
    expect(codes(`{"resourceType":"Bundle","link":[${entries(600)}]}`)).toEqual([]);
    const inner = `{"resourceType":"Bundle","entry":[${entries(600)}]}`;
    expect(codes(`{"resourceType":"Bundle","entry":[{"resource":${inner}}]}`)).toEqual([]);
  });

  it('50,000 end soon', () => {
    const entry = '{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Claim","total":1.00}}';
    const text = `{"resourceType":"Bundle","entry":[${`${entry},`.repeat(49_999)}${entry}]}`;
    expect(timed(text)).toBeLessThan(2000);
    expect(codes(text)).toEqual(['entries Bundle.entry']);
  });
});

describe('size', () => {
  it('over 25 MB is not looked at', () => {
    const reading = readJson(new Uint8Array(JSON_LIMITS.bytesMax + 1));
    expect(reading.findings.map((finding) => finding.code)).toEqual(['size']);
  });

  it('of one object is limited', () => {
    const members = (count: number): string =>
      `{${Array.from({ length: count }, (_, i) => `"k${i}":1`).join(',')}}`;
    expect(codes(members(5000))).toEqual([]);
    expect(codes(members(5001))).toEqual(['members $.k5000']);
    expect(codes(members(100).replace('"k99"', '"k0"'))).toEqual(['duplicate-key $.k0']);
  });
});

const HOSTILE: [name: string, text: string][] = [
  ['300 kB of empty extensions', `{"extension":[${'{},'.repeat(100_000)}{}]}`],
  ['quotes', '"'.repeat(1_000_000)],
  ['backslashes', `"${'\\'.repeat(1_000_000)}`],
  ['escaped quotes', `["${'\\"'.repeat(1_000_000)}"]`],
  ['numbers to keep', `[${'1.0,'.repeat(300_000)}1.0]`],
  ['a long number', `[0.${'0'.repeat(1_000_000)}1]`],
  ['equal long names', `[${`{"${'a'.repeat(300)}":1,"${'a'.repeat(300)}":2},`.repeat(1000)}0]`],
  ['names alike in print', `{${names(30, 10_000)}}`],
  ['many names alike in print', `{${names(4000, 100)}}`],
  ['commas', ','.repeat(1_000_000)],
  ['minus signs', '-'.repeat(1_000_000)],
  ['colons and names', '{"a":'.repeat(60) + '"b":'.repeat(200_000)],
];

/** Members whose names share length, first, middle and last character. */
function names(count: number, length: number): string {
  return Array.from({ length: count }, (_, i) => {
    const number = String(i).padStart(6, '0');
    return `"${'x'.repeat(length >> 2)}${number}${'x'.repeat(length)}":1`;
  }).join(',');
}

describe('hostile text is bounded', () => {
  it.each(HOSTILE)('%s', (_name, text) => {
    expect(timed(text)).toBeLessThan(1500);
  });
});
