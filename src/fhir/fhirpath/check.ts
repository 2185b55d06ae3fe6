import { type CallNode, type Expression, partsOf } from './ast.ts';
import { callProblem } from './functions.ts';
import { parseFhirPath } from './parser.ts';
import { patternProblem } from './safe-pattern.ts';

const VARIABLES: ReadonlySet<string> = new Set([
  'resource',
  'rootResource',
  'context',
  'ucum',
  'sct',
  'loinc',
]);
const PATTERN_FUNCTIONS: ReadonlySet<string> = new Set([
  'matches',
  'matchesFull',
  'replaceMatches',
]);

/** Why an expression can't be compiled, in one line; undefined when it can. */
export function whyUnsupported(root: Expression): string | undefined {
  const open: Expression[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const problem = problemOf(node);
    if (problem !== undefined) return problem;
    for (const part of partsOf(node)) open.push(part);
  }
  return undefined;
}

/**
 * Why no engine at all may run an expression: a pattern in it that could take for ever, or one that
 * is computed and so may come from what a client sent. What can't be read may have no pattern.
 */
export function whyUnsafe(expression: string): string | undefined {
  if (!/matches/i.test(expression)) return undefined;
  const parsed = parseFhirPath(expression);
  if (!parsed.ok) return `a pattern in what is not read: ${parsed.problem}`;
  const open: Expression[] = [parsed.value];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'call' && PATTERN_FUNCTIONS.has(node.name)) {
      const problem = patternCallProblem(node);
      if (problem !== undefined) return problem;
    }
    for (const part of partsOf(node)) open.push(part);
  }
  return undefined;
}

function problemOf(node: Expression): string | undefined {
  if (node.kind === 'variable' && !VARIABLES.has(node.name)) {
    return `variable %${node.name} is not compiled`;
  }
  if (node.kind !== 'call') return undefined;
  const problem = callProblem(node.name, node.args.length);
  if (problem !== undefined) return problem;
  return PATTERN_FUNCTIONS.has(node.name) ? patternCallProblem(node) : literalProblem(node);
}

function patternCallProblem(node: CallNode): string | undefined {
  const pattern = node.args[0];
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') {
    return `${node.name}() with a computed pattern`;
  }
  return patternProblem(pattern.value);
}

function literalProblem(node: CallNode): string | undefined {
  if (node.name !== 'extension' && node.name !== 'memberOf') return undefined;
  const url = node.args[0];
  if (url?.kind === 'literal' && typeof url.value === 'string') return undefined;
  return `${node.name}() with a computed URL`;
}
