import { isBase64Name } from './base64-name.ts';
import { isInNumber } from './characters.ts';
import type { JsonLimits } from './json-finding.ts';
import { sliceText } from './utf8.ts';

/** The inside of a string, in bytes. */
export interface StringRange {
  readonly start: number;
  readonly end: number;
}

/** Says that a string is longer than it may be, as the member that it is; undefined when not. */
export function longString(
  bytes: Uint8Array,
  { start, end }: StringRange,
  name: string | undefined,
  { charactersMax }: JsonLimits,
): string | undefined {
  if (end - start <= charactersMax || (name !== undefined && isBase64Name(name))) return undefined;
  const { length } = sliceText(bytes, start, end);
  if (length <= charactersMax) return undefined;
  return `A string has ${length} characters; ${charactersMax} are allowed`;
}

/** Says that the number at `start` is longer than it may be; undefined when not. */
export function longNumber(
  text: string,
  start: number,
  { digitsMax }: JsonLimits,
): string | undefined {
  let end = start + 1;
  while (isInNumber(text.charCodeAt(end))) end++;
  if (end - start <= digitsMax) return undefined;
  return `A number has ${end - start} characters; ${digitsMax} are allowed`;
}
