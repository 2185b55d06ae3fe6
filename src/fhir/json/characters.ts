/** The characters of JSON's grammar, by name. */
export const CHAR = {
  tab: 0x09,
  newline: 0x0a,
  return: 0x0d,
  space: 0x20,
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  upperE: 0x45,
  bracketOpen: 0x5b,
  backslash: 0x5c,
  bracketClose: 0x5d,
  lowerE: 0x65,
  lowerU: 0x75,
  braceOpen: 0x7b,
  braceClose: 0x7d,
} as const;

/** What a `\u` escape stands for: its length in the text, and whether it is half a character. */
export type UnicodeEscape = 'malformed' | 'half' | 6 | 12;

/**
 * Judges the `\u` escape at `position`: 12 is both halves of a surrogate pair, `half` is one half
 * without the other.
 */
export function unicodeEscape(text: string, position: number): UnicodeEscape {
  const unit = hexFour(text, position + 2);
  if (unit < 0) return 'malformed';
  if (unit < 0xd800 || unit > 0xdfff) return 6;
  if (unit > 0xdbff || !text.startsWith('\\u', position + 6)) return 'half';
  const next = hexFour(text, position + 8);
  return next >= 0xdc00 && next <= 0xdfff ? 12 : 'half';
}

function hexFour(text: string, position: number): number {
  let value = 0;
  for (let i = position; i < position + 4; i++) {
    const digit = hexDigit(text.charCodeAt(i));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(char: number): number {
  if (char >= 0x30 && char <= 0x39) return char - 0x30;
  const lower = char | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** True for a decimal digit. */
export function isDigit(char: number): boolean {
  return char >= CHAR.zero && char <= CHAR.nine;
}

/** True for a character that a number is written with. */
export function isInNumber(char: number): boolean {
  return (
    isDigit(char) ||
    char === CHAR.dot ||
    char === CHAR.lowerE ||
    char === CHAR.upperE ||
    char === CHAR.plus ||
    char === CHAR.minus
  );
}

/** The position of the first character from `position` on that is no white space of JSON. */
export function behindSpace(text: string, position: number): number {
  let at = position;
  for (let char = text.charCodeAt(at); isSpace(char); char = text.charCodeAt(at)) at++;
  return at;
}

function isSpace(char: number): boolean {
  return char === CHAR.space || char === CHAR.newline || char === CHAR.return || char === CHAR.tab;
}
