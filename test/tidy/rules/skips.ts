import { pairBrackets } from '../scan/brackets.ts';
import { codeTokens, perFile, type Rule, type Violation } from '../scan/source-file.ts';
import type { Token } from '../scan/token.ts';

const allowedReason = 'needs ../shared';
const runners = new Set(['it', 'test', 'describe', 'suite', 'bench']);

/** No test is skipped, but one whose name says `needs ../shared`; none runs alone. */
export const noSkips: Rule = perFile((file) => {
  if (!file.path.startsWith('test/')) return [];
  const tokens = codeTokens(file);
  return tokens.flatMap((token, index): readonly Violation[] => {
    const isMember = token.kind === 'word' && tokens[index - 1]?.text === '.';
    const isRunner = isMember && runners.has(rootOf(tokens, index - 2));
    const isContext = isMember && token.text === 'skip' && tokens[index + 1]?.text === '(';
    const found = { path: file.path, line: token.line, message: `.${token.text}` };
    if (isRunner && ['only', 'todo', 'fails'].includes(token.text)) return [found];
    const skips = isRunner && ['skip', 'skipIf', 'runIf'].includes(token.text);
    if (!skips && !isContext) return [];
    return reasonAfter(tokens, index).includes(allowedReason) ? [] : [found];
  });
});

/** The first word of a chain of members: `it` of `it.concurrent.skip`. */
function rootOf(tokens: readonly Token[], index: number): string {
  let at = index;
  while (tokens[at]?.kind === 'word' && tokens[at - 1]?.text === '.') at -= 2;
  return tokens[at]?.text ?? '';
}

/** The text that names the test or gives the reason; a condition before it is passed over. */
function reasonAfter(tokens: readonly Token[], index: number): string {
  const { partner } = pairBrackets(tokens);
  let open = index + 1;
  if (tokens[index]?.text !== 'skip') open = (partner[open] ?? open) + 1;
  if (tokens[open]?.text !== '(') return '';
  const end = partner[open] ?? open;
  const reason = tokens
    .slice(open + 1, end)
    .find((token) => token.kind === 'string' || token.kind === 'template');
  return reason?.text ?? '';
}
