import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallNode, type Expression, partsOf } from '../../../src/fhir/fhirpath/ast.ts';
import { parseFhirPath } from '../../../src/fhir/fhirpath/parser.ts';
import { compiledPattern } from '../../../src/fhir/fhirpath/safe-pattern.ts';
import { wholeTextPattern } from '../../../src/fhir/regex/whole-text-pattern.ts';
import type { PlacedPattern } from './placed-pattern.ts';

const root = join(import.meta.dirname, '../../..');
const PATTERN_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['matches', 'matchesFull', 'replaceMatches'],
]);

/** The patterns in the facts of all guides and of base R4. */
export interface FactPatterns {
  /** Those that are run: of types, of filters of value sets, of FHIRPath. */
  readonly run: readonly PlacedPattern[];
  /** Expressions that are never run, because they could take for ever. */
  readonly refused: readonly string[];
  /** FHIRPath in which a pattern is computed, or that can't be read. */
  readonly computed: readonly string[];
}

/** Reads every file of facts and takes the patterns out of it. */
export function factPatterns(): FactPatterns {
  const found = new Finder();
  for (const folder of ['profiles', 'dist/profiles']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.json')) continue;
      const text = readFileSync(join(root, folder, name), 'utf8');
      // Most have none, and reading them all takes long.
      if (/"regex"|atches/.test(text)) found.look(JSON.parse(text), `${folder}/${name}`);
    }
  }
  return { run: found.run, refused: [...found.refused].sort(), computed: found.computed };
}

class Finder {
  readonly run: PlacedPattern[] = [];
  readonly refused = new Set<string>();
  readonly computed: string[] = [];

  look(value: unknown, place: string): void {
    if (typeof value === 'string') {
      if (/atches(?:Full)?\s*\(/.test(value)) this.#expression(value, place);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if ('regex' in value) this.#wholeText(String(value.regex), place);
    if ('op' in value && value.op === 'regex' && 'value' in value) {
      this.#wholeText(String(value.value), place);
    }
    for (const inner of Object.values(value)) this.look(inner, place);
  }

  #wholeText(source: string, place: string): void {
    const pattern = wholeTextPattern(source);
    if (pattern === undefined) this.refused.add(source);
    else this.run.push({ place, pattern });
  }

  #expression(expression: string, place: string): void {
    const parsed = parseFhirPath(expression);
    if (!parsed.ok) {
      this.computed.push(`${place}: ${expression}`);
      return;
    }
    for (const { args } of patternCalls(parsed.value)) {
      const [first] = args;
      const source = first?.kind === 'literal' ? first.value : undefined;
      const pattern = typeof source === 'string' ? compiledPattern(source) : undefined;
      if (pattern === undefined) this.computed.push(`${place}: ${expression}`);
      else this.run.push({ place, pattern });
    }
  }
}

function patternCalls(node: Expression): readonly CallNode[] {
  const own = node.kind === 'call' && PATTERN_FUNCTIONS.has(node.name) ? [node] : [];
  return [...own, ...partsOf(node).flatMap(patternCalls)];
}
