import { isNode, type SyntaxNode } from './syntax-node.ts';

/** What stands in the place of a piece of the text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `skip`: a block of statements is not run at all. */
  readonly kind: 'expression' | 'skip';
}

type Operator = (node: SyntaxNode, source: string) => readonly string[];

const binary = new Map<string, readonly string[]>(
  Object.entries({
    '===': ['!=='],
    '!==': ['==='],
    '<': ['<=', '>='],
    '<=': ['<', '>'],
    '>': ['>=', '<='],
    '>=': ['>', '<'],
    '+': ['-'],
    '-': ['+'],
    '*': ['/'],
    '/': ['*'],
    '%': ['*'],
  }),
);

const logical = new Map<string, readonly string[]>(
  Object.entries({
    '&&': ['||'],
    '||': ['&&'],
    '??': ['&&'],
  }),
);

const calls = new Map<string, string>(
  Object.entries({
    some: 'every',
    every: 'some',
    startsWith: 'endsWith',
    endsWith: 'startsWith',
    toLowerCase: 'toUpperCase',
    toUpperCase: 'toLowerCase',
    min: 'max',
    max: 'min',
  }),
);

/** Calls without which the value they are made on is left as it is. */
const removable = new Set(['filter', 'sort', 'slice', 'trim', 'normalize', 'replace', 'reverse']);

/** What may be written in the place of a node, by its type: one fault each. */
const operators = new Map<string, Operator>(
  Object.entries<Operator>({
    BinaryExpression: (node, source) => swapped(node, source, binary),
    LogicalExpression: (node, source) => swapped(node, source, logical),
    UnaryExpression: ({ operator, argument }, source) =>
      operator === '!' && isNode(argument) ? [textOf(argument, source)] : [],
    Literal: ({ value, raw }) => literal(value, raw),
    TemplateLiteral: ({ quasis }) => (Array.isArray(quasis) && quasis.length > 0 ? ["''"] : []),
    ArrayExpression: ({ elements }) =>
      Array.isArray(elements) && elements.length > 0 ? ['[]'] : [],
    ConditionalExpression: ({ test, consequent, alternate }, source) =>
      isNode(test) && isNode(consequent) && isNode(alternate)
        ? [textOf(consequent, source), textOf(alternate, source)]
        : [],
    CallExpression: call,
    ChainExpression: (node, source) => {
      const chained = textOf(node, source);
      const plain = chained.replace(/\?\.(?=[([])/u, '').replace(/\?\./u, '.');
      return plain === chained ? [] : [plain];
    },
  }),
);

/** The faults that can be made at one node. */
export function replacementsAt(node: SyntaxNode, source: string): readonly Replacement[] {
  const { start, end } = node;
  const texts = operators.get(node.type)?.(node, source) ?? [];
  const own = texts.map((text) => ({ start, end, text, kind: 'expression' as const }));
  return [...own, ...conditions(node), ...bodies(node)];
}

function textOf({ start, end }: SyntaxNode, source: string): string {
  return source.slice(start, end);
}

function swapped(
  { left, right, operator }: SyntaxNode,
  source: string,
  table: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (!isNode(left) || !isNode(right) || typeof operator !== 'string') return [];
  const [before, after] = [textOf(left, source), textOf(right, source)];
  return (table.get(operator) ?? []).map((other) => `(${before}) ${other} (${after})`);
}

function literal(value: unknown, raw: unknown): readonly string[] {
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value === 'string') return [value === '' ? "'mutated'" : "''"];
  if (typeof value === 'number' && typeof raw === 'string') return [String(value + 1)];
  return [];
}

function call({ callee, arguments: given }: SyntaxNode, source: string): readonly string[] {
  if (!isNode(callee) || callee.type !== 'MemberExpression' || callee.optional === true) return [];
  const { object, property } = callee;
  if (!isNode(object) || !isNode(property) || typeof property.name !== 'string') return [];
  const subject = textOf(object, source);
  if (removable.has(property.name)) return [subject];
  const other = calls.get(property.name);
  if (other === undefined || !Array.isArray(given)) return [];
  const [first, last] = [given.at(0), given.at(-1)];
  const passed = isNode(first) && isNode(last) ? source.slice(first.start, last.end) : '';
  return [`${subject}.${other}(${passed})`];
}

function conditions({ type, test }: SyntaxNode): readonly Replacement[] {
  if (type !== 'IfStatement' || !isNode(test)) return [];
  const { start, end } = test;
  return ['true', 'false'].map((text) => ({ start, end, text, kind: 'expression' }));
}

/** A function that does nothing. */
function bodies({ type, body }: SyntaxNode): readonly Replacement[] {
  if (!isNode(body) || !/^(?:Function|Arrow)/u.test(type)) return [];
  if (body.type !== 'BlockStatement') return [];
  const isEmpty = Array.isArray(body.body) && body.body.length === 0;
  if (isEmpty) return [];
  return [{ start: body.start + 1, end: body.end - 1, text: '', kind: 'skip' }];
}
