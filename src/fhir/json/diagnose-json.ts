import { behindSpace, CHAR, isDigit, unicodeEscape } from './characters.ts';
import { FindingList, type FoundAt } from './finding-list.ts';
import type { JsonFinding, JsonFindingCode, JsonLimits } from './json-finding.ts';
import { longNumber, longString } from './long-scalars.ts';
import { clipped, isTypeName, type PlaceFrame, stepsOf } from './place.ts';
import { isPrototypeKey } from './prototype-key.ts';
import { complaintAbout, ESCAPED, NUMBER } from './syntax.ts';
import { unescaped } from './unescape.ts';
import { byteText, hasByteOrderMark, sliceText, utf8Sequence } from './utf8.ts';

/** What whoever read the document before knows of it. */
export interface ReadBefore {
  /** How many entries the Bundle has, where somebody has counted. */
  readonly entries?: number | undefined;
  readonly text?: string | undefined;
}

/**
 * Reads a document slowly and says everything that is wrong with its text, in reading order. The
 * first error of syntax ends the reading, and so does what is out of bounds.
 */
export function diagnoseJson(
  bytes: Uint8Array,
  limits: JsonLimits,
  before: ReadBefore = {},
): JsonFinding[] {
  return new Diagnosis(bytes, limits, before).run();
}

/** What the reading expects next. */
type Expected = 'value' | 'first-item' | 'first-member' | 'member' | 'after' | 'nothing';

interface Frame extends PlaceFrame {
  readonly names: Set<string>;
  /** Where the first member stands that is one too many. */
  beyond: Pick<FoundAt, 'steps' | 'offset'> | undefined;
}

class Diagnosis {
  readonly #bytes: Uint8Array;
  readonly #text: string;
  readonly #limits: JsonLimits;
  readonly #list = new FindingList();
  readonly #frames: Frame[] = [];
  #position = 0;
  #values = 0;
  #rootType: string | undefined;
  #entriesAt: number | undefined;
  readonly #entries: string;

  constructor(bytes: Uint8Array, limits: JsonLimits, { entries, text }: ReadBefore) {
    this.#bytes = bytes;
    // As many characters as bytes: each is one, and the text need not be made again.
    this.#text = text?.length === bytes.length ? text : byteText(bytes);
    this.#limits = limits;
    this.#entries = entries === undefined ? `more than ${limits.entriesMax}` : String(entries);
  }

  run(): JsonFinding[] {
    if (hasByteOrderMark(this.#bytes)) {
      this.#find('bom', 0, 'The document begins with a byte order mark');
      this.#position = 3;
    }
    let expected: Expected = 'value';
    while (expected !== 'nothing' && !this.#list.isFull) {
      this.#position = behindSpace(this.#text, this.#position);
      expected = this.#read(expected);
    }
    if (this.#hasTooManyEntries()) {
      const { entriesMax } = this.#limits;
      const message = `The Bundle has ${this.#entries} entries; ${entriesMax} are allowed`;
      this.#list.add({ code: 'entries', steps: '.entry', offset: this.#entriesAt ?? 0, message });
    }
    return this.#list.finish(this.#bytes, this.#rootType ?? '$', this.#limits);
  }

  #read(expected: Exclude<Expected, 'nothing'>): Expected {
    const char = this.#text.charCodeAt(this.#position);
    if (expected === 'after') return this.#after(char);
    if (expected === 'first-item' && char === CHAR.bracketClose) return this.#close();
    if (expected === 'first-member' && char === CHAR.braceClose) return this.#close();
    if (expected === 'value' || expected === 'first-item') return this.#value(char);
    return this.#member(char);
  }

  #find(code: JsonFindingCode, offset: number, message: string): void {
    this.#list.add({ code, steps: stepsOf(this.#frames), offset, message });
  }

  #end(code: JsonFindingCode, offset: number, message: string): 'nothing' {
    this.#find(code, offset, message);
    return 'nothing';
  }

  #stop(message: string, offset = this.#position): 'nothing' {
    return this.#end('syntax', Math.min(offset, this.#bytes.length), message);
  }

  #value(char: number): Expected {
    if (char === CHAR.quote) return this.#stringValue();
    if (char === CHAR.braceOpen || char === CHAR.bracketOpen) return this.#open(char);
    if (isDigit(char) || char === CHAR.minus) return this.#number();
    for (const word of ['true', 'false', 'null']) {
      if (this.#text.startsWith(word, this.#position)) {
        this.#position += word.length;
        return 'after';
      }
    }
    return this.#stop(complaintAbout('value', this.#text, this.#position));
  }

  #open(char: number): Expected {
    if (this.#frames.length === this.#limits.depthMax) {
      const message = `Objects and arrays nest deeper than ${this.#limits.depthMax} levels`;
      return this.#end('depth', this.#position, message);
    }
    if (!this.#count()) return 'nothing';
    const isObject = char === CHAR.braceOpen;
    this.#frames.push({ isObject, name: undefined, index: 0, names: new Set(), beyond: undefined });
    this.#position++;
    return isObject ? 'first-member' : 'first-item';
  }

  #close(): Expected {
    const frame = this.#frames.pop();
    this.#position++;
    if (frame?.beyond !== undefined) {
      const { membersMax } = this.#limits;
      const message = `An object has ${frame.names.size} members; ${membersMax} are allowed`;
      this.#list.add({ code: 'members', ...frame.beyond, message });
    }
    return 'after';
  }

  #after(char: number): Expected {
    const frame = this.#frames.at(-1);
    if (frame === undefined) {
      if (this.#position >= this.#bytes.length) return 'nothing';
      return this.#stop(complaintAbout('end', this.#text, this.#position));
    }
    if (char === (frame.isObject ? CHAR.braceClose : CHAR.bracketClose)) return this.#close();
    if (char !== CHAR.comma) {
      const wanted = frame.isObject ? 'object' : 'array';
      return this.#stop(complaintAbout(wanted, this.#text, this.#position));
    }
    if (!this.#count()) return 'nothing';
    this.#position++;
    return frame.isObject ? 'member' : this.#nextItem(frame);
  }

  /** Counts a value; false when that is one too many. */
  #count(): boolean {
    const { valuesMax } = this.#limits;
    if (++this.#values <= valuesMax) return true;
    const message = `The document has more than ${valuesMax} values; ${valuesMax} are allowed`;
    this.#list.add({ code: 'values', steps: '', offset: this.#position, message });
    return false;
  }

  #nextItem(frame: Frame): Expected {
    const { itemsMax, entriesMax } = this.#limits;
    const index = ++frame.index;
    if (index === entriesMax && this.#isRootEntry()) this.#entriesAt = this.#position;
    if (this.#hasTooManyEntries()) return 'nothing';
    const max = this.#isRootEntry() ? Math.max(itemsMax, entriesMax) : itemsMax;
    if (index < max) return 'value';
    this.#frames.pop();
    const message = `An array has more than ${max} items; ${max} are allowed`;
    return this.#end('items', this.#position, message);
  }

  #isRootEntry(): boolean {
    return this.#frames.length === 2 && this.#frames[0]?.name === 'entry';
  }

  #hasTooManyEntries(): boolean {
    return this.#entriesAt !== undefined && this.#rootType === 'Bundle';
  }

  #member(char: number): Expected {
    const start = this.#position;
    if (char !== CHAR.quote) return this.#stop(complaintAbout('name', this.#text, start));
    const frame = this.#frames.at(-1);
    // What is wrong with a name is wrong with the object: no member has been read yet.
    if (frame !== undefined) frame.name = undefined;
    if (!this.#string()) return 'nothing';
    const name = this.#meaning(start);
    if (frame !== undefined) this.#enter(frame, name, start);
    this.#position = behindSpace(this.#text, this.#position);
    if (this.#text.charCodeAt(this.#position) !== CHAR.colon) {
      return this.#stop(complaintAbout('colon', this.#text, this.#position));
    }
    this.#position++;
    return 'value';
  }

  #enter(frame: Frame, name: string, offset: number): void {
    frame.name = name;
    const quoted = JSON.stringify(clipped(name));
    if (isPrototypeKey(name)) {
      this.#find('prototype-key', offset, `The member name ${quoted} is not allowed`);
    }
    if (frame.names.has(name)) {
      this.#find('duplicate-key', offset, `The member ${quoted} stands twice in one object`);
    }
    frame.names.add(name);
    if (frame.names.size === this.#limits.membersMax + 1) {
      frame.beyond = { steps: stepsOf(this.#frames), offset };
    }
  }

  #stringValue(): Expected {
    const start = this.#position;
    if (!this.#string()) return 'nothing';
    if (this.#frames.length === 1 && this.#frames[0]?.name === 'resourceType') {
      const type = this.#meaning(start);
      if (isTypeName(type)) this.#rootType = type;
    }
    return 'after';
  }

  /** What the string from `start` to the position means. */
  #meaning(start: number): string {
    return unescaped(sliceText(this.#bytes, start + 1, this.#position - 1));
  }

  /** Reads a string; false when its syntax is wrong. */
  #string(): boolean {
    const bytes = this.#bytes;
    const start = this.#position++;
    while (this.#position < bytes.length) {
      const byte = bytes[this.#position] ?? 0;
      if (byte === CHAR.quote) {
        this.#position++;
        return this.#isShortEnough(start);
      }
      if (byte < CHAR.space) {
        this.#stop('A string holds a control character that is not escaped');
        return false;
      }
      if (byte === CHAR.backslash) {
        if (!this.#escape()) return false;
      } else if (byte < 0x80) this.#position++;
      else this.#sequence();
    }
    this.#stop('A string has no end', start);
    return false;
  }

  /** Whether the string from `start` to the position may be so long. */
  #isShortEnough(start: number): boolean {
    const range = { start: start + 1, end: this.#position - 1 };
    const frame = this.#frames.at(-1);
    const name = frame?.isObject === true ? frame.name : undefined;
    const message = longString(this.#bytes, range, name, this.#limits);
    if (message !== undefined) this.#find('string', start, message);
    return message === undefined;
  }

  #escape(): boolean {
    const at = this.#position;
    const char = this.#text[at + 1] ?? '';
    const unicode = char === 'u' ? unicodeEscape(this.#text, at) : 2;
    if (unicode === 'malformed' || !(char === 'u' || ESCAPED.includes(char))) {
      this.#stop('A string holds an escape sequence that JSON does not know');
      return false;
    }
    if (unicode === 'half') {
      this.#find('lone-surrogate', at, 'An escape stands for half of a surrogate pair');
    }
    this.#position += unicode === 'half' ? 6 : unicode;
    return true;
  }

  #sequence(): void {
    const sequence = utf8Sequence(this.#bytes, this.#position);
    if (sequence === 'surrogate') {
      this.#find('lone-surrogate', this.#position, 'Three bytes stand for a surrogate');
      this.#position += 3;
    } else if (sequence === 'invalid') {
      this.#find('invalid-utf8', this.#position, 'A byte is not part of a UTF-8 character');
      this.#position++;
    } else this.#position += sequence;
  }

  #number(): Expected {
    const start = this.#position;
    const message = longNumber(this.#text, start, this.#limits);
    if (message !== undefined) return this.#end('digits', start, message);
    NUMBER.lastIndex = start;
    const written = NUMBER.exec(this.#text)?.[0];
    if (written === undefined) return this.#stop('A minus sign is not followed by a digit');
    this.#position += written.length;
    const next = this.#text[this.#position] ?? '';
    if (/[0-9.eE+\-A-Za-z_]/.test(next)) {
      return this.#stop('A number is not written as JSON numbers are', this.#position);
    }
    return 'after';
  }
}
