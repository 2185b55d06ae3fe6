import { isJsonArray, isJsonObject } from '../../json/json.ts';
import { ElementNode } from '../snapshot/element-node.ts';
import type { Snapshots } from '../snapshot/snapshot-lookup.ts';
import { statedValue } from './stated-codes.ts';
import { fhirType } from './type-names.ts';

/**
 * Of a pattern over a whole element (`{"type":{"coding":[…]}}` for an Identifier), what it says of
 * a bound child that has no definition beside it: advice by the child's binding has to know it.
 */
export function impliedNodes(
  name: string,
  owners: readonly ElementNode[],
  snapshots: Snapshots,
): readonly ElementNode[] {
  return owners.flatMap((owner) => impliedNode(name, owner, snapshots) ?? []);
}

/** By owner and name, so that states that meet in them are the same states. */
const made = new WeakMap<ElementNode, Map<string, ElementNode>>();

function impliedNode(
  name: string,
  owner: ElementNode,
  snapshots: Snapshots,
): ElementNode | undefined {
  const around = statedValue(owner);
  if (!isJsonObject(around)) return undefined;
  const value = around[name];
  if (value === undefined || isJsonArray(value)) return undefined;
  const known = made.get(owner)?.get(name);
  if (known !== undefined) return known;
  const [type] = owner.content.types;
  const root = type === undefined ? undefined : snapshots.type(fhirType(type));
  const base = root?.children.get(name);
  if (base?.content.binding === undefined) return undefined;
  const place = { structure: owner.structure, parent: owner, name, sliceName: undefined };
  const implied = { type: base.content.types[0]?.code ?? '', value };
  const node = new ElementNode(place, { ...base.content, implied });
  made.set(owner, (made.get(owner) ?? new Map<string, ElementNode>()).set(name, node));
  return node;
}
