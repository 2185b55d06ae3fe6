import { join } from 'node:path';
import { rulebookSchemas } from '../../../src/adapters/rulebook-schema.ts';
import { settingsTable } from '../../../src/settings/settings-table.ts';
import { readTree } from '../../tidy/read-tree.ts';
import { allTokens, type SourceFile } from '../../tidy/scan/source-file.ts';
import type { Token } from '../../tidy/scan/token.ts';
import { substitutionsOf, tokenize } from '../../tidy/scan/tokenize.ts';
import type { PlacedPattern } from './placed-pattern.ts';

const root = join(import.meta.dirname, '../../..');

/** Files that make patterns of texts that they are given, and what keeps each of them safe. */
export const GUARDED: Readonly<Record<string, string>> = {
  'src/fhir/fhirpath/safe-pattern.ts': 'of literals that patternProblem accepts',
  'src/fhir/regex/regex-reader.ts': 'made to see if it is one, never run',
  'src/fhir/regex/whole-text-pattern.ts': 'of what isLinearRegex accepts',
};

/** The patterns that stand in the program as literals, those inside of templates among them. */
export function literalPatterns(files: readonly SourceFile[]): readonly PlacedPattern[] {
  return files.flatMap((file) =>
    codeIn(allTokens(file)).flatMap(({ kind, text, line }) => {
      if (kind !== 'regex') return [];
      const end = text.lastIndexOf('/');
      const pattern = new RegExp(text.slice(1, end), text.slice(end + 1));
      return [{ place: `${file.path}:${line}`, pattern }];
    }),
  );
}

/** Tokens, and instead of each template with code in it those of its code as well. */
function codeIn(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'template') return [token];
    const inside = substitutionsOf(token.text).flatMap((code) => codeIn(tokenize(code)));
    return [token, ...inside.map((inner) => ({ ...inner, line: token.line }))];
  });
}

/**
 * Where `src/` makes patterns of texts, by file: `RegExp(…)`, and methods that make one of a text
 * that they are given.
 */
export function makersOfPatterns(files: readonly SourceFile[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const file of files) {
    const tokens = codeIn(allTokens(file)).filter(({ kind }) => kind !== 'comment');
    const count = tokens.filter((_, index) => makesPattern(tokens, index)).length;
    if (count > 0) found.set(file.path, count);
  }
  return found;
}

const OF_TEXT: ReadonlySet<string> = new Set(['match', 'matchAll', 'search']);

function makesPattern(tokens: readonly Token[], index: number): boolean {
  const [name, open, argument] = tokens.slice(index, index + 3);
  if (name?.kind !== 'word' || open?.text !== '(') return false;
  if (name.text === 'RegExp') return true;
  const isText = argument?.kind === 'string' || argument?.kind === 'template';
  return OF_TEXT.has(name.text) && tokens[index - 1]?.text === '.' && isText;
}

const madeBy = new Map<string, Promise<readonly PlacedPattern[]>>();

/** The patterns that a file makes when it is loaded. */
export function patternsMadeBy(path: string): Promise<readonly PlacedPattern[]> {
  const made = madeBy.get(path) ?? recorded(path);
  madeBy.set(path, made);
  return made;
}

async function recorded(path: string): Promise<readonly PlacedPattern[]> {
  const made: PlacedPattern[] = [];
  const Original = RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct(target, given: [string, string?]) {
      const pattern = new target(...given);
      made.push({ place: path, pattern });
      return pattern;
    },
    apply: (target, _, given: [string, string?]) => new target(...given),
  });
  try {
    // With a query it is loaded anew, whoever has loaded it before.
    await import(/* @vite-ignore */ `${join(root, path)}?patterns`);
  } finally {
    globalThis.RegExp = Original;
  }
  return made;
}

/** The patterns of the schemas of rulebooks and settings, as `ajv` makes them. */
export function schemaPatterns(): readonly PlacedPattern[] {
  return [
    ...patternsIn('src/adapters/rulebook-schema.ts', rulebookSchemas),
    ...patternsIn('src/settings/settings-table.ts', settingsTable),
  ];
}

function patternsIn(place: string, value: unknown): readonly PlacedPattern[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'patternProperties') {
      return Object.keys(inner).map((source) => ({ place, pattern: new RegExp(source, 'u') }));
    }
    return key === 'pattern' && typeof inner === 'string'
      ? [{ place, pattern: new RegExp(inner, 'u') }]
      : patternsIn(place, inner);
  });
}

/** All files of the program. */
export function programFiles(): readonly SourceFile[] {
  return readTree(['src']);
}
