import { posix } from 'node:path';
import { codeTokens, type SourceFile } from './source-file.ts';
import type { Token } from './token.ts';

/** One import of a file; `target` is a path from the root, a package name or `node:…`. */
export interface Import {
  readonly target: string;
  readonly isRelative: boolean;
  readonly typeOnly: boolean;
  readonly isReExport: boolean;
  readonly line: number;
}

/** Everything a file imports: static, dynamic, for its effect, and what it exports again. */
export function findImports(file: SourceFile): readonly Import[] {
  const tokens = codeTokens(file);
  const found: Import[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || tokens[index - 1]?.text === '.') continue;
    const isImport = token.text === 'import' && tokens[index + 1]?.text !== '.';
    if (!isImport && token.text !== 'export') continue;
    const from = isImport ? importSource(tokens, index) : exportSource(tokens, index);
    if (from === undefined) continue;
    found.push({
      ...resolveTarget(file.path, unquote(from.text)),
      typeOnly: isTypeOnly(tokens, index, tokens.indexOf(from)),
      isReExport: !isImport,
      line: token.line,
    });
  }
  return found;
}

function importSource(tokens: readonly Token[], start: number): Token | undefined {
  const next = tokens[start + 1];
  if (next?.kind === 'string') return next;
  if (next?.text === '(') {
    const argument = tokens[start + 2];
    return argument?.kind === 'string' ? argument : undefined;
  }
  return fromClause(tokens, start);
}

function exportSource(tokens: readonly Token[], start: number): Token | undefined {
  const at = tokens[start + 1]?.text === 'type' ? start + 2 : start + 1;
  const isClause = tokens[at]?.text === '{' || tokens[at]?.text === '*';
  return isClause ? fromClause(tokens, start) : undefined;
}

function fromClause(tokens: readonly Token[], start: number): Token | undefined {
  for (let at = start + 1; at < tokens.length; at += 1) {
    const text = tokens[at]?.text;
    const next = tokens[at + 1];
    if (text === 'from' && next?.kind === 'string') return next;
    if (text === ';' || text === '=' || text === '(') return undefined;
  }
  return undefined;
}

/** `import type …`, or only `type` names between the braces. */
function isTypeOnly(tokens: readonly Token[], start: number, end: number): boolean {
  if (tokens[start + 1]?.text === 'type' && tokens[start + 2]?.text !== 'from') return true;
  const open = tokens.findIndex((token, at) => at > start && at < end && token.text === '{');
  if (open !== start + 1) return false;
  const names = tokens.slice(open + 1, end - 2);
  const starts = names.filter((_, at) => at === 0 || names[at - 1]?.text === ',');
  return starts.length > 0 && starts.every((token) => token.text === 'type');
}

function resolveTarget(path: string, target: string): Pick<Import, 'target' | 'isRelative'> {
  if (!target.startsWith('.')) return { target, isRelative: false };
  return { target: posix.join(posix.dirname(path), target), isRelative: true };
}

function unquote(text: string): string {
  return text.slice(1, -1);
}
