import { pairBrackets } from '../scan/brackets.ts';
import { codeTokens, perFile, type Rule, type Violation } from '../scan/source-file.ts';
import type { Token } from '../scan/token.ts';

/** Methods that take any number of arguments, each of which has its place on the stack. */
const TAKING_MANY: ReadonlySet<string> = new Set([
  ...['push', 'unshift', 'splice', 'concat', 'call', 'bind', 'assign', 'of'],
  ...['max', 'min', 'hypot', 'fromCharCode', 'fromCodePoint', 'raw'],
]);

/**
 * No list is spread into the arguments of such a method, and none is applied: past some 100,000
 * arguments the stack is full, and a sender decides how long a list is. A list that stands there in
 * its brackets is as long as it is written.
 */
export const noSpreadArguments: Rule = perFile((file) => {
  if (!file.path.startsWith('src/')) return [];
  const tokens = codeTokens(file);
  const { enclosing } = pairBrackets(tokens);
  return tokens.flatMap((token, index): readonly Violation[] => {
    const message = spreadAt(tokens, enclosing, index) ?? appliedAt(tokens, index);
    return message === undefined ? [] : [{ path: file.path, line: token.line, message }];
  });
});

function spreadAt(
  tokens: readonly Token[],
  enclosing: readonly number[],
  index: number,
): string | undefined {
  const token = tokens[index];
  if (token?.text !== '...' || tokens[index + 1]?.text === '[') return undefined;
  const open = enclosing[index] ?? -1;
  const name = tokens[open - 1]?.text ?? '';
  const isMethod = tokens[open]?.text === '(' && /^\??\.$/u.test(tokens[open - 2]?.text ?? '');
  return isMethod && TAKING_MANY.has(name) ? `spreads a list into ${name}(…)` : undefined;
}

function appliedAt(tokens: readonly Token[], index: number): string | undefined {
  const isCall = tokens[index]?.text === 'apply' && tokens[index + 1]?.text === '(';
  return isCall && tokens[index - 1]?.text === '.' ? 'applies a list' : undefined;
}
