import { type CallNode, type Expression, partsOf } from './ast.ts';
import { callProblem } from './functions.ts';
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
