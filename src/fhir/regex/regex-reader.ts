import { ANY, type CharSet, CLASSES, complement, union } from './char-set.ts';
import type { RegexNode } from './regex-node.ts';

/**
 * The tree of a regular expression; undefined when it isn't one, or has what makes matching
 * unpredictable: references to groups, looking ahead or behind.
 */
export function readRegex(source: string): RegexNode | undefined {
  if (source.length > SOURCE_LENGTH_MAX || !isRegex(source)) return undefined;
  const reader = new RegexReader(source);
  const node = reader.choice(0);
  return reader.isDone ? node : undefined;
}

const SOURCE_LENGTH_MAX = 2000;
const NESTING_MAX = 50;
const QUANTIFIER = /(?:([*+?])|\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\})\??/y;
const CONTROLS: Readonly<Record<string, number>> = { f: 12, n: 10, r: 13, t: 9, v: 11 };
const NOTHING: RegexNode = { kind: 'nothing' };

function isRegex(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}

class RegexReader {
  readonly #source: string;
  #position = 0;
  #isRefused = false;

  constructor(source: string) {
    this.#source = source;
  }

  /** True when all of the source was read and understood. */
  get isDone(): boolean {
    return !this.#isRefused && this.#position === this.#source.length;
  }

  choice(depth: number): RegexNode {
    const items: RegexNode[] = [this.#sequence(depth)];
    while (this.#take('|')) items.push(this.#sequence(depth));
    return items.length === 1 ? (items[0] ?? NOTHING) : { kind: 'choice', items };
  }

  #sequence(depth: number): RegexNode {
    const items: RegexNode[] = [];
    while (!this.#isRefused && this.#position < this.#source.length) {
      const char = this.#source[this.#position];
      if (char === '|' || char === ')') break;
      items.push(this.#repeated(this.#atom(depth)));
    }
    return { kind: 'sequence', items };
  }

  #repeated(item: RegexNode): RegexNode {
    QUANTIFIER.lastIndex = this.#position;
    const match = QUANTIFIER.exec(this.#source);
    if (match === null) return item;
    this.#position += match[0].length;
    const [, sign, least, comma, most] = match;
    if (sign === '?') return { kind: 'repeat', item, min: 0, max: 1 };
    if (sign !== undefined) {
      return { kind: 'repeat', item, min: sign === '*' ? 0 : 1, max: Number.POSITIVE_INFINITY };
    }
    const min = Number(least);
    if (comma === undefined) return { kind: 'repeat', item, min, max: min };
    const max = most === undefined ? Number.POSITIVE_INFINITY : Number(most);
    return { kind: 'repeat', item, min, max };
  }

  #atom(depth: number): RegexNode {
    const char = this.#source.codePointAt(this.#position) ?? 0;
    const text = String.fromCodePoint(char);
    this.#position += text.length;
    if (text === '(') return this.#group(depth);
    if (text === '[') return { kind: 'set', set: this.#set() };
    if (text === '.') return { kind: 'set', set: ANY };
    if (text === '^' || text === '$') return NOTHING;
    if (text === '\\') return { kind: 'set', set: this.#escape() };
    return { kind: 'set', set: [[char, char]] };
  }

  #group(depth: number): RegexNode {
    if (depth === NESTING_MAX) return this.#refuse(NOTHING);
    if (this.#source.startsWith('?:', this.#position)) this.#position += 2;
    else if (this.#source[this.#position] === '?') return this.#refuse(NOTHING);
    const node = this.choice(depth + 1);
    return this.#take(')') ? node : this.#refuse(NOTHING);
  }

  /** What stands between brackets. */
  #set(): CharSet {
    const isNegative = this.#take('^');
    const ranges: (readonly [number, number])[] = [];
    while (!this.#isRefused && !this.#take(']')) {
      const set = this.#member();
      const [from, to] = set[0] ?? [0, 0];
      const isSingle = set.length === 1 && from === to;
      const isRange =
        this.#source[this.#position] === '-' && this.#source[this.#position + 1] !== ']';
      if (isSingle && isRange) {
        this.#position++;
        const [, end] = this.#member()[0] ?? [0, 0];
        ranges.push([from, end]);
      } else for (const range of set) ranges.push(range);
    }
    const set = union(ranges);
    return isNegative ? complement(set) : set;
  }

  #member(): CharSet {
    const char = this.#source.codePointAt(this.#position);
    if (char === undefined) return this.#refuse(ANY);
    this.#position += String.fromCodePoint(char).length;
    return char === 0x5c ? this.#escape() : [[char, char]];
  }

  /** What stands behind a backslash. */
  #escape(): CharSet {
    const letter = this.#source[this.#position++] ?? '';
    const known = CLASSES[letter];
    if (known !== undefined) return known;
    const control = CONTROLS[letter];
    if (control !== undefined) return [[control, control]];
    if (letter === 'x' || letter === 'u') return this.#coded(letter === 'x' ? 2 : 4);
    // Letters and digits left are references, boundaries and properties: none is needed here.
    if (/[A-Za-z0-9]/.test(letter)) return this.#refuse(ANY);
    const char = letter.charCodeAt(0);
    return [[char, char]];
  }

  #coded(length: number): CharSet {
    const digits = this.#source.slice(this.#position, this.#position + length);
    if (!/^[0-9A-Fa-f]+$/.test(digits) || digits.length !== length) return this.#refuse(ANY);
    this.#position += length;
    const char = Number.parseInt(digits, 16);
    return [[char, char]];
  }

  #take(char: string): boolean {
    if (this.#source[this.#position] !== char) return false;
    this.#position++;
    return true;
  }

  #refuse<Node>(node: Node): Node {
    this.#isRefused = true;
    return node;
  }
}
