import { isExactName, type Registry, typeCanonical } from '../registry.ts';
import { applyFacts } from './apply-facts.ts';
import { isBasePackage } from './base-package.ts';
import { settleShorthand } from './choice.ts';
import { ElementNode, emptyContent, type Structure } from './element-node.ts';
import { cloneAs, locate } from './locate.ts';
import type { Snapshots } from './snapshot-lookup.ts';

/** The system types of FHIRPath stand for the JSON form of `id`, `url` and primitive values. */
export const SYSTEM_TYPE = 'http://hl7.org/fhirpath/System.';

/** Makes snapshots over a registry; each is generated once. */
export function createSnapshots(registry: Registry): Snapshots {
  const made = new Map<string, ElementNode | undefined>();
  const roots = new Map<string, Map<string, ElementNode>>();
  const types = new Map<string, ElementNode>();
  const snapshots: Snapshots = {
    root(canonical, fromPackage) {
      const known = roots.get(fromPackage)?.get(canonical);
      if (known !== undefined) return known;
      const found = find(canonical, fromPackage);
      // Clients name what is not here, and versions of what is, without end.
      if (found === undefined || !isExactName(canonical, found.structure.facts)) return found;
      const byCanonical = roots.get(fromPackage) ?? new Map<string, ElementNode>();
      roots.set(fromPackage, byCanonical.set(canonical, found));
      return found;
    },
    type(code) {
      const known = types.get(code);
      if (known !== undefined) return known;
      const found = snapshots.root(typeCanonical(code), registry.firstPackage);
      // R4 also has profiles under such URLs (bmi), and a code may carry a version: no types.
      if (found?.structure.facts.type !== code) return undefined;
      types.set(code, found);
      return found;
    },
  };
  const find = (canonical: string, fromPackage: string): ElementNode | undefined => {
    const found = registry.structure(canonical, fromPackage);
    if (found === undefined) return undefined;
    const { facts, packageId } = found;
    const key = `${packageId} ${facts.url}`;
    if (made.has(key)) return made.get(key);
    // Entered first, so that a definition that leads back to itself ends instead of recursing.
    made.set(key, undefined);
    const label = labelOf(facts.url, facts.version, packageId);
    const root = generate({ facts, packageId, label }, snapshots);
    made.set(key, root);
    return root;
  };
  return snapshots;
}

function labelOf(url: string, version: string | undefined, packageId: string): string {
  const tail = url.slice(url.lastIndexOf('/') + 1);
  return isBasePackage(packageId) || version === undefined ? tail : `${tail}|${version}`;
}

function generate(structure: Structure, snapshots: Snapshots): ElementNode | undefined {
  const { facts, packageId } = structure;
  const root = startFrom(structure, snapshots);
  if (root === undefined) return undefined;
  const declares = facts.derivation !== 'constraint';
  for (const element of facts.elements) {
    const node = locate(root, element, { snapshots, structure, declares });
    if (node === undefined) continue;
    applyFacts(node, element, structure);
    settleShorthand(node, element, structure);
    if (declares && element.max !== undefined) {
      node.content.many = element.max !== '1' && element.max !== '0';
      node.content.packageId = packageId;
    }
  }
  return root;
}

/** FHIR's root of all types came with R5; guides for R4 use it as the base of logical models. */
const BASE = typeCanonical('Base');

/** The base's snapshot under the new structure's name; an empty root for `Element`, `Resource`. */
function startFrom(structure: Structure, snapshots: Snapshots): ElementNode | undefined {
  const { facts, packageId } = structure;
  const declares = facts.derivation !== 'constraint';
  // The type of a logical model is a URL; its elements go by the last segment.
  const name = facts.type.slice(facts.type.lastIndexOf('/') + 1);
  if (facts.base === undefined || facts.base === BASE) {
    const place = { structure, parent: undefined, name, sliceName: undefined };
    return new ElementNode(place, emptyContent(packageId, name));
  }
  const base = snapshots.root(facts.base, packageId);
  if (base === undefined) return undefined;
  const place = { structure, parent: undefined, name: declares ? name : base.name };
  const root = cloneAs(base, place);
  if (declares) root.content.declaredAt = name;
  return root;
}
