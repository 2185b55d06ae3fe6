import {
  allTokens,
  perFile,
  type Rule,
  type SourceFile,
  type Violation,
} from '../scan/source-file.ts';
import type { Token } from '../scan/token.ts';

/** The compiler is never silenced. */
export const noSilencing: Rule = perComment((text) =>
  /@ts-(?:ignore|expect-error|nocheck)/u.test(text) ? 'silences the compiler' : undefined,
);

/** What is left to do has an issue: `TODO(#12)`. */
export const noBareTodo: Rule = perComment((text) =>
  /\b(?:TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/u.test(text) ? 'TODO without an issue' : undefined,
);

/** Code is deleted, not commented out. */
export const noCommentedCode: Rule = perComment((text) => {
  const body = text.replace(/^\/\/\s?/u, '').trim();
  const isCode = text.startsWith('//') && /(?:;|\{|=>|\}\)?)$/u.test(body) && /[=({]/u.test(body);
  return isCode || /^(?:import|export|const|let|return)\b.*;$/u.test(body)
    ? 'commented-out code'
    : undefined;
});

/** Every export of `src/` has a docstring. */
export const docstrings: Rule = perFile((file) => {
  if (!file.path.startsWith('src/')) return [];
  const tokens = allTokens(file);
  const known = new Set<string>();
  return tokens.flatMap((token, index) => {
    if (!isDeclaringExport(tokens, index)) return [];
    const name = exportedName(tokens, index);
    const isOverload = known.has(name);
    known.add(name);
    const before = tokens[index - 1];
    const hasDocstring = before?.kind === 'comment' && before.text.startsWith('/**');
    if (hasDocstring || isOverload) return [];
    return [{ path: file.path, line: token.line, message: `export ${name} has no docstring` }];
  });
});

/** Whether a token is an `export` that declares something of its own. */
export function isDeclaringExport(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind !== 'word' || token.text !== 'export') return false;
  if (tokens[index - 1]?.text === '.' || tokens[index + 1]?.text === ':') return false;
  const next = tokens[index + 1]?.text === 'type' ? tokens[index + 2] : tokens[index + 1];
  return next?.text !== '{' && next?.text !== '*';
}

const declarators = new Set([
  ...['const', 'let', 'var', 'function', 'class', 'interface', 'type', 'enum', 'namespace'],
  ...['async', 'abstract', 'default', 'declare', '*'],
]);

/** The name that an `export` declares. */
export function exportedName(tokens: readonly Token[], index: number): string {
  let at = index + 1;
  while (declarators.has(tokens[at]?.text ?? '')) at += 1;
  return tokens[at]?.text ?? '';
}

function perComment(check: (text: string) => string | undefined): Rule {
  return perFile((file: SourceFile) =>
    allTokens(file).flatMap((token): readonly Violation[] => {
      const message = token.kind === 'comment' ? check(token.text) : undefined;
      return message === undefined ? [] : [{ path: file.path, line: token.line, message }];
    }),
  );
}
