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
  readonly url: string;
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
  const place = { package: packageId, url, structure };
  const own = elementsById(root);
  for (const element of objectsOf(objectOf(published, 'snapshot') ?? {}, 'element')) {
    const id = textOf(element, 'id') ?? '';
    const node = own.get(id);
    own.delete(id);
    if (node === undefined) {
      differences.push({ ...place, what: 'missing', element: id, theirs: id, ours: '' });
      continue;
    }
    const theirs = publishedStatements(element, url);
    differences.push(...unequal(theirs, ownStatements(node, snapshots), { ...place, element: id }));
  }
  for (const id of own.keys())
    differences.push({ ...place, what: 'extra', element: id, theirs: '', ours: id });
  return differences;
}

/** All elements of a snapshot by id, in its order. */
export function elementsById(root: ElementNode): Map<string, ElementNode> {
  const found = new Map<string, ElementNode>();
  const collect = (node: ElementNode): void => {
    found.set(node.id, node);
    for (const child of node.children.values()) collect(child);
    for (const slice of node.slices) collect(slice);
  };
  collect(root);
  return found;
}

function unequal(
  theirs: Statements,
  ours: Statements,
  place: Pick<Difference, 'package' | 'url' | 'structure' | 'element'>,
): readonly Difference[] {
  const kinds = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return [...kinds]
    .map((what) => ({ what, ...place, theirs: theirs[what] ?? '', ours: ours[what] ?? '' }))
    .filter((difference) => difference.theirs !== difference.ours);
}
