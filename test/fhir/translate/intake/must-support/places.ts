import type { Json } from '../../../../../src/fhir/json/json.ts';
import {
  isTreeObject,
  type Tree,
  type TreeObject,
  thaw,
} from '../../../../conformance/mutants/tree.ts';

/**
 * Sets or takes away what stands at a place; false when the way there does not exist. A place goes
 * from member to member: `item.0.extension(certificationType).valueCode` names an extension by the
 * end of its URL, `entry(Patient/beneficiary)` an entry by its resource.
 */
export function setAt(root: TreeObject, place: string, value: Json | undefined): boolean {
  const steps = place.match(/[^.(]+(?:\([^)]*\))?/gu) ?? [];
  let owner: Tree = root;
  for (const step of steps.slice(0, -1)) {
    const next = stepInto(owner, step);
    if (next === undefined) return false;
    owner = next;
  }
  return change(owner, steps.at(-1) ?? '', value);
}

function stepInto(owner: Tree, step: string): Tree | undefined {
  if (Array.isArray(owner)) return owner[Number(step)];
  if (!isTreeObject(owner)) return undefined;
  const [name = '', key] = step.split(/[()]/u);
  const member = owner[name];
  if (key === undefined) return member;
  return Array.isArray(member) ? member.find((item) => isNamed(item, key)) : undefined;
}

function isNamed(item: Tree, key: string): boolean {
  if (!isTreeObject(item)) return false;
  const { url, resource } = item;
  if (isTreeObject(resource)) return `${resource.resourceType}/${resource.id}` === key;
  return typeof url === 'string' && url.endsWith(key);
}

function change(owner: Tree, step: string, value: Json | undefined): boolean {
  const [name = '', key] = step.split(/[()]/u);
  if (Array.isArray(owner)) return changeItem(owner, Number(name), value);
  if (!isTreeObject(owner)) return false;
  const member = owner[name];
  if (key !== undefined) {
    if (!Array.isArray(member)) return false;
    const index = member.findIndex((item) => isNamed(item, key));
    return index >= 0 && changeItem(member, index, value);
  }
  if (value !== undefined) owner[name] = thaw(value);
  else if (member === undefined) return false;
  else delete owner[name];
  return true;
}

function changeItem(list: Tree[], index: number, value: Json | undefined): boolean {
  if (index >= list.length) return false;
  if (value === undefined) list.splice(index, 1);
  else list[index] = thaw(value);
  return true;
}
