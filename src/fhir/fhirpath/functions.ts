import type { Expression } from './ast.ts';

/** What a node gives: one boolean or nothing, one plain value or nothing, or a collection. */
export type Form = 'truth' | 'scalar' | 'stream' | 'list';

interface FunctionShape {
  readonly form: Form;
  readonly least: number;
  readonly most: number;
}

function shape(form: Form, least = 0, most = least): FunctionShape {
  return { form, least, most };
}

const TRUTH = shape('truth');
const TRUTH_OF_ONE = shape('truth', 1);
const SCALAR = shape('scalar');
const SCALAR_OF_ONE = shape('scalar', 1);
const SCALAR_OF_TWO = shape('scalar', 2);
const LIST = shape('list');
const LIST_OF_ONE = shape('list', 1);

/** The functions that the compiler knows, with what they give and how many arguments they take. */
const FUNCTIONS: ReadonlyMap<string, FunctionShape> = new Map([
  ['exists', TRUTH],
  ['empty', TRUTH],
  ['not', TRUTH],
  ['hasValue', TRUTH],
  ['isDistinct', TRUTH],
  ['allTrue', TRUTH],
  ['anyTrue', TRUTH],
  ['allFalse', TRUTH],
  ['anyFalse', TRUTH],
  ['htmlChecks', TRUTH],
  ['all', TRUTH_OF_ONE],
  ['startsWith', TRUTH_OF_ONE],
  ['endsWith', TRUTH_OF_ONE],
  ['contains', TRUTH_OF_ONE],
  ['matches', TRUTH_OF_ONE],
  ['matchesFull', TRUTH_OF_ONE],
  ['memberOf', TRUTH_OF_ONE],
  ['subsetOf', TRUTH_OF_ONE],
  ['supersetOf', TRUTH_OF_ONE],
  ['count', SCALAR],
  ['length', SCALAR],
  ['toString', SCALAR],
  ['toInteger', SCALAR],
  ['toDecimal', SCALAR],
  ['toBoolean', SCALAR],
  ['upper', SCALAR],
  ['lower', SCALAR],
  ['trim', SCALAR],
  ['abs', SCALAR],
  ['ceiling', SCALAR],
  ['floor', SCALAR],
  ['truncate', SCALAR],
  ['round', shape('scalar', 0, 1)],
  ['join', shape('scalar', 0, 1)],
  ['substring', shape('scalar', 1, 2)],
  ['indexOf', SCALAR_OF_ONE],
  ['lastIndexOf', SCALAR_OF_ONE],
  ['replace', SCALAR_OF_TWO],
  ['replaceMatches', SCALAR_OF_TWO],
  ['where', shape('stream', 1)],
  ['select', shape('stream', 1)],
  ['resolve', shape('stream')],
  ['extension', shape('stream', 1)],
  ['children', shape('stream')],
  ['descendants', shape('stream')],
  ['iif', shape('stream', 2, 3)],
  ['first', LIST],
  ['last', LIST],
  ['tail', LIST],
  ['single', LIST],
  ['distinct', LIST],
  ['toChars', LIST],
  ['skip', LIST_OF_ONE],
  ['take', LIST_OF_ONE],
  ['union', LIST_OF_ONE],
  ['combine', LIST_OF_ONE],
  ['intersect', LIST_OF_ONE],
  ['exclude', LIST_OF_ONE],
  ['repeat', LIST_OF_ONE],
  ['split', LIST_OF_ONE],
]);

const TRUTH_OPERATORS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'xor',
  'implies',
  '=',
  '!=',
  '~',
  '!~',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'contains',
]);

/** Functions whose arguments are evaluated on each item of their input. */
const LAMBDAS: ReadonlySet<string> = new Set(['where', 'select', 'all', 'repeat', 'iif']);

/** Why a call can't be compiled; undefined when it can. */
export function callProblem(name: string, args: number): string | undefined {
  const known = FUNCTIONS.get(name);
  if (known === undefined) return `function ${name}() is not compiled`;
  if (args < known.least || args > known.most) return `${name}() with ${args} arguments`;
  return undefined;
}

/** What a node gives, as far as its kind tells. */
export function formOf(node: Expression): Form {
  switch (node.kind) {
    case 'call':
      return FUNCTIONS.get(node.name)?.form ?? 'stream';
    case 'binary':
      if (TRUTH_OPERATORS.has(node.operator)) return 'truth';
      return node.operator === '|' ? 'list' : 'scalar';
    case 'type':
      return node.operator === 'is' ? 'truth' : 'stream';
    case 'literal':
      return typeof node.value === 'boolean' ? 'truth' : 'scalar';
    case 'indexer':
      return 'list';
    case 'negate':
    case 'index':
      return 'scalar';
    default:
      return 'stream';
  }
}

/** True when an expression asks for `$index` of the list that it is evaluated on. */
export function usesIndex(node: Expression): boolean {
  switch (node.kind) {
    case 'index':
      return true;
    case 'call':
      return usesIndex(node.of) || (!LAMBDAS.has(node.name) && node.args.some(usesIndex));
    case 'binary':
      return usesIndex(node.left) || usesIndex(node.right);
    case 'indexer':
      return usesIndex(node.of) || usesIndex(node.index);
    case 'member':
    case 'negate':
    case 'type':
      return usesIndex(node.of);
    default:
      return false;
  }
}
