import { isBase64Name } from './base64-name.ts';
import { CHAR, isDigit, isInNumber, unicodeEscape } from './characters.ts';
import type { JsonLimits } from './json-finding.ts';
import { KeptNumbers, type Step } from './kept-numbers.ts';
import { KeyStack } from './key-stack.ts';
import { isPrototypeKey } from './prototype-key.ts';

/** What one pass over a document learned that `JSON.parse` can't tell. */
export interface Scan {
  /** Something has to be looked at closely, or reported. */
  readonly suspicious: boolean;
  /** Numbers that a double would change. */
  readonly kept: KeptNumbers | undefined;
  /** How many entries there are, where they are more than are allowed. */
  readonly entries: number | undefined;
}

/**
 * Looks once over the text for what `JSON.parse` is silent about. Takes valid JSON for granted: on
 * anything else the answer means nothing, but it still comes, in time linear to the text.
 */
export function scanJson(text: string, limits: JsonLimits): Scan {
  const scanner = new Scanner(text, limits);
  const within = scanner.run();
  const { kept, entries } = scanner;
  return { suspicious: scanner.suspicious || !within, kept, entries };
}

const UNKNOWN = -1;
/** Up to 15 digits a double gives back the digits that were read. */
const EXACT_LENGTH_MAX = 15;

/** State of the pass: one slot per open container in each of the arrays. */
class Scanner {
  kept: KeptNumbers | undefined;
  suspicious = false;
  entries: number | undefined;
  readonly #text: string;
  readonly #limits: JsonLimits;
  readonly #keys: KeyStack;
  readonly #isObject: Uint8Array;
  readonly #bases: Int32Array;
  readonly #indexes: Int32Array;
  readonly #nodes: Int32Array;
  #depth = 0;
  #backslash: number;

  constructor(text: string, limits: JsonLimits) {
    const slots = limits.depthMax + 1;
    this.#text = text;
    this.#limits = limits;
    this.#keys = new KeyStack(text);
    this.#isObject = new Uint8Array(slots);
    this.#bases = new Int32Array(slots);
    this.#indexes = new Int32Array(slots);
    this.#nodes = new Int32Array(slots);
    this.#backslash = nextBackslash(text, 0);
  }

  /** Reads to the end; false when anything goes out of bounds before. */
  run(): boolean {
    const text = this.#text;
    const end = text.length;
    const { depthMax, charactersMax, valuesMax } = this.#limits;
    let values = 0;
    let isName = false;
    let position = 0;
    while (position < end) {
      const char = text.charCodeAt(position);
      if (char === CHAR.quote) {
        const close = isName ? this.#name(position + 1) : this.#stringEnd(position + 1);
        if (close < 0) return false;
        if (close - position - 1 > charactersMax && !this.#mayBeLong(isName)) return false;
        position = close + 1;
      } else if (char === CHAR.colon) {
        isName = false;
        position++;
      } else if (char === CHAR.comma) {
        if (++values > valuesMax || !this.#next()) return false;
        isName = this.#isObject[this.#depth] === 1;
        position++;
      } else if (char === CHAR.braceOpen || char === CHAR.bracketOpen) {
        isName = char === CHAR.braceOpen;
        if (++values > valuesMax || this.#depth === depthMax) return false;
        this.#open(isName);
        position++;
      } else if (char === CHAR.braceClose || char === CHAR.bracketClose) {
        if (this.#depth === 0) return false;
        this.#close();
        position++;
      } else if (char <= CHAR.nine && char >= CHAR.minus) {
        position = this.#number(position);
      } else {
        // Indentation comes in runs.
        do position++;
        while (text.charCodeAt(position) === CHAR.space);
      }
    }
    return true;
  }

  /** Position of the quote that ends the string, or -1. */
  #stringEnd(start: number): number {
    const text = this.#text;
    let close = text.indexOf('"', start);
    while (this.#backslash < close) {
      const behind = this.#backslash + this.#escapeLength(this.#backslash);
      this.#backslash = nextBackslash(text, behind);
      if (close < behind) close = text.indexOf('"', behind);
    }
    return close;
  }

  #escapeLength(position: number): number {
    if (this.#text.charCodeAt(position + 1) !== CHAR.lowerU) return 2;
    const unicode = unicodeEscape(this.#text, position);
    if (typeof unicode === 'number') return unicode;
    this.suspicious = true;
    return 2;
  }

  #name(start: number): number {
    const backslash = this.#backslash;
    const end = this.#stringEnd(start);
    // Names with escapes can be equal without looking so: the diagnosis compares what they mean.
    if (backslash < end) this.suspicious = true;
    else if (isPrototypeKey(this.#text, start, end)) this.suspicious = true;
    this.#keys.push(start, end);
    return end;
  }

  /** Goes on behind a comma; false when that is one item too many. */
  #next(): boolean {
    const depth = this.#depth;
    if (this.#isObject[depth] === 1) return true;
    const index = (this.#indexes[depth] ?? 0) + 1;
    this.#indexes[depth] = index;
    // The entries of a Bundle have a limit of their own, and are counted to the end.
    return index < this.#limits.itemsMax || (depth === 2 && this.#step(1) === 'entry');
  }

  /** Whether the string that is being read may be longer than others. */
  #mayBeLong(isName: boolean): boolean {
    if (isName || this.#isObject[this.#depth] !== 1) return false;
    return isBase64Name(this.#keys.written(this.#keys.top - 1));
  }

  #open(isObject: boolean): void {
    const depth = ++this.#depth;
    this.#isObject[depth] = isObject ? 1 : 0;
    this.#bases[depth] = this.#keys.top;
    this.#indexes[depth] = 0;
    this.#nodes[depth] = UNKNOWN;
  }

  #close(): void {
    const depth = this.#depth--;
    if (this.#isObject[depth] === 1) {
      const base = this.#bases[depth] ?? 0;
      if (this.#keys.close(base, this.#limits.membersMax)) this.suspicious = true;
    } else if (depth === 2 && (this.#indexes[depth] ?? 0) >= this.#limits.entriesMax) {
      // Only the entries of the Bundle that is the document count: the diagnosis finds out.
      this.suspicious = true;
      if (this.#step(1) === 'entry') this.entries = (this.#indexes[depth] ?? 0) + 1;
    }
  }

  /** Position behind the number; remembers it when a double would change it. */
  #number(start: number): number {
    const text = this.#text;
    let position = start + 1;
    let char = text.charCodeAt(position);
    while (isDigit(char)) char = text.charCodeAt(++position);
    const isInteger = char !== CHAR.dot && char !== CHAR.lowerE && char !== CHAR.upperE;
    const isSmall = position - start <= EXACT_LENGTH_MAX;
    if (isInteger && isSmall && text.charCodeAt(start) !== CHAR.minus) return position;
    while (isInNumber(char)) char = text.charCodeAt(++position);
    if (position - start > this.#limits.digitsMax) {
      this.suspicious = true;
      return position;
    }
    const written = text.slice(start, position);
    if (String(Number(written)) !== written) this.#keep(written);
    return position;
  }

  #keep(written: string): void {
    this.kept ??= new KeptNumbers();
    const depth = this.#depth;
    if (depth === 0) this.kept.keep(UNKNOWN, 0, written);
    else this.kept.keep(this.#node(depth), this.#step(depth), written);
  }

  /** The number under which the container at `depth` is remembered. */
  #node(depth: number): number {
    const kept = this.kept;
    if (kept === undefined || depth <= 1) return KeptNumbers.root;
    let from = depth;
    while (from > 1 && this.#nodes[from] === UNKNOWN) from--;
    let node = from > 1 ? (this.#nodes[from] ?? 0) : KeptNumbers.root;
    for (let level = from + 1; level <= depth; level++) {
      node = kept.container(node, this.#step(level - 1));
      this.#nodes[level] = node;
    }
    return node;
  }

  /** The member or position that is being read in the container at `depth`. */
  #step(depth: number): Step {
    if (this.#isObject[depth] !== 1) return this.#indexes[depth] ?? 0;
    const above = depth < this.#depth ? (this.#bases[depth + 1] ?? 0) : this.#keys.top;
    return this.#keys.name(above - 1);
  }
}

function nextBackslash(text: string, from: number): number {
  const found = text.indexOf('\\', from);
  return found < 0 ? Number.POSITIVE_INFINITY : found;
}
