import type { SettingRow } from './settings-shape.ts';

/** A row as it is written: name, unit, default, and what it decides. */
type Written = readonly [name: string, unit: string, byDefault: number, says: string];

/** A setting that is a whole number within limits. */
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

/** A setting that is one of some words; the first is the default. */
export function choice(name: string, options: readonly string[], says: string): SettingRow {
  const [byDefault = ''] = options;
  const allowed = `one of ${options.join(', ')}`;
  return { name, byDefault, allowed, schema: { type: 'string', enum: options }, says };
}

interface ListForm {
  readonly allowed: string;
  readonly pattern: string;
}

/** A setting that is a list of texts of one form. */
export function list(name: string, { allowed, pattern }: ListForm, says: string): SettingRow {
  const items = { type: 'string', maxLength: 300, pattern };
  return { name, byDefault: '', allowed, schema: { type: 'array', maxItems: 100, items }, says };
}

/** A setting that is a text of a form. */
export function text(row: Omit<SettingRow, 'schema'>, pattern: string): SettingRow {
  return { ...row, schema: { type: 'string', maxLength: 2000, pattern } };
}

/** Units in which limits are written. */
export const kibibyte = 1024;
/** 1024 kibibytes. */
export const mebibyte = kibibyte * kibibyte;
/** In milliseconds. */
export const second = 1000;
/** In milliseconds. */
export const minute = 60 * second;
/** A host name or an IP address. */
export const hostPattern = '[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]';
