import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/fhir/json/read-json.ts';
import { stringifyJson } from '../../../src/fhir/json/stringify-json.ts';

const RESOURCE = {
  resourceType: 'Bundle',
  type: 'collection',
  timestamp: '2005-05-02T11:01:00+05:00',
  entry: [
    {
      fullUrl: 'http://example.org/fhir/Claim/1',
      resource: {
        resourceType: 'Claim',
        text: { div: '<div xmlns="http://www.w3.org/1999/xhtml">\u00e4\u20ac\ud83d\ude00</div>' },
        _created: { extension: [{ url: 'http://example.org/x', valueBoolean: true }] },
        item: [{ sequence: 1, net: { value: 20.5 }, factor: -1e21, quantity: null }],
      },
    },
  ],
};

const SOURCE = JSON.stringify(RESOURCE).replace('20.5', '20.50').replace('\u20ac', '\\u20AC');
const BYTES = new TextEncoder().encode(SOURCE);

/** What a mutation may leave behind: structure, halves of characters, ends of strings. */
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 3 }),
  fc
    .constantFrom(
      '"',
      '\\',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '1',
      '.',
      'e',
      '-',
      '\\u',
      '\\ud800',
      '\0',
    )
    .map((text) => new TextEncoder().encode(text)),
);

const mutant = fc
  .tuple(fc.nat(BYTES.length), fc.nat(4), piece)
  .map(([at, cut, put]) =>
    Uint8Array.from([...BYTES.subarray(0, at), ...put, ...BYTES.subarray(at + cut)]),
  );

describe('a mutant of a Bundle', () => {
  it('never makes the reader throw, or silent where JSON.parse is not', () => {
    fc.assert(
      fc.property(mutant, (bytes) => {
        const { value, findings } = readJson(bytes);
        const text = strictText(bytes);
        const parsed = text === undefined ? undefined : parse(text);
        const isRefused = findings.some(({ code }) => code === 'syntax' || code === 'invalid-utf8');
        if (parsed === undefined) expect(findings).not.toEqual([]);
        else expect(isRefused).toBe(false);
        if (findings.length > 0 || value === undefined) return;
        expect(parse(stringifyJson(value))).toEqual(parsed);
      }),
      { numRuns: 1000 },
    );
  });
});

function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
