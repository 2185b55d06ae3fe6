/** A node of a syntax tree (ESTree, with TypeScript's nodes), with its place in the text. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

/** True for a node of a tree. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Types leave no trace in the program; these wrap expressions, which do. */
const wrappers = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);

const silent = new Set(['ImportDeclaration', 'ExportAllDeclaration']);

/** The parts of a node that run: no types, no imports, no names of members. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (wrappers.has(node.type)) return isNode(node.expression) ? [node.expression] : [];
  const parts: SyntaxNode[] = [];
  for (const [name, member] of Object.entries(node)) {
    if (isNameOfMember(node, name)) continue;
    for (const part of Array.isArray(member) ? member : [member]) {
      if (isNode(part) && runs(part)) parts.push(part);
    }
  }
  return parts;
}

function runs({ type }: SyntaxNode): boolean {
  return !silent.has(type) && (!type.startsWith('TS') || wrappers.has(type));
}

function isNameOfMember({ type, computed }: SyntaxNode, name: string): boolean {
  if (computed === true) return false;
  return (
    (type === 'Property' && name === 'key') || (type === 'MemberExpression' && name === 'property')
  );
}
