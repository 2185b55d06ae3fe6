import type { Json } from '../../json/json.ts';

/**
 * What is wrong with a primitive value: `json-type` is a value of another JSON type, `format` one
 * that its FHIR type doesn't allow, `too-long` a text beyond the length that is allowed. `reason`
 * goes on a sentence about the value: `is not …`.
 */
export interface PrimitiveFault {
  readonly kind: 'json-type' | 'format' | 'too-long';
  readonly severity: 'error' | 'warning';
  readonly reason: string;
}

/** Judges the value of a primitive element; undefined when nothing is wrong. */
export type PrimitiveCheck = (value: Json) => PrimitiveFault | undefined;

/** A value that its type doesn't allow. */
export function wrongFormat(reason: string): PrimitiveFault {
  return Object.freeze({ kind: 'format', severity: 'error', reason });
}

/** A value that is allowed, and still is likely a mistake. */
export function doubtful(reason: string): PrimitiveFault {
  return Object.freeze({ kind: 'format', severity: 'warning', reason });
}

/** A text beyond the length that is allowed. */
export function tooLong(reason: string): PrimitiveFault {
  return Object.freeze({ kind: 'too-long', severity: 'error', reason });
}

function wrongJsonType(name: string): PrimitiveFault {
  const reason = `is not a JSON ${name}`;
  return Object.freeze({ kind: 'json-type', severity: 'error', reason });
}

/** The value isn't a JSON string. */
export const NOT_A_STRING: PrimitiveFault = wrongJsonType('string');

/** The value isn't a JSON number. */
export const NOT_A_NUMBER: PrimitiveFault = wrongJsonType('number');

/** The value isn't true or false. */
export const NOT_A_BOOLEAN: PrimitiveFault = wrongJsonType('boolean');

/** The text has no character at all. */
export const EMPTY: PrimitiveFault = wrongFormat('is empty');

/** The text has a character below U+0020 that FHIR forbids. */
export const CONTROL: PrimitiveFault = wrongFormat('has a control character');
