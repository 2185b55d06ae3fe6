import { linkFault } from './link-rules.ts';
import type { NarrativeFault } from './narrative-fault.ts';
import { isXmlCharacter, referenceAt } from './references.ts';
import {
  holdsText,
  isAttribute,
  isElement,
  isEmptyElement,
  mayStandIn,
  XHTML_NAMESPACE,
} from './xhtml-rules.ts';

/**
 * The first thing wrong with a narrative's `div`, in one pass: well-formed, in XHTML's namespace,
 * of the allowed elements and attributes only, without active content, and not empty.
 * Source: FHIR R4 §2.4.1 Narrative, txt-1 and txt-2.
 */
export function checkNarrative(div: string): NarrativeFault | undefined {
  return new NarrativeReader(div).run();
}

const NESTING_MAX = 1000;
const NAME_LENGTH_MAX = 40;
const TAG_OPEN = /<([A-Za-z_][A-Za-z0-9_.:-]*)/y;
const TAG_CLOSE = /<\/([A-Za-z_][A-Za-z0-9_.:-]*)[ \t\r\n]*>/y;
const TAG_END = /[ \t\r\n]*(\/?)>/y;
const ATTRIBUTE =
  /[ \t\r\n]+([A-Za-z_][A-Za-z0-9_.:-]*)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;

class NarrativeReader {
  readonly #text: string;
  readonly #open: string[] = [];
  #position = 0;
  #anchors = 0;
  #isRooted = false;
  #hasContent = false;
  #fault: NarrativeFault | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  run(): NarrativeFault | undefined {
    while (this.#fault === undefined && this.#position < this.#text.length) {
      if (this.#text[this.#position] === '<') this.#markup();
      else this.#characters();
    }
    if (this.#fault !== undefined) return this.#fault;
    if (this.#open.length > 0) this.#malformed(`has no end of <${this.#top()}>`);
    else if (!this.#isRooted) this.#malformed('has no <div>');
    else if (!this.#hasContent) this.#say('txt-2', 'has no content');
    return this.#fault;
  }

  #top(): string {
    return this.#open.at(-1) ?? '';
  }

  #say(rule: NarrativeFault['rule'], reason: string): undefined {
    this.#fault ??= { rule, reason, offset: Math.min(this.#position, this.#text.length) };
  }

  #malformed(reason: string): undefined {
    this.#say('xml', reason);
  }

  #markup(): undefined {
    const text = this.#text;
    const next = text[this.#position + 1];
    if (next === '/') this.#closeTag();
    else if (next === '?') this.#say('txt-1', 'has a processing instruction');
    else if (next !== '!') this.#openTag();
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
    if (end < 0 || this.#open.length === 0) return this.#malformed('has a misplaced CDATA section');
    for (let i = start; i < end; i++) this.#character(this.#text.charCodeAt(i));
    this.#position = end + 3;
  }

  #openTag(): undefined {
    TAG_OPEN.lastIndex = this.#position;
    const match = TAG_OPEN.exec(this.#text);
    if (match === null) return this.#malformed('has a < that begins no tag');
    const name = match[1] ?? '';
    this.#enter(name);
    if (this.#fault !== undefined) return;
    this.#position += match[0].length;
    const namespace = this.#attributes(name);
    if (this.#fault !== undefined) return;
    const isNamed = this.#open.length > 0 && namespace === undefined;
    if (!isNamed && namespace !== XHTML_NAMESPACE) {
      return this.#say('txt-1', `has <${shown(name)}> outside the namespace of XHTML`);
    }
    this.#endTag(name);
  }

  #enter(name: string): undefined {
    const parent = this.#top();
    if (this.#open.length === 0) {
      if (this.#isRooted) return this.#malformed('has something behind its </div>');
      if (name !== 'div') return this.#say('txt-1', 'does not begin with <div>');
    } else if (!isElement(name)) {
      return this.#say('txt-1', `has the element <${shown(name)}>, which is not allowed`);
    } else if (!mayStandIn(name, parent)) {
      return this.#say('txt-1', `has <${name}> directly in <${parent}>, which is not allowed`);
    } else if (name === 'a' && this.#anchors > 0) {
      return this.#say('txt-1', 'has <a> inside <a>, which is not allowed');
    }
    if (name === 'img') this.#hasContent = true;
    this.#isRooted = true;
  }

  /** Reads a tag's attributes; gives its default namespace. */
  #attributes(element: string): string | undefined {
    const seen = new Set<string>();
    ATTRIBUTE.lastIndex = this.#position;
    for (let match = ATTRIBUTE.exec(this.#text); match !== null; ) {
      const name = match[1] ?? '';
      const value = this.#attributeValue(match[2] ?? match[3] ?? '');
      if (seen.has(name)) this.#malformed(`has the attribute ${shown(name)} twice in one tag`);
      else this.#judge(element, name, value);
      if (this.#fault !== undefined) return undefined;
      seen.add(name);
      this.#position += match[0].length;
      if (name === 'xmlns' && value !== XHTML_NAMESPACE) return value;
      ATTRIBUTE.lastIndex = this.#position;
      match = ATTRIBUTE.exec(this.#text);
    }
    return seen.has('xmlns') ? XHTML_NAMESPACE : undefined;
  }

  #judge(element: string, name: string, value: string): undefined {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return;
    if (!isAttribute(element, name)) {
      const reason = `has the attribute ${shown(name)} in <${element}>, which is not allowed`;
      return this.#say('txt-1', reason);
    }
    const fault = linkFault(name, value);
    if (fault !== undefined) this.#say('txt-1', fault);
  }

  #attributeValue(written: string): string {
    let value = '';
    for (let i = 0; i < written.length; ) {
      const amp = written.indexOf('&', i);
      value += written.slice(i, amp < 0 ? written.length : amp);
      if (amp < 0) break;
      const reference = referenceAt(written, amp);
      if (reference === undefined) {
        this.#malformed('has a reference that XML does not know');
        break;
      }
      value += reference.text;
      i = reference.end;
    }
    return value;
  }

  #endTag(name: string): undefined {
    TAG_END.lastIndex = this.#position;
    const match = TAG_END.exec(this.#text);
    if (match === null) return this.#malformed(`has a malformed tag <${name}>`);
    this.#position += match[0].length;
    if (match[1] === '/') return;
    if (this.#open.push(name) > NESTING_MAX) {
      return this.#say('txt-1', `nests deeper than ${NESTING_MAX} elements`);
    }
    if (name === 'a') this.#anchors++;
  }

  #closeTag(): undefined {
    TAG_CLOSE.lastIndex = this.#position;
    const match = TAG_CLOSE.exec(this.#text);
    if (match === null) return this.#malformed('has a malformed end tag');
    const name = match[1] ?? '';
    if (name !== this.#top()) {
      return this.#malformed(`has </${shown(name)}> where </${this.#top()}> belongs`);
    }
    this.#open.pop();
    if (name === 'a') this.#anchors--;
    this.#position += match[0].length;
  }

  /** Text up to the next tag or reference. */
  #characters(): undefined {
    const text = this.#text;
    while (this.#fault === undefined && this.#position < text.length) {
      const char = text.charCodeAt(this.#position);
      if (char === 0x3c) return;
      if (char === 0x26) this.#reference();
      else if (char === 0x5d && text.startsWith(']]>', this.#position)) {
        this.#malformed('has ]]> in its text');
      } else {
        this.#character(char);
        this.#position++;
      }
    }
  }

  #reference(): undefined {
    const reference = referenceAt(this.#text, this.#position);
    if (reference === undefined) {
      return this.#malformed('has a reference that XML does not know');
    }
    this.#character(reference.text.codePointAt(0) ?? 0);
    this.#position = reference.end;
  }

  #character(char: number): undefined {
    if (char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09) {
      if (isEmptyElement(this.#top())) this.#say('txt-1', `has text in <${this.#top()}>`);
      return;
    }
    if (char < 0x20 || char > 0xfffd) {
      if (!isXmlCharacter(char)) return this.#malformed('has a character that XML forbids');
    }
    if (this.#open.length === 0) return this.#malformed('has text outside its <div>');
    if (!holdsText(this.#top())) {
      return this.#say('txt-1', `has text directly in <${this.#top()}>, which is not allowed`);
    }
    this.#hasContent = true;
  }
}

function shown(name: string): string {
  return name.length <= NAME_LENGTH_MAX ? name : `${name.slice(0, NAME_LENGTH_MAX - 1)}…`;
}
