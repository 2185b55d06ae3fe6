import type { Token } from './token.ts';

/** Which bracket belongs to which, by token index; -1 where there is none. */
export interface Brackets {
  readonly partner: readonly number[];
  /** The innermost bracket that is open at a token. */
  readonly enclosing: readonly number[];
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Pairs the brackets of comment-free tokens. */
export function pairBrackets(tokens: readonly Token[]): Brackets {
  const partner = tokens.map(() => -1);
  const enclosing = tokens.map(() => -1);
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    const opener = token.kind === 'punctuation' ? closers[token.text] : undefined;
    if (opener !== undefined) {
      const start = open.pop() ?? -1;
      if (start >= 0 && tokens[start]?.text === opener) {
        partner[start] = index;
        partner[index] = start;
      }
    }
    enclosing[index] = open.at(-1) ?? -1;
    if (token.kind === 'punctuation' && ['(', '[', '{'].includes(token.text)) open.push(index);
  }
  return { partner, enclosing };
}

/** The index behind the `>` that closes the `<` at `start`, or -1 when it is a comparison. */
export function skipAngles(tokens: readonly Token[], brackets: Brackets, start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'punctuation') continue;
    if (token.text === '<') depth += 1;
    if (token.text === '>') depth -= 1;
    if (depth === 0) return at + 1;
    if ([';', ')', ']', '}', '&&', '||'].includes(token.text)) return -1;
    const end = brackets.partner[at] ?? -1;
    if (end > at) at = end;
  }
  return -1;
}
