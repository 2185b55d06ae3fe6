import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, JsonDecimal } from '../../../src/fhir/json/json.ts';
import { readJson } from '../../../src/fhir/json/read-json.ts';
import { stringifyJson } from '../../../src/fhir/json/stringify-json.ts';

const read = (text: string): ReturnType<typeof readJson> =>
  readJson(new TextEncoder().encode(text));

const CASES: [value: Json, text: string][] = [
  [null, 'null'],
  [true, 'true'],
  ['a"\u2028\n', '"a\\"\u2028\\n"'],
  [new JsonDecimal('1.00'), '1.00'],
  [[], '[]'],
  [{}, '{}'],
  [[[], {}, [new JsonDecimal('-0')]], '[[],{},[-0]]'],
  [{ a: new JsonDecimal('1e400'), b: undefined, c: 'x' }, '{"a":1e400,"c":"x"}'],
  [-0, '-0'],
  [[Number.NaN], '[null]'],
  ['\ud800', '"\\ud800"'],
];

describe('stringifyJson', () => {
  it.each(CASES)('writes %j', (value, text) => {
    expect(stringifyJson(value)).toBe(text);
  });

  it('writes pretty like JSON.stringify, with or without kept numbers', () => {
    const plain = { a: [1, { b: [] }, {}], c: { d: null } };
    expect(stringifyJson(plain, { pretty: true })).toBe(JSON.stringify(plain, null, 2));
    const kept = { a: [new JsonDecimal('10'), { b: [] }, {}], c: { d: null } };
    const like = JSON.stringify({ ...plain, a: [10, { b: [] }, {}] }, null, 2);
    expect(stringifyJson(kept, { pretty: true })).toBe(like);
  });

  it('writes a value of 100,000 levels', () => {
    let value: Json = new JsonDecimal('1.0');
    for (let i = 0; i < 100_000; i++) value = [value];
    expect(stringifyJson(value)).toHaveLength(200_003);
  });
});

/** Texts of numbers in every form the grammar has. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(fc.constant('0'), fc.bigInt({ min: 1n, max: 10n ** 25n }).map(String)),
    fc.option(fc.stringMatching(/^[0-9]{1,20}$/), { nil: '' }),
    fc.option(fc.stringMatching(/^[eE][+-]?[0-9]{1,3}$/), { nil: '' }),
  )
  .map(([sign, whole, part, exponent]) => `${sign}${whole}${part && `.${part}`}${exponent}`);

const space = fc.constantFrom('', ' ', '\n\t', '\r\n  ');
const name = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  // Digits alone are reordered by every JavaScript object; order has no meaning in JSON.
  .filter((text) => !/^[0-9]+$/.test(text) && !/^(__proto__|constructor|prototype)$/.test(text));

/** A random document: as it is sent, and as it is written without freedom. */
interface Sample {
  readonly sent: string;
  readonly written: string;
}

const writtenMember = ([key, { written }]: [string, Sample]): string =>
  `${JSON.stringify(key)}:${written}`;

const scalar: fc.Arbitrary<Sample> = fc.oneof(
  numberText.map((text) => ({ sent: text, written: text })),
  fc.constantFrom('true', 'false', 'null').map((text) => ({ sent: text, written: text })),
  fc.string({ unit: 'grapheme' }).map((text) => ({
    sent: JSON.stringify(text).replace(/[^ -~]/gu, escaped),
    written: JSON.stringify(text),
  })),
);

function escaped(char: string): string {
  return char.length % 2 === 0
    ? char
    : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}${char.slice(1)}`;
}

const { sample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.tuple(space, fc.array(tie('sample'), { maxLength: 5 })).map(([gap, items]) => ({
      sent: `[${gap}${items.map((item) => item.sent + gap).join(`,${gap}`)}]`,
      written: `[${items.map((item) => item.written).join(',')}]`,
    })),
    fc
      .tuple(
        space,
        fc.uniqueArray(fc.tuple(name, tie('sample')), { maxLength: 5, selector: ([key]) => key }),
      )
      .map(([gap, members]) => ({
        sent: `{${gap}${members
          .map(([key, item]) => `${JSON.stringify(key)}${gap}:${gap}${item.sent}${gap}`)
          .join(`,${gap}`)}}`,
        written: `{${members.map(writtenMember).join(',')}}`,
      })),
  ),
}));

describe('reading and writing', () => {
  it('gives back every document, each number as it was written', () => {
    fc.assert(
      fc.property(sample, ({ sent, written }) => {
        const reading = read(sent);
        expect(reading.findings).toEqual([]);
        expect(stringifyJson(reading.value ?? null)).toBe(written);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives back every value', () => {
    fc.assert(
      fc.property(sample, fc.boolean(), ({ sent }, pretty) => {
        const { value = null } = read(sent);
        expect(read(stringifyJson(value, { pretty })).value).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });
});

describe('any text at all', () => {
  it('is refused exactly when JSON.parse refuses it', () => {
    const alphabet = fc.constantFrom(...'{}[]:,"\\u0dDeE+-.129 \ntrufalsn/a'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: alphabet, maxLength: 14 }), (text) => {
        const { findings, value } = read(text);
        const isSyntax = findings.some((finding) => finding.code === 'syntax');
        expect(isSyntax).toBe(!isJson(text));
        expect(value === undefined).toBe(isSyntax);
      }),
      { numRuns: 5000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
