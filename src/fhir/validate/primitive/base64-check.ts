import type { Json } from '../../json/json.ts';
import {
  doubtful,
  EMPTY,
  NOT_A_STRING,
  type PrimitiveFault,
  wrongFormat,
} from './primitive-fault.ts';

const NOT_BASE64 = wrongFormat('is not base64 (RFC 4648): groups of four characters, = at the end');
const OUTER_SPACE = wrongFormat('begins or ends with white space, which only texts may');
const SPACED = doubtful('is base64 with white space in it');

/** What nearly all values are; what isn't is looked at more closely. */
const PLAIN = /^[A-Za-z0-9+/]+={0,2}$/;

const SIX_BITS = 1;
const WHITE_SPACE = 2;
const PADDING = 3;

const KINDS: Uint8Array = kindsOfCharacters();

/**
 * base64Binary: RFC 4648 with the standard alphabet; white space between groups is doubtful. Before
 * and after the value R4 forbids it, as in all primitive types other than string.
 */
export function checkBase64(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  if (value.length % 4 === 0 && PLAIN.test(value)) return undefined;
  let bits = 0;
  let padding = 0;
  let spaces = 0;
  for (let i = 0; i < value.length; i++) {
    const char = value.charCodeAt(i);
    const kind = char < 0x80 ? KINDS[char] : 0;
    if (kind === SIX_BITS && padding === 0) bits++;
    else if (kind === WHITE_SPACE && (bits + padding) % 4 === 0) spaces++;
    else if (kind === PADDING) padding++;
    else return NOT_BASE64;
  }
  if (padding > 2 || bits === 0 || (bits + padding) % 4 !== 0) return NOT_BASE64;
  if (spaces === 0) return undefined;
  return value.trim() === value ? SPACED : OUTER_SPACE;
}

function kindsOfCharacters(): Uint8Array {
  const kinds = new Uint8Array(0x80);
  for (let char = 0; char < 0x80; char++) {
    if (/[A-Za-z0-9+/]/.test(String.fromCharCode(char))) kinds[char] = SIX_BITS;
  }
  for (const char of ' \t\r\n') kinds[char.charCodeAt(0)] = WHITE_SPACE;
  kinds['='.charCodeAt(0)] = PADDING;
  return kinds;
}
