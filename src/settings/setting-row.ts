import type { SettingRow } from './settings-shape.ts';

/** A row as it is written: name, unit, default, and what it decides. */
type Written = readonly [name: string, unit: string, byDefault: number, says: string];

/** The row of a whole number. */
export function whole(
  [name, unit, byDefault, says]: Written,
  least: number,
  most: number,
): SettingRow {
  return {
    name,
    unit,
    byDefault: String(byDefault),
    allowed: `a whole number from ${least} to ${most}`,
    schema: { type: 'integer', minimum: least, maximum: most },
    says,
  };
}

/** Bytes. */
export const kibibyte = 1024;
/** Bytes. */
export const mebibyte: number = kibibyte * kibibyte;
/** Milliseconds. */
export const second = 1000;
/** Milliseconds. */
export const minute: number = 60 * second;
