import { allTokens, perFile, type Rule, type SourceFile } from '../scan/source-file.ts';
import { endsOperand, operatorWords, type Token } from '../scan/token.ts';
import { substitutionsOf, tokenize } from '../scan/tokenize.ts';

/** Looks at one code token and its neighbours; a text is an objection. */
type TokenCheck = (tokens: readonly Token[], index: number, file: SourceFile) => string | undefined;

/** 0 `any`. */
export const noAny: Rule = perToken((tokens, index) => {
  const before = tokens[index - 1]?.text ?? '';
  const after = tokens[index + 1]?.text ?? '';
  const isType = [':', '<', '|', '&', 'as', 'extends', '=>', '=', '[', '(', ',', 'is'];
  const isName = after === '(' || (after === ':' && before !== '?') || after === '.';
  const found = tokens[index]?.text === 'any' && isType.includes(before) && !isName;
  return found ? 'any' : undefined;
});

/** 0 non-null `!`. */
export const noNonNull: Rule = perToken((tokens, index) => {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (token?.kind !== 'punctuation' || token.text !== '!' || before?.text === '}') return undefined;
  const after = tokens[index + 1];
  const negates = before?.text === ')' && after?.kind === 'word' && !operatorWords.has(after.text);
  const isPostfix = endsOperand(before) && before?.endLine === token.line;
  return isPostfix && !negates ? 'non-null !' : undefined;
});

/** `as` only as `as const`, or beside the comment `// brand` in the constructor of a brand. */
export const noAssertions: Rule = perToken((tokens, index, file) => {
  const token = tokens[index];
  if (token?.kind !== 'word' || token.text !== 'as') return undefined;
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (!endsOperand(before) || before?.text === '*' || after?.text === 'const') return undefined;
  if (after?.kind === 'punctuation' && !['{', '[', '('].includes(after.text)) return undefined;
  if (isRenaming(tokens, index) || hasBrandRemark(file, token.line)) return undefined;
  return `as ${after?.text ?? ''}`;
});

/** Nothing is thrown in the pure folders; `assertNever` of `result.ts` is the only way out. */
export const noThrow: Rule = perToken((tokens, index, { path }) => {
  if (!/^src\/(?:domain|fhir)\//u.test(path)) return undefined;
  const isThrow = tokens[index]?.text === 'throw' && tokens[index - 1]?.text !== '.';
  return isThrow && tokens[index + 1]?.text !== ':' ? 'throw' : undefined;
});

/** Text never becomes code. */
export const noEval: Rule = perToken((tokens, index) => {
  const text = tokens[index]?.text;
  const called = tokens[index + 1]?.text === '(' && tokens[index - 1]?.text !== '.';
  const isConstructor = text === 'Function' && (called || tokens[index - 1]?.text === 'new');
  return (text === 'eval' && called) || isConstructor ? `${text}(…)` : undefined;
});

/** Debugging is not committed. */
export const noDebugger: Rule = perToken((tokens, index) =>
  tokens[index]?.text === 'debugger' && tokens[index + 1]?.text === ';' ? 'debugger' : undefined,
);

function perToken(check: TokenCheck): Rule {
  return perFile((file) =>
    withSubstitutions(allTokens(file)).flatMap((tokens) =>
      tokens.flatMap((token, index) => {
        const message =
          token.kind === 'word' || token.text === '!' ? check(tokens, index, file) : '';
        return message ? [{ path: file.path, line: token.line, message }] : [];
      }),
    ),
  );
}

/** The code tokens of a file, and those of every `${…}` in its templates. */
function withSubstitutions(all: readonly Token[]): readonly (readonly Token[])[] {
  const code = all.filter((token) => token.kind !== 'comment');
  const inner = code
    .filter((token) => token.kind === 'template')
    .flatMap((template) =>
      substitutionsOf(template.text).map((text) => shift(tokenize(text), template.line)),
    );
  return [code, ...inner.flatMap((tokens) => withSubstitutions(tokens))];
}

function shift(tokens: readonly Token[], line: number): readonly Token[] {
  return tokens.map((token) => ({
    ...token,
    line: token.line + line - 1,
    endLine: token.endLine + line - 1,
  }));
}

/** `import { a as b }`, `export { a as b }`, `import * as a`. */
function isRenaming(tokens: readonly Token[], index: number): boolean {
  let at = index - 1;
  while (at >= 0 && !['{', '}', ';', '(', '='].includes(tokens[at]?.text ?? '')) at -= 1;
  if (tokens[at]?.text !== '{') return false;
  const before = tokens[at - 1]?.text ?? '';
  const isImport = before === 'type' || before === ',' ? importsBefore(tokens, at) : false;
  return before === 'import' || before === 'export' || isImport;
}

function importsBefore(tokens: readonly Token[], brace: number): boolean {
  const words = [tokens[brace - 2]?.text, tokens[brace - 3]?.text];
  return words.includes('import') || words.includes('export');
}

function hasBrandRemark(file: SourceFile, line: number): boolean {
  return allTokens(file).some(
    (token) =>
      token.kind === 'comment' &&
      /^\/\/ brand\b/u.test(token.text) &&
      (token.line === line || token.line === line - 1),
  );
}
