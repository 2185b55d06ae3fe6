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
export function isForbiddenControl(char: number): boolean {
  return char < 0x20 && char !== 0x09 && char !== 0x0a && char !== 0x0d;
}

/** A table of the ASCII characters: 1 for those in the text, 0 for the others. */
export function charTable(chars: string): Uint8Array {
  const table = new Uint8Array(0x80);
  for (const char of chars) table[char.charCodeAt(0)] = 1;
  return table;
}
