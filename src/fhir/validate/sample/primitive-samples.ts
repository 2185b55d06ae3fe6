import type { Json } from '../../json/json.ts';

/** Values of each type; later ones are for elements whose constraints forbid the first. */
const SAMPLES: Readonly<Record<string, readonly Json[]>> = {
  base64Binary: ['SGVsbG8='],
  boolean: [true],
  canonical: ['http://example.org/fhir/a'],
  code: ['example'],
  date: ['2026-01-31', '2026-01', '2026'],
  dateTime: ['2026-01-31', '2026-01-31T08:30:00-05:00'],
  decimal: [1],
  id: ['example-1'],
  instant: ['2026-01-31T08:30:00-05:00'],
  integer: [1],
  markdown: ['example'],
  oid: ['urn:oid:2.16.840.1.113883.4.6'],
  positiveInt: [1],
  // The others are a valid NPI, five digits and a CLIA number.
  string: ['example', '1234567893', '12345', '12D3456789'],
  time: ['08:30:00'],
  unsignedInt: [1],
  uri: ['http://example.org/a', 'urn:oid:2.16.840.1.113883.4.6'],
  url: ['https://example.org/a'],
  uuid: ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
  xhtml: ['<div xmlns="http://www.w3.org/1999/xhtml">example</div>'],
};

/** A value of a primitive type; the number of a try chooses among several. */
export function primitiveSample(type: string, attempt: number): Json | undefined {
  const samples = SAMPLES[type] ?? [];
  return samples[attempt % Math.max(1, samples.length)];
}

/** How many tries give each sample of a type its turn, and each of the codes that are named. */
export const ATTEMPTS_MAX = 8;
