import { findImports } from '../scan/imports.ts';
import { codeTokens, type Rule, type SourceFile, type Violation } from '../scan/source-file.ts';
import { exportedName, isDeclaringExport } from './comments.ts';

/** Files that something outside of the tree starts. */
const ENTRIES: ReadonlySet<string> = new Set(['src/cli/main.ts', 'src/main.ts']);

/** Every value that `src/` exports is named in another file; types explain signatures. */
export const noDeadExports: Rule = (files) => {
  const words = new Map(files.map((file) => [file.path, wordsOf(file)]));
  const isNamedElsewhere = (name: string, path: string): boolean =>
    [...words].some(([other, named]) => other !== path && named.has(name));
  return files.filter(isSource).flatMap((file) => {
    const tokens = codeTokens(file);
    return tokens.flatMap((token, index): readonly Violation[] => {
      const what = tokens[index + 1]?.text;
      if (!isDeclaringExport(tokens, index) || what === 'type' || what === 'interface') return [];
      const name = exportedName(tokens, index);
      if (isNamedElsewhere(name, file.path)) return [];
      const message = `export ${name} is used nowhere else`;
      return [{ path: file.path, line: token.line, message }];
    });
  });
};

/** Every file of `src/` is imported by another one, or is where a program begins. */
export const noDeadFiles: Rule = (files) => {
  const imported = new Set(files.flatMap(findImports).map(({ target }) => target));
  return files
    .filter((file) => isSource(file) && !ENTRIES.has(file.path) && !imported.has(file.path))
    .map(({ path }) => ({ path, line: 1, message: 'the file is imported nowhere' }));
};

function isSource({ path }: SourceFile): boolean {
  return path.startsWith('src/');
}

function wordsOf(file: SourceFile): ReadonlySet<string> {
  return new Set(codeTokens(file).map((token) => token.text));
}
