import { parseAst } from 'vite';
import { type Replacement, replacementsAt } from './operators.ts';
import { isNode, partsOf, type SyntaxNode } from './syntax-node.ts';

/** One fault in one place of a file. */
export interface Mutant {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** A file with all of its mutants woven in; `$m(id)` says at run time which of them is on. */
export interface Instrumented {
  readonly code: string;
  readonly mutants: readonly Mutant[];
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly faults: { readonly id: number; readonly fault: Replacement }[];
}

/** Weaves every fault of a file into its text. Shape: TypeScript -> TypeScript. */
export function instrument(path: string, source: string, firstId: number): Instrumented {
  const tree: unknown = parseAst(source, { lang: 'ts' });
  const pieces = new Map<string, Piece>();
  const mutants: Mutant[] = [];
  const visit = (node: SyntaxNode): void => {
    for (const fault of replacementsAt(node, source)) {
      const { start, end, text } = fault;
      const id = firstId + mutants.length;
      const before = source.slice(start, end);
      mutants.push({ id, path, line: lineAt(source, start), before, after: text });
      const key = `${start} ${end}`;
      const piece = pieces.get(key) ?? { start, end, faults: [] };
      piece.faults.push({ id, fault });
      pieces.set(key, piece);
    }
    for (const part of partsOf(node)) visit(part);
  };
  if (isNode(tree)) visit(tree);
  const ordered = [...pieces.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  return { code: woven(source, ordered, { from: 0, start: 0, end: source.length }), mutants };
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

interface Range {
  /** Index of the first piece that may lie in it. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

/** The text of a range with the outermost pieces replaced, and theirs within them. */
function woven(source: string, pieces: readonly Piece[], { from, start, end }: Range): string {
  let text = '';
  let at = start;
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || piece.start >= end) break;
    if (piece.start < at || piece.end > end) continue;
    const inner = woven(source, pieces, { from: index + 1, start: piece.start, end: piece.end });
    text += source.slice(at, piece.start) + choices(piece, inner);
    at = piece.end;
  }
  return text + source.slice(at, end);
}

function choices({ faults }: Piece, inner: string): string {
  const isBlock = faults.some(({ fault }) => fault.kind === 'skip');
  if (isBlock) {
    const off = faults.map(({ id }) => `$m(${id})`).join(' || ');
    return ` if (!(${off})) {${inner}} `;
  }
  const choice = faults.map(({ id, fault }) => `$m(${id}) ? (${fault.text}) : `).join('');
  return `(${choice}(${inner}))`;
}
