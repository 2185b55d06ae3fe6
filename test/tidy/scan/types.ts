import { type Brackets, skipAngles } from './brackets.ts';
import type { Token } from './token.ts';

const prefixes = new Set([
  ...['keyof', 'typeof', 'readonly', 'unique', 'infer', 'asserts', 'new', 'abstract'],
  ...['|', '&', '-'],
]);
const statements = new Set([
  ...['return', 'break', 'continue', 'throw', 'const', 'let', 'if', 'for', 'while', 'switch'],
  ...['case', 'default', 'do', 'try', 'await', 'yield', 'delete'],
]);
const infixes = new Set(['.', '|', '&', 'is', 'extends', '?', ':']);

/**
 * The index behind the type that begins at `start`, or -1 when none does. It tells the braces of a
 * type literal (where an operand may stand) from those of a body (where it may not).
 */
export function skipType(tokens: readonly Token[], brackets: Brackets, start: number): number {
  let at = start;
  let conditional = false;
  for (;;) {
    const operand = skipOperand(tokens, brackets, at);
    if (operand < 0) return -1;
    const wasGroup = tokens[operand - 1]?.text === ')';
    at = skipSuffixes(tokens, brackets, operand);
    const next = tokens[at]?.text ?? '';
    conditional ||= next === 'extends';
    const goesOn = infixes.has(next) && (conditional || (next !== '?' && next !== ':'));
    if (!goesOn && !(next === '=>' && wasGroup)) return at;
    at += 1;
  }
}

function skipOperand(tokens: readonly Token[], brackets: Brackets, start: number): number {
  let at = start;
  while (prefixes.has(tokens[at]?.text ?? '')) at += 1;
  const token = tokens[at];
  if (token === undefined || (token.kind === 'word' && statements.has(token.text))) return -1;
  if (token.kind !== 'punctuation') return at + 1;
  if (token.text === '<') {
    const behind = skipAngles(tokens, brackets, at);
    return behind < 0 ? -1 : skipOperand(tokens, brackets, behind);
  }
  const end = ['{', '(', '['].includes(token.text) ? (brackets.partner[at] ?? -1) : -1;
  return end < 0 ? -1 : end + 1;
}

function skipSuffixes(tokens: readonly Token[], brackets: Brackets, start: number): number {
  let at = start;
  for (;;) {
    const text = tokens[at]?.text;
    const sameLine = tokens[at]?.line === tokens[at - 1]?.endLine;
    if (text === '<') {
      const behind = skipAngles(tokens, brackets, at);
      if (behind < 0) return at;
      at = behind;
    } else if (text === '[' && sameLine) at = (brackets.partner[at] ?? at) + 1;
    else return at;
  }
}
