import { findImports } from '../scan/imports.ts';
import type { Rule, SourceFile } from '../scan/source-file.ts';

/** No file imports itself, not even through others; imports of types count. */
export const noCycles: Rule = (files) => {
  const graph = importGraph(files);
  return new CycleSearch(graph).find().map((cycle) => ({
    path: cycle[0] ?? '',
    line: 1,
    message: `is in a cycle of imports: ${[...cycle, cycle[0]].join(' -> ')}`,
  }));
};

type Graph = ReadonlyMap<string, readonly string[]>;

function importGraph(files: readonly SourceFile[]): Graph {
  const graph = new Map<string, readonly string[]>();
  for (const file of files) {
    graph.set(
      file.path,
      findImports(file).map((found) => found.target),
    );
  }
  return graph;
}

/** Tarjan's strongly connected components: one of several files, or of one that names itself. */
class CycleSearch {
  readonly #graph: Graph;
  readonly #order = new Map<string, number>();
  readonly #low = new Map<string, number>();
  readonly #stack: string[] = [];
  readonly #cycles: string[][] = [];

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  find(): readonly (readonly string[])[] {
    for (const path of this.#graph.keys()) if (!this.#order.has(path)) this.#visit(path);
    return this.#cycles;
  }

  #visit(path: string): number {
    const order = this.#order.size;
    this.#order.set(path, order);
    this.#stack.push(path);
    let low = order;
    for (const target of this.#graph.get(path) ?? []) {
      if (!this.#graph.has(target)) continue;
      const known = this.#order.get(target);
      if (known === undefined) low = Math.min(low, this.#visit(target));
      else if (this.#stack.includes(target)) low = Math.min(low, known);
    }
    this.#low.set(path, low);
    if (low === order) this.#close(path);
    return low;
  }

  #close(path: string): void {
    const members = this.#stack.splice(this.#stack.indexOf(path));
    const isAlone = members.length === 1 && !(this.#graph.get(path) ?? []).includes(path);
    if (!isAlone) this.#cycles.push(members.sort());
  }
}
