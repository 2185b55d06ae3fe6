/** True for a character that Unicode calls white space. */
export function isWhiteSpace(char: number): boolean {
  if (char < 0x85) return char === 0x20 || (char >= 0x09 && char <= 0x0d);
  if (char < 0x1680) return char === 0x85 || char === 0xa0;
  return (
    (char >= 0x2000 && char <= 0x200a) ||
    char === 0x1680 ||
    char === 0x2028 ||
    char === 0x2029 ||
    char === 0x202f ||
    char === 0x205f ||
    char === 0x3000
  );
}

/** True for a control character other than tab, line feed and carriage return. */
function isForbiddenControl(char: number): boolean {
  return char < 0x20 && char !== 0x09 && char !== 0x0a && char !== 0x0d;
}

const SHORT_MAX = 24;
const FORBIDDEN = /[^\t\n\r -\uffff]/;
// The white space of `isWhiteSpace`.
const SPACE_OR_CONTROL = /[\0- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** True for a text with a control character other than tab, line feed and carriage return. */
export function hasForbiddenControl(text: string): boolean {
  // Below some length a loop is faster than to begin a search, above it is slower.
  if (text.length > SHORT_MAX) return FORBIDDEN.test(text);
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char < 0x20 && isForbiddenControl(char)) return true;
  }
  return false;
}

/** True for a text with white space or a control character. */
export function hasSpaceOrControl(text: string): boolean {
  if (text.length > SHORT_MAX) return SPACE_OR_CONTROL.test(text);
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char <= 0x20 || (char >= 0x85 && isWhiteSpace(char))) return true;
  }
  return false;
}

/** True when a text begins so; faster than the native search where most texts don't. */
export function beginsWith(text: string, prefix: string): boolean {
  for (let i = 0; i < prefix.length; i++) {
    if (text.charCodeAt(i) !== prefix.charCodeAt(i)) return false;
  }
  return true;
}
