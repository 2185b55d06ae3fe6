import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonDecimal } from '../../../../src/fhir/json/json.ts';
import { JSON_LIMITS } from '../../../../src/fhir/json/json-finding.ts';
import { readJson } from '../../../../src/fhir/json/read-json.ts';
import { primitiveCheck } from '../../../../src/fhir/validate/primitive/primitive-check.ts';
import { DIFFERENCES } from './differences.ts';

/** Reading alone would refuse the longest of them. */
const LIMITS = { ...JSON_LIMITS, charactersMax: JSON_LIMITS.bytesMax };

/** Type, value as JSON text, and the worst that the official validator says of it. */
const VERDICTS: [type: string, text: string, official: string][] = JSON.parse(
  readFileSync(new URL('./official-verdicts.json', import.meta.url), 'utf8'),
);

/** Strings can be written in many ways, numbers are what is written. */
const key = (type: string, text: string): string =>
  `${type} ${text.startsWith('"') ? JSON.stringify(JSON.parse(text)) : text}`;

const OURS = new Map(
  DIFFERENCES.flatMap(({ ours, values }) =>
    Object.entries(values).flatMap(([types, texts]) =>
      types.split(' ').flatMap((type) => texts.map((text) => [key(type, text), ours] as const)),
    ),
  ),
);

function verdict(type: string, text: string): string {
  const { value, findings } = readJson(new TextEncoder().encode(text), LIMITS);
  if (value === undefined || findings.length > 0) return 'error';
  return primitiveCheck(type)?.(value)?.severity ?? 'ok';
}

describe('primitiveCheck agrees with the official validator', () => {
  const types = [...new Set(VERDICTS.map(([type]) => type))];

  it.each(types)('on %s, but for the differences that are listed', (type) => {
    const rows = VERDICTS.filter(([name]) => name === type);
    const expected = rows.map(([, text, official]) => [
      text,
      OURS.get(key(type, text)) ?? official,
    ]);
    expect(rows.map(([, text]) => [text, verdict(type, text)])).toEqual(expected);
  });

  it('and every listed difference is one', () => {
    const official = new Map(VERDICTS.map(([type, text, said]) => [key(type, text), said]));
    const stale = [...OURS].filter(
      ([name, ours]) => official.has(name) && official.get(name) === ours,
    );
    expect(stale).toEqual([]);
  });
});

const REASONS: [type: string, text: string, kind: string, reason: string][] = [
  ['boolean', '"true"', 'json-type', 'is not a JSON boolean'],
  ['integer', '"1"', 'json-type', 'is not a JSON number'],
  ['decimal', 'null', 'json-type', 'is not a JSON number'],
  ['date', '1975', 'json-type', 'is not a JSON string'],
  ['string', '1.00', 'json-type', 'is not a JSON string'],
  ['xhtml', '{}', 'json-type', 'is not a JSON string'],
  ['string', '""', 'format', 'is empty'],
  ['date', '"1975-02-29"', 'format', 'is a day that no calendar has'],
  ['date', '"05/02/2005"', 'format', 'is not a date: YYYY, YYYY-MM or YYYY-MM-DD'],
  ['dateTime', '"2020-01-01T10:00:00"', 'format', 'has a time without a time zone'],
  ['string', `"${'x'.repeat(1_048_577)}"`, 'too-long', 'is longer than 1,048,576 characters'],
  ['base64Binary', '"AAAA\\n"', 'format', 'begins or ends with white space, which only texts may'],
  ['base64Binary', '"AAAA\\nAAAA"', 'format', 'is base64 with white space in it'],
  ['xhtml', '"<p>x</p>"', 'format', 'does not begin with <div>'],
];

const two = (part: number): string => String(part).padStart(2, '0');

describe('primitiveCheck', () => {
  it.each(REASONS)('says of %s %.40s: %s, %s', (type, text, kind, reason) => {
    const { value = null } = readJson(new TextEncoder().encode(text), LIMITS);
    expect(primitiveCheck(type)?.(value)).toMatchObject({ kind, reason });
  });

  it('knows primitive types only', () => {
    for (const type of [
      'Patient',
      'Element',
      'toString',
      '',
      'http://hl7.org/fhirpath/System.String',
    ]) {
      expect(primitiveCheck(type)).toBeUndefined();
    }
  });

  it('knows every day from 1890 to 2110', () => {
    const check = primitiveCheck('date');
    for (let year = 1890; year <= 2110; year++) {
      for (let month = 1; month <= 12; month++) {
        for (let day = 1; day <= 31; day++) {
          const text = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
          const written = [year, two(month), two(day)].join('-');
          if ((check?.(written)?.severity !== 'error') !== (text === written)) {
            expect.fail(written);
          }
        }
      }
    }
  });

  it('accepts each instant, number and base64 that JavaScript writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.uint8Array({ minLength: 1 }),
        (date, integer, double, bytes) => {
          const samples = {
            instant: date.toISOString(),
            dateTime: date.toISOString(),
            date: date.toISOString().slice(0, 10),
            time: date.toISOString().slice(11, 23),
            integer,
            decimal: double,
            base64Binary: Buffer.from(bytes).toString('base64'),
          };
          for (const [type, value] of Object.entries(samples)) {
            expect(primitiveCheck(type)?.(value)?.severity, type).not.toBe('error');
          }
        },
      ),
    );
  });

  it('counts the digits of kept decimals', () => {
    const check = primitiveCheck('decimal');
    for (const text of [
      '1.00',
      '-0.0',
      '1e400',
      '0.000000000000000000000001',
      '123456789012345678',
    ]) {
      expect(check?.(new JsonDecimal(text))).toBeUndefined();
    }
    for (const text of ['1.000000000000000000', '1234567890123456789', '1E400000000']) {
      expect(check?.(new JsonDecimal(text))?.severity).toBe('warning');
    }
  });
});

const LONG = 1_000_000;
const HOSTILE = [
  'a'.repeat(LONG),
  ' '.repeat(LONG),
  'A'.repeat(LONG),
  '='.repeat(LONG),
  `urn:oid:1${'.1'.repeat(LONG / 2)}`,
  `urn:uuid:${'0'.repeat(LONG)}`,
  `${'a:'.repeat(LONG / 2)}`,
  `2020-01-01T10:00:00.${'0'.repeat(LONG)}`,
  `10:00:00.${'9'.repeat(LONG)}`,
  '\ud83d\ude00'.repeat(LONG / 2),
  '<div>'.repeat(LONG / 5),
];

describe('a text of 1 MB', () => {
  it.each(
    VERDICTS.map(([type]) => type).filter((type, i, all) => all.indexOf(type) === i),
  )('does not keep %s long', (type) => {
    for (const text of HOSTILE) {
      const start = performance.now();
      primitiveCheck(type)?.(text);
      primitiveCheck(type)?.(new JsonDecimal(text));
      expect(performance.now() - start).toBeLessThan(300);
    }
  });
});
