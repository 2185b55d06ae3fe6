import { type Brackets, pairBrackets, skipAngles } from './brackets.ts';
import type { Token } from './token.ts';
import { skipType } from './types.ts';

/** A function, method or arrow with its size. */
export interface FunctionShape {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
  /** For an argument of a call the first word of what is called: `describe` of `describe.each`. */
  readonly passedTo: string;
}

const control = new Set([
  ...['if', 'for', 'while', 'switch', 'catch', 'with', 'return', 'typeof', 'await', 'case', 'new'],
  ...['in', 'of', 'do', 'else', 'yield', 'throw', 'delete', 'void', 'instanceof'],
]);

/** Every function with a body in comment-free tokens, in the order of their heads. */
export function findFunctions(tokens: readonly Token[]): readonly FunctionShape[] {
  const scan = new FunctionScan(tokens);
  return scan.find();
}

class FunctionScan {
  readonly #tokens: readonly Token[];
  readonly #brackets: Brackets;
  readonly #found: FunctionShape[] = [];
  /** Arrows whose parameters were in parentheses. */
  readonly #arrows = new Set<number>();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#brackets = pairBrackets(tokens);
  }

  find(): readonly FunctionShape[] {
    for (const [index, token] of this.#tokens.entries()) {
      if (token.kind !== 'punctuation') continue;
      if (token.text === '(') this.#parenthesis(index);
      if (token.text === '=>' && !this.#arrows.has(index)) this.#bareArrow(index);
    }
    return this.#found;
  }

  #text(index: number): string {
    return this.#tokens[index]?.text ?? '';
  }

  #parenthesis(open: number): void {
    const close = this.#brackets.partner[open] ?? -1;
    if (close < 0) return;
    const typed = this.#text(close + 1) === ':';
    const behind = typed ? skipType(this.#tokens, this.#brackets, close + 2) : close + 1;
    if (behind < 0) return;
    const parameters = this.#countParameters(open, close);
    if (this.#text(behind) === '=>') {
      this.#arrows.add(behind);
      this.#add(open, this.#arrowEnd(behind + 1), parameters);
    } else if (this.#text(behind) === '{' && this.#isNamed(open)) {
      this.#add(open, this.#brackets.partner[behind] ?? behind, parameters);
    }
  }

  #bareArrow(arrow: number): void {
    if (this.#tokens[arrow - 1]?.kind !== 'word') return;
    this.#add(arrow - 1, this.#arrowEnd(arrow + 1), 1);
  }

  /** Whether a function's or method's name, or `function` itself, stands before its parameters. */
  #isNamed(open: number): boolean {
    const before = this.#tokens[open - 1];
    if (before === undefined) return false;
    if (before.kind === 'word') return !control.has(before.text);
    return before.kind === 'string' || [']', '>', '*'].includes(before.text);
  }

  #arrowEnd(start: number): number {
    const { partner } = this.#brackets;
    if (this.#text(start) === '{') return partner[start] ?? start;
    let at = start;
    while (at < this.#tokens.length) {
      const token = this.#tokens[at];
      const isEnd = token?.kind === 'punctuation' && [',', ';', ')', ']', '}'].includes(token.text);
      if (isEnd) break;
      const end = partner[at] ?? -1;
      at = end > at ? end + 1 : at + 1;
    }
    return at - 1;
  }

  #countParameters(open: number, close: number): number {
    let count = 0;
    let empty = true;
    for (let at = open + 1; at < close; at += 1) {
      if (this.#text(at) === ',' && this.#tokens[at]?.kind === 'punctuation') {
        count += 1;
        empty = true;
        continue;
      }
      empty = false;
      at = this.#groupEnd(at);
    }
    return empty ? count : count + 1;
  }

  /** The last index of the bracket group that begins at an index, else the index itself. */
  #groupEnd(at: number): number {
    const end = this.#brackets.partner[at] ?? -1;
    if (end > at) return end;
    if (this.#text(at) !== '<' || this.#tokens[at - 1]?.kind !== 'word') return at;
    const behind = skipAngles(this.#tokens, this.#brackets, at);
    return behind < 0 ? at : behind - 1;
  }

  #add(head: number, end: number, parameters: number): void {
    const start = this.#tokens[head];
    const last = this.#tokens[end];
    if (start === undefined || last === undefined) return;
    this.#found.push({
      name: this.#nameBefore(head),
      line: start.line,
      lines: last.endLine - start.line + 1,
      parameters,
      passedTo: this.#calleeOf(head),
    });
  }

  #nameBefore(head: number): string {
    let at = head - 1;
    if (this.#text(at) === '>') while (at > 0 && this.#text(at) !== '<') at -= 1;
    if (this.#text(at) === '<') at -= 1;
    if (this.#text(at) === 'async') at -= 1;
    if (this.#text(at) === '=' || this.#text(at) === ':') at -= 1;
    const token = this.#tokens[at];
    return token?.kind === 'word' ? token.text : '(unnamed)';
  }

  #calleeOf(head: number): string {
    const before = this.#text(this.#text(head - 1) === 'async' ? head - 2 : head - 1);
    if (before !== '(' && before !== ',') return '';
    const opener = this.#brackets.enclosing[head] ?? -1;
    if (this.#text(opener) !== '(') return '';
    let at = opener - 1;
    let name = '';
    while (at >= 0) {
      const token = this.#tokens[at];
      if (token?.kind === 'word') name = token.text;
      const isGroup = token?.text === ')' || token?.text === ']';
      if (isGroup) at = this.#brackets.partner[at] ?? at;
      else if (token?.kind !== 'word' && token?.kind !== 'template' && token?.text !== '.') break;
      if (token?.kind === 'word' && this.#text(at - 1) !== '.') break;
      at -= 1;
    }
    return name;
  }
}
