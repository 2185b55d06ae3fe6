import { endsOperand, type Token, type TokenKind } from './token.ts';

const word = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;
const number = /(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)n?/uy;
const string = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/uy;
const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//uy;
const regex = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/uy;
const punctuation =
  /=>|\.\.\.|\?\.(?!\d)|\?\?=?|[!=]==?|&&=?|\|\|=?|[+-][+-]|[-+*/%&|^<]=|[\s\S]/uy;
const space = /\s+/uy;
const shebang = /#![^\n]*/uy;
const controlWords = new Set(['if', 'while', 'for', 'with']);

/**
 * Splits TypeScript text into tokens without a compiler: strings, templates, regexes and comments
 * are whole tokens, so no rule mistakes their content for code. `>` always stands alone.
 */
export function tokenize(text: string): readonly Token[] {
  const scanner = new Scanner(text);
  scanner.scan(text.length);
  return scanner.tokens;
}

class Scanner {
  readonly tokens: Token[] = [];
  readonly #text: string;
  #at = 0;
  #line = 1;
  /** For each open parenthesis: whether it belongs to `if`, `while`, `for` or `with`. */
  readonly #parens: boolean[] = [];
  #lastParenWasControl = false;
  #last: Token | undefined;

  constructor(text: string) {
    this.#text = text;
    const start = match(shebang, text, 0);
    if (start !== undefined) this.#at = start.length;
  }

  scan(end: number): void {
    while (this.#at < end) {
      const blank = match(space, this.#text, this.#at);
      if (blank === undefined) this.#next();
      else this.#skip(blank);
    }
  }

  #next(): void {
    const [kind, text] = this.#lexeme();
    if (kind === 'punctuation') this.#countParenthesis(text);
    this.#push(kind, text);
  }

  #lexeme(): readonly [TokenKind, string] {
    const text = this.#text;
    const at = this.#at;
    const first = text.charAt(at);
    const remark = match(comment, text, at);
    if (remark !== undefined) return ['comment', remark];
    if (first === '`') return ['template', text.slice(at, templateEnd(text, at))];
    const quoted = match(string, text, at);
    if (quoted !== undefined) return ['string', quoted];
    const name = match(word, text, at);
    if (name !== undefined) return ['word', name];
    const digits = /[\d.]/u.test(first) ? match(number, text, at) : undefined;
    if (digits !== undefined && digits !== '') return ['number', digits];
    const pattern = first === '/' && this.#regexMayStart() ? match(regex, text, at) : undefined;
    if (pattern !== undefined) return ['regex', pattern];
    return ['punctuation', match(punctuation, text, at) ?? first];
  }

  #countParenthesis(text: string): void {
    if (text === '(') {
      const last = this.#last;
      this.#parens.push(last?.kind === 'word' && controlWords.has(last.text));
    }
    if (text === ')') this.#lastParenWasControl = this.#parens.pop() ?? false;
  }

  #regexMayStart(): boolean {
    const last = this.#last;
    if (last?.text === ')' && last.kind === 'punctuation') return this.#lastParenWasControl;
    if (last?.text === '}' && last.kind === 'punctuation') return last.line !== this.#line;
    return !endsOperand(last);
  }

  #push(kind: TokenKind, text: string): void {
    const line = this.#line;
    this.#skip(text);
    const token: Token = { kind, text, line, endLine: this.#line };
    this.tokens.push(token);
    if (kind !== 'comment') this.#last = token;
  }

  #skip(text: string): void {
    this.#at += text.length;
    for (const character of text) if (character === '\n') this.#line += 1;
  }
}

function match(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}

/** Where a template that begins at `start` ends, its `${…}` and theirs included. */
function templateEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '\\') at += 2;
    else if (character === '`') return at + 1;
    else if (text.startsWith('${', at)) at = substitutionEnd(text, at + 2);
    else at += 1;
  }
  return at;
}

function substitutionEnd(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < text.length && depth > 0) {
    const character = text.charAt(at);
    const skipped = match(string, text, at) ?? match(comment, text, at);
    if (skipped !== undefined) at += skipped.length;
    else if (character === '`') at = templateEnd(text, at);
    else {
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      at += 1;
    }
  }
  return at;
}

/** The code inside the `${…}` of a template, as text of its own. */
export function substitutionsOf(template: string): readonly string[] {
  const found: string[] = [];
  let at = 1;
  while (at < template.length - 1) {
    if (template.charAt(at) === '\\') at += 2;
    else if (template.startsWith('${', at)) {
      const end = substitutionEnd(template, at + 2);
      found.push(template.slice(at + 2, end - 1));
      at = end;
    } else at += 1;
  }
  return found;
}
