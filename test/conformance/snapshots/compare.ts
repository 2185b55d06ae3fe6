import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { objectOf, objectsOf, textOf } from '../../../src/fhir/profiles/json-members.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';
import type { Snapshots } from '../../../src/fhir/validate/snapshot/snapshot-lookup.ts';
import { ownStatements, publishedStatements, type Statements } from './statements.ts';

/** One thing that a published snapshot and ours say differently, or that only one of them has. */
export interface Difference {
  /** `min`, `types`, `constraint ele-1` …; `missing` and `extra` for whole elements. */
  readonly what: string;
  readonly package: string;
  /** Last segment of the structure's URL. */
  readonly structure: string;
  readonly element: string;
  readonly theirs: string;
  readonly ours: string;
}

/** Compares a published snapshot with ours, element by element. */
export function compareSnapshots(
  packageId: string,
  published: JsonObject,
  { root, snapshots }: { readonly root: ElementNode; readonly snapshots: Snapshots },
): readonly Difference[] {
  const url = textOf(published, 'url') ?? '';
  const structure = url.slice(url.lastIndexOf('/') + 1);
  const differences: Difference[] = [];
  const own = new Map<string, ElementNode>();
  collect(root, own);
  for (const element of objectsOf(objectOf(published, 'snapshot') ?? {}, 'element')) {
    const id = textOf(element, 'id') ?? '';
    const place = { package: packageId, structure, element: id };
    const node = own.get(id);
    own.delete(id);
    if (node === undefined) {
      differences.push({ ...place, what: 'missing', theirs: id, ours: '' });
      continue;
    }
    const theirs = publishedStatements(element, url);
    differences.push(...unequal(theirs, ownStatements(node, snapshots), place));
  }
  for (const id of own.keys())
    differences.push({
      what: 'extra',
      package: packageId,
      structure,
      element: id,
      theirs: '',
      ours: id,
    });
  return differences;
}

function collect(node: ElementNode, into: Map<string, ElementNode>): void {
  into.set(node.id, node);
  for (const child of node.children.values()) collect(child, into);
  for (const slice of node.slices) collect(slice, into);
}

function unequal(
  theirs: Statements,
  ours: Statements,
  place: Pick<Difference, 'package' | 'structure' | 'element'>,
): readonly Difference[] {
  const kinds = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return [...kinds]
    .map((what) => ({ what, ...place, theirs: theirs[what] ?? '', ours: ours[what] ?? '' }))
    .filter((difference) => difference.theirs !== difference.ours);
}
