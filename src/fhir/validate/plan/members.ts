import type { ElementNode } from '../snapshot/element-node.ts';
import type { States } from './parts.ts';
import { planSlicing } from './slicing.ts';
import type { Member, Rule, Slot } from './state.ts';
import { resourceTargets } from './targets.ts';
import { choiceMember, fhirType, isPrimitiveType, isSystemType } from './type-names.ts';

/** The children of a state: by JSON member, and one slot per element. */
export interface MemberPlan {
  readonly members: ReadonlyMap<string, Member>;
  readonly slots: readonly Slot[];
}

/** Plans the children that a set of element definitions gives a value. */
export function buildMembers(nodes: readonly ElementNode[], states: States): MemberPlan {
  const members = new Map<string, Member>();
  const slots: Slot[] = [];
  for (const [name, children] of groupChildren(nodes)) {
    // The value of a primitive is the JSON value itself.
    if (name === 'value' && isPrimitiveRoot(nodes)) continue;
    const slot = planSlot(name, children, { owners: nodes, states });
    slots.push(slot);
    for (const member of planMembers(slot, states)) members.set(member.key, member);
  }
  return { members, slots };
}

function isPrimitiveRoot(nodes: readonly ElementNode[]): boolean {
  return nodes.some((node) => node.structure.facts.kind === 'primitive-type');
}

function groupChildren(nodes: readonly ElementNode[]): ReadonlyMap<string, ElementNode[]> {
  const groups = new Map<string, ElementNode[]>();
  for (const node of nodes) {
    for (const child of node.children.values()) {
      const group = groups.get(child.name);
      if (group === undefined) groups.set(child.name, [child]);
      else group.push(child);
    }
  }
  return groups;
}

interface SlotContext {
  readonly owners: readonly ElementNode[];
  readonly states: States;
}

function planSlot(name: string, nodes: readonly ElementNode[], context: SlotContext): Slot {
  const min = nodes.reduce((a, b) => (b.content.min > a.content.min ? b : a));
  const max = nodes.reduce((a, b) => (b.content.max < a.content.max ? b : a));
  const isChoice = name.endsWith('[x]');
  const types = typesOf(nodes);
  return {
    name,
    many: nodes.some((node) => node.content.many),
    min: min.content.min,
    minRule: { node: min, check: 'min' },
    max: max.content.max,
    maxRule: { node: max, check: 'max' },
    nodes,
    keys: presenceKeys(name, nodes, types),
    resources: resourceTargets(nodes, context.states.parts),
    isChoice,
    isResource: types.some((type) => isResourceType(type, context.states)),
    isExtension: types.length === 1 && types[0] === 'Extension',
    slicing: planSlicing(nodes, context),
  };
}

function presenceKeys(
  name: string,
  nodes: readonly ElementNode[],
  types: readonly string[],
): readonly string[] {
  const isSystem = nodes.some((node) => node.content.types.some(isSystemType));
  return types.flatMap((type) => {
    const key = name.endsWith('[x]') ? choiceMember(name, type) : name;
    return isPrimitiveType(type) && !isSystem ? [key, `_${key}`] : [key];
  });
}

function isResourceType(type: string, states: States): boolean {
  return states.parts.snapshots.type(type)?.structure.facts.kind === 'resource';
}

/** All types that any of the definitions allows, in order of first mention. */
function typesOf(nodes: readonly ElementNode[]): readonly string[] {
  const types = new Set<string>();
  for (const node of nodes) {
    for (const type of node.content.types) types.add(fhirType(type));
    // A content reference has the type of what it refers to, which is always declared in place.
    if (node.content.contentReference !== undefined) types.add('BackboneElement');
  }
  return [...types];
}

function planMembers(slot: Slot, states: States): readonly Member[] {
  const members: Member[] = [];
  // In a resource slot every type is one member; which resource it is, the value says.
  const types = slot.isChoice || !slot.isResource ? typesOf(slot.nodes) : ['Resource'];
  for (const type of types) {
    const key = slot.isChoice ? choiceMember(slot.name, type) : slot.name;
    if (members.some((member) => member.key === key)) continue;
    const hasSibling = isPrimitiveType(type) && !isSystemElement(slot);
    const siblingKey = hasSibling ? `_${key}` : undefined;
    const value = planMember({ key, type, isSibling: false, siblingKey }, slot, states);
    members.push(value);
    if (siblingKey !== undefined) {
      members.push({ ...value, key: siblingKey, isSibling: true, siblingKey: key });
    }
  }
  return members;
}

function isSystemElement(slot: Slot): boolean {
  return slot.nodes.some((node) => node.content.types.some(isSystemType));
}

function planMember(
  form: Pick<Member, 'key' | 'type' | 'isSibling' | 'siblingKey'>,
  slot: Slot,
  states: States,
): Member {
  const { type } = form;
  let made: ReturnType<Member['state']> | undefined;
  return {
    ...form,
    slot,
    step: slot.isChoice ? `${slot.name.slice(0, -3)}.ofType(${type})` : slot.name,
    isPrimitive: isPrimitiveType(type),
    forbiddenBy: slot.isChoice ? forbiddenBy(slot, type) : undefined,
    state() {
      made ??= states.of(choiceNodes(slot, type), type);
      return made;
    },
  };
}

/** The definition that leaves out a type which the base type of the choice allows. */
function forbiddenBy(slot: Slot, type: string): Rule | undefined {
  for (const node of slot.nodes) {
    const allowed = node.content.types.some((entry) => fhirType(entry) === type);
    if (!allowed) return { node, check: 'type' };
  }
  return undefined;
}

/** The slot's definitions plus the slices of a choice that stand for the type. */
function choiceNodes(slot: Slot, type: string): readonly ElementNode[] {
  if (!slot.isChoice) return slot.nodes;
  const slices = slot.nodes.flatMap((node) => node.slices.filter((slice) => isOf(slice, type)));
  return [...slot.nodes, ...slices];
}

function isOf(slice: ElementNode, type: string): boolean {
  return slice.content.types.some((entry) => fhirType(entry) === type);
}
