import type { Token } from './token.ts';
import { tokenize } from './tokenize.ts';

/** A file of the repository as the rules see it; `path` is relative to the root, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What a rule objects to. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A tidy rule: pure, over all files at once. */
export type Rule = (files: readonly SourceFile[]) => readonly Violation[];

const tokensOf = new WeakMap<SourceFile, readonly Token[]>();

/** The tokens of a file, comments among them; scanned once. */
export function allTokens(file: SourceFile): readonly Token[] {
  const known = tokensOf.get(file);
  if (known !== undefined) return known;
  const tokens = tokenize(file.text);
  tokensOf.set(file, tokens);
  return tokens;
}

/** The tokens of a file without its comments. */
export function codeTokens(file: SourceFile): readonly Token[] {
  return allTokens(file).filter((token) => token.kind !== 'comment');
}

/** Makes a rule of a check that looks at one file at a time. */
export function perFile(check: (file: SourceFile) => readonly Violation[]): Rule {
  return (files) => files.flatMap((file) => check(file));
}

/** A violation in one line, as a failing test prints it. */
export function describeViolation({ path, line, message }: Violation): string {
  return `${path}:${line} ${message}`;
}
