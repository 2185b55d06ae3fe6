import { referenceAt } from './references.ts';

const QUOTE = 0x22;
const APOSTROPHE = 0x27;

/** 1 for characters that begin a name, 2 for those that only go on with one. */
const NAME_CHARS: Uint8Array = nameChars();

/** Position behind the name at `start`; `start` itself when no name begins there. */
export function nameEnd(text: string, start: number): number {
  if (NAME_CHARS[text.charCodeAt(start)] !== 1) return start;
  let end = start + 1;
  while ((NAME_CHARS[text.charCodeAt(end)] ?? 0) > 0) end++;
  return end;
}

/** Position of the first character from `start` on that isn't white space of XML. */
export function spaceEnd(text: string, start: number): number {
  let end = start;
  while (isXmlSpace(text.charCodeAt(end))) end++;
  return end;
}

/** True for white space of XML. */
export function isXmlSpace(char: number): boolean {
  return char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;
}

/** An attribute as read, references resolved; `end` is the position behind it. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

/** The attribute at `start`: `none` when no name begins there, `malformed` when it isn't one. */
export function attributeAt(text: string, start: number): Attribute | 'none' | 'malformed' {
  const behind = nameEnd(text, start);
  if (behind === start) return 'none';
  const sign = spaceEnd(text, behind);
  if (text.charCodeAt(sign) !== 0x3d) return 'malformed';
  const open = spaceEnd(text, sign + 1);
  const quote = text.charCodeAt(open);
  if (quote !== QUOTE && quote !== APOSTROPHE) return 'malformed';
  const close = text.indexOf(quote === QUOTE ? '"' : "'", open + 1);
  if (close < 0) return 'malformed';
  const written = text.slice(open + 1, close);
  if (written.includes('<')) return 'malformed';
  const value = written.includes('&') ? resolved(written) : written;
  return value === undefined
    ? 'malformed'
    : { name: text.slice(start, behind), value, end: close + 1 };
}

function resolved(written: string): string | undefined {
  let value = '';
  let from = 0;
  for (let at = written.indexOf('&'); at >= 0; at = written.indexOf('&', from)) {
    const reference = referenceAt(written, at);
    if (reference === undefined) return undefined;
    value += written.slice(from, at) + reference.text;
    from = reference.end;
  }
  return value + written.slice(from);
}

function nameChars(): Uint8Array {
  const table = new Uint8Array(0x80);
  for (let char = 0; char < 0x80; char++) {
    const text = String.fromCharCode(char);
    if (/[A-Za-z_]/.test(text)) table[char] = 1;
    else if (/[0-9.:-]/.test(text)) table[char] = 2;
  }
  return table;
}
