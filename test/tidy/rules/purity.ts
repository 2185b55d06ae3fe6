import { fetchPlaces, pureFolders, worldlyGlobals } from '../import-table.ts';
import { codeTokens, perFile, type Rule, type Violation } from '../scan/source-file.ts';
import type { Token } from '../scan/token.ts';

/** The pure folders use no global that brings in the world: no clock, chance, console, network. */
export const noWorldInside: Rule = perFile((file) => {
  if (!pureFolders.some((folder) => file.path.startsWith(`src/${folder}`))) return [];
  const tokens = codeTokens(file);
  return tokens.flatMap((token, index): readonly Violation[] => {
    const name = worldlyUse(tokens, index);
    return name === undefined ? [] : [{ path: file.path, line: token.line, message: name }];
  });
});

/** `fetch` is called in one place. */
export const fetchInOnePlace: Rule = perFile((file) => {
  if (!file.path.startsWith('src/')) return [];
  if (fetchPlaces.some((place) => file.path.startsWith(`src/${place}`))) return [];
  const tokens = codeTokens(file);
  return tokens.flatMap((token, index): readonly Violation[] => {
    const isCall = token.text === 'fetch' && tokens[index + 1]?.text === '(';
    const isOwn = tokens[index - 1]?.text === '.' || tokens[index - 1]?.text === 'function';
    return isCall && !isOwn ? [{ path: file.path, line: token.line, message: 'fetch(…)' }] : [];
  });
});

function worldlyUse(tokens: readonly Token[], index: number): string | undefined {
  const token = tokens[index];
  const before = tokens[index - 1]?.text ?? '';
  const after = tokens[index + 1]?.text ?? '';
  if (token?.kind !== 'word' || before === '.' || before === '?.') return undefined;
  const member = `${token.text}.${tokens[index + 2]?.text ?? ''}`;
  if (after === '.' && (member === 'Date.now' || member === 'Math.random')) return member;
  const isEmptyDate = after !== '(' || tokens[index + 2]?.text === ')';
  if (token.text === 'Date' && before === 'new' && isEmptyDate) return 'new Date()';
  const isUse = after === '.' || after === '(' || after === '[' || before === 'new';
  return worldlyGlobals.has(token.text) && isUse ? token.text : undefined;
}
