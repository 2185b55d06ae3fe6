import type { ElementNode } from '../../../../../src/fhir/validate/snapshot/element-node.ts';
import type { Snapshots } from '../../../../../src/fhir/validate/snapshot/snapshot-lookup.ts';

const PACKAGE = 'hl7.fhir.us.davinci-pas#2.2.1';
const PROFILES = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/profile-';

/**
 * The must-support elements of a profile of PAS and of all profiles of PAS that it refers to, by
 * the names of the profiles; inherited ones and those of slices included, forbidden ones not.
 */
export function mustSupportElements(
  start: string,
  snapshots: Snapshots,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const open = [start];
  for (let url = open.pop(); url !== undefined; url = open.pop()) {
    const name = url.slice(PROFILES.length - 'profile-'.length);
    if (found.has(name)) continue;
    const root = snapshots.root(url, PACKAGE);
    if (root === undefined) continue;
    const nodes = nodesOf(root);
    found.set(
      name,
      nodes.filter(({ content }) => content.mustSupport).map(({ id }) => id),
    );
    open.push(...nodes.flatMap(profilesNamedBy));
  }
  return found;
}

/** The elements that may be there, with their slices. */
function nodesOf(node: ElementNode): readonly ElementNode[] {
  if (node.content.max === 0) return [];
  return [node, ...[...node.children.values(), ...node.slices].flatMap(nodesOf)];
}

function profilesNamedBy({ content }: ElementNode): readonly string[] {
  const urls = content.types.flatMap(({ profiles = [], targetProfiles = [] }) => [
    ...profiles,
    ...targetProfiles,
  ]);
  return urls.flatMap((url) => {
    const [bare = ''] = url.split('|');
    return bare.startsWith(PROFILES) ? [bare] : [];
  });
}
