const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['gt', '>'],
  ['lt', '<'],
  ['quot', '"'],
]);

const REFERENCE = /&(?:([A-Za-z]{2,8})|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));/y;

/** A character reference: the text it stands for, and the position behind it. */
export interface Reference {
  readonly text: string;
  readonly end: number;
}

/** The reference at `position`; undefined when XML doesn't know it, as it doesn't know `&nbsp;`. */
export function referenceAt(text: string, position: number): Reference | undefined {
  REFERENCE.lastIndex = position;
  const match = REFERENCE.exec(text);
  if (match === null) return undefined;
  const [whole, name, decimal, hexadecimal] = match;
  const end = position + whole.length;
  if (name !== undefined) {
    const named = NAMED.get(name);
    return named === undefined ? undefined : { text: named, end };
  }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return isXmlCharacter(code) ? { text: String.fromCodePoint(code), end } : undefined;
}

/** True for a code point that may stand in an XML document. */
export function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code > 0xd7ff && code < 0xe000) return false;
  return code !== 0xfffe && code !== 0xffff && code <= 0x10ffff;
}
