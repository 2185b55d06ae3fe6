import { linkFault } from './link-rules.ts';
import type { NarrativeFault } from './narrative-fault.ts';
import { isXmlCharacter, referenceAt } from './references.ts';
import { type Attribute, attributeAt, isXmlSpace, nameEnd, spaceEnd } from './tag-reader.ts';
import { type ElementRule, elementRule, mayStandIn, XHTML_NAMESPACE } from './xhtml-rules.ts';

/**
 * The first thing wrong with a narrative's `div`, in one pass: well-formed, in XHTML's namespace,
 * of the allowed elements and attributes only, without active content, and not empty.
 * Source: FHIR R4 §2.4.1 Narrative, txt-1 and txt-2.
 */
export function checkNarrative(div: string): NarrativeFault | undefined {
  return new NarrativeReader(div).run();
}

/** What no text of a narrative should have: whoever has it is read character by character. */
const ODD = /[^\t\n\r -\ufffd]|\]\]>/;
const NESTING_MAX = 1000;
const ATTRIBUTES_MAX = 50;
const NAME_LENGTH_MAX = 40;

class NarrativeReader {
  readonly #text: string;
  readonly #isOdd: boolean;
  readonly #open: ElementRule[] = [];
  #top: ElementRule | undefined;
  #position = 0;
  #ampersand = 0;
  #anchors = 0;
  #isRooted = false;
  #hasContent = false;
  #fault: NarrativeFault | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#isOdd = ODD.test(text);
  }

  run(): NarrativeFault | undefined {
    const text = this.#text;
    while (this.#fault === undefined && this.#position < text.length) {
      const char = text.charCodeAt(this.#position);
      if (char === 0x3c) this.#markup();
      else if (char === 0x26) this.#reference();
      else this.#characters(char);
    }
    if (this.#fault !== undefined) return this.#fault;
    if (this.#top !== undefined) this.#malformed(`has no end of <${this.#top.name}>`);
    else if (!this.#isRooted) this.#malformed('has no <div>');
    else if (!this.#hasContent) this.#say('txt-2', 'has no content');
    return this.#fault;
  }

  #say(rule: NarrativeFault['rule'], reason: string): undefined {
    this.#fault ??= { rule, reason, offset: Math.min(this.#position, this.#text.length) };
  }

  #malformed(reason: string): undefined {
    this.#say('xml', reason);
  }

  #markup(): undefined {
    const text = this.#text;
    const next = text.charCodeAt(this.#position + 1);
    if (next === 0x2f) this.#closeTag();
    else if (next === 0x3f) this.#say('txt-1', 'has a processing instruction');
    else if (next !== 0x21) this.#openTag();
    else if (text.startsWith('<!--', this.#position)) this.#comment();
    else if (text.startsWith('<![CDATA[', this.#position)) this.#cdata();
    else this.#say('txt-1', 'has a document type or another declaration');
  }

  #comment(): undefined {
    const end = this.#text.indexOf('--', this.#position + 4);
    if (end < 0 || this.#text[end + 2] !== '>') return this.#malformed('has a malformed comment');
    this.#position = end + 3;
  }

  #cdata(): undefined {
    const start = this.#position + '<![CDATA['.length;
    const end = this.#text.indexOf(']]>', start);
    if (end < 0 || this.#top === undefined) return this.#malformed('has a misplaced CDATA section');
    for (let i = start; i < end; i++) this.#character(this.#text.charCodeAt(i));
    this.#position = end + 3;
  }

  #openTag(): undefined {
    const start = this.#position + 1;
    const end = nameEnd(this.#text, start);
    if (end === start) return this.#malformed('has a < that begins no tag');
    const rule = this.#enter(this.#text.slice(start, end));
    if (rule === undefined) return;
    this.#position = end;
    const isNamed = this.#attributes(rule) || this.#top !== undefined;
    if (!isNamed) this.#say('txt-1', `has <${rule.name}> outside the namespace of XHTML`);
    if (this.#fault === undefined) this.#endTag(rule);
  }

  /** The rule of an element that may stand here. */
  #enter(name: string): ElementRule | undefined {
    const parent = this.#top;
    if (parent === undefined && this.#isRooted) {
      return this.#malformed('has something behind its </div>');
    }
    if (parent === undefined && name !== 'div') {
      return this.#say('txt-1', 'does not begin with <div>');
    }
    const rule = elementRule(name);
    if (rule === undefined) {
      return this.#say('txt-1', `has the element <${shown(name)}>, which is not allowed`);
    }
    if (parent !== undefined && !mayStandIn(rule, parent)) {
      return this.#say('txt-1', `has <${name}> directly in <${parent.name}>, which is not allowed`);
    }
    if (name === 'a' && this.#anchors > 0) {
      return this.#say('txt-1', 'has <a> inside <a>, which is not allowed');
    }
    if (name === 'img') this.#hasContent = true;
    this.#isRooted = true;
    return rule;
  }

  /** Reads a tag's attributes; true when they say that it is XHTML. */
  #attributes(rule: ElementRule): boolean {
    const text = this.#text;
    const names: string[] = [];
    while (isXmlSpace(text.charCodeAt(this.#position))) {
      const attribute = attributeAt(text, spaceEnd(text, this.#position));
      if (attribute === 'none') break;
      if (attribute === 'malformed') this.#malformed(`has a malformed attribute in <${rule.name}>`);
      else this.#judge(rule, attribute, names);
      if (attribute === 'malformed' || this.#fault !== undefined) return false;
      names.push(attribute.name);
      this.#position = attribute.end;
    }
    return names.includes('xmlns');
  }

  #judge(rule: ElementRule, { name, value }: Attribute, before: readonly string[]): undefined {
    if (before.includes(name)) {
      return this.#malformed(`has the attribute ${shown(name)} twice in one tag`);
    }
    if (before.length === ATTRIBUTES_MAX) return this.#say('txt-1', 'has too many attributes');
    if (name.startsWith('xmlns:')) return;
    if (name === 'xmlns') {
      if (value === XHTML_NAMESPACE) return;
      return this.#say('txt-1', `has <${rule.name}> outside the namespace of XHTML`);
    }
    if (!rule.attributes.has(name)) {
      const reason = `has the attribute ${shown(name)} in <${rule.name}>, which is not allowed`;
      return this.#say('txt-1', reason);
    }
    const fault = linkFault(name, value);
    if (fault !== undefined) this.#say('txt-1', fault);
  }

  #endTag(rule: ElementRule): undefined {
    let end = spaceEnd(this.#text, this.#position);
    const isClosed = this.#text.charCodeAt(end) === 0x2f;
    if (isClosed) end++;
    if (this.#text.charCodeAt(end) !== 0x3e) {
      return this.#malformed(`has a malformed tag <${rule.name}>`);
    }
    this.#position = end + 1;
    if (isClosed) return;
    if (this.#open.push(rule) > NESTING_MAX) {
      return this.#say('txt-1', `nests deeper than ${NESTING_MAX} elements`);
    }
    this.#top = rule;
    if (rule.name === 'a') this.#anchors++;
  }

  #closeTag(): undefined {
    const start = this.#position + 2;
    const end = nameEnd(this.#text, start);
    const close = spaceEnd(this.#text, end);
    if (end === start || this.#text.charCodeAt(close) !== 0x3e) {
      return this.#malformed('has a malformed end tag');
    }
    const name = this.#text.slice(start, end);
    if (this.#top === undefined) return this.#malformed(`has </${shown(name)}> without a begin`);
    if (name !== this.#top.name) {
      return this.#malformed(`has </${shown(name)}> where </${this.#top.name}> belongs`);
    }
    this.#open.pop();
    this.#top = this.#open.at(-1);
    if (name === 'a') this.#anchors--;
    this.#position = close + 1;
  }

  /** Text from `first` up to the next tag or reference. */
  #characters(first: number): undefined {
    const text = this.#text;
    const mayHaveText = this.#top?.holdsText === true;
    if (mayHaveText && this.#hasContent && !this.#isOdd) return this.#skipText();
    let char = first;
    while (char !== 0x3c && char !== 0x26 && this.#position < text.length) {
      const isPlain = mayHaveText && char > 0x20 && char < 0xd800 && char !== 0x5d;
      if (isPlain) this.#hasContent = true;
      else if (char === 0x5d && text.startsWith(']]>', this.#position)) {
        return this.#malformed('has ]]> in its text');
      } else this.#character(char);
      if (this.#fault !== undefined) return;
      char = text.charCodeAt(++this.#position);
    }
  }

  /** Goes on to the next tag or reference, past text that has nothing to say. */
  #skipText(): undefined {
    if (this.#ampersand < this.#position) {
      this.#ampersand = found(this.#text.indexOf('&', this.#position));
    }
    const tag = found(this.#text.indexOf('<', this.#position));
    this.#position = Math.min(tag, this.#ampersand, this.#text.length);
  }

  #reference(): undefined {
    const reference = referenceAt(this.#text, this.#position);
    if (reference === undefined) {
      return this.#malformed('has a reference that XML does not know');
    }
    this.#character(reference.text.codePointAt(0) ?? 0);
    this.#position = reference.end;
  }

  /** Judges one character; halves of surrogate pairs are the reader's of the document to judge. */
  #character(char: number): undefined {
    const top = this.#top;
    if (isXmlSpace(char)) {
      if (top?.isEmpty === true) this.#say('txt-1', `has text in <${top.name}>`);
      return;
    }
    const isHalf = char >= 0xd800 && char <= 0xdfff;
    if (!isHalf && !isXmlCharacter(char)) {
      return this.#malformed('has a character that XML forbids');
    }
    if (top === undefined) return this.#malformed('has text outside its <div>');
    if (!top.holdsText) {
      return this.#say('txt-1', `has text directly in <${top.name}>, which is not allowed`);
    }
    this.#hasContent = true;
  }
}

function found(position: number): number {
  return position < 0 ? Number.POSITIVE_INFINITY : position;
}

function shown(name: string): string {
  return name.length <= NAME_LENGTH_MAX ? name : `${name.slice(0, NAME_LENGTH_MAX - 1)}…`;
}
