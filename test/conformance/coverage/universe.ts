import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';

/** The roots of all structure definitions of a package, by URL; those without a snapshot apart. */
export function rootsOf(
  canonicals: readonly string[],
  packageId: string,
  states: States,
): { readonly roots: readonly ElementNode[]; readonly missing: readonly string[] } {
  const roots: ElementNode[] = [];
  const missing: string[] = [];
  for (const url of [...canonicals].sort()) {
    const root = states.parts.snapshots.root(url, packageId);
    if (root === undefined) missing.push(url);
    else roots.push(root);
  }
  return { roots, missing };
}

/** A definition with everything below it, but for what lies below prohibited elements. */
export function nodesOf(root: ElementNode): readonly ElementNode[] {
  const found: ElementNode[] = [];
  const visit = (node: ElementNode): void => {
    found.push(node);
    if (node.content.max === 0) return;
    for (const child of node.children.values()) visit(child);
    for (const slice of node.slices) visit(slice);
  };
  visit(root);
  return found;
}
