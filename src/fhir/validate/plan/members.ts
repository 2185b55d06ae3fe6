import type { ElementNode } from '../snapshot/element-node.ts';
import { impliedNodes } from './implied-nodes.ts';
import type { States } from './parts.ts';
import type { SlicingContext } from './slice-plan.ts';
import { planSlicing } from './slicing.ts';
import type { Member, MemberForm, Rule, Slot, State } from './state.ts';
import { resourceTargets } from './targets.ts';
import { choiceMember, elementType, fhirType, isAttribute, isPrimitiveType } from './type-names.ts';

/** The children of a state: by JSON member, and one slot per element. */
export interface MemberPlan {
  readonly members: ReadonlyMap<string, Member>;
  readonly slots: readonly Slot[];
  readonly required: readonly Slot[];
  readonly requiredBits: number;
}

/** Plans the children that a set of element definitions gives a value. */
export function buildMembers(
  nodes: readonly ElementNode[],
  ownerType: string,
  states: States,
): MemberPlan {
  const members = new Map<string, Member>();
  const slots: Slot[] = [];
  for (const [name, children] of groupChildren(nodes)) {
    // The value of a primitive is the JSON value itself.
    if (name === 'value' && isPrimitiveRoot(nodes)) continue;
    const implied = impliedNodes(name, nodes, states.parts.snapshots);
    const all = implied.length === 0 ? children : [...children, ...implied];
    slots.push(planSlot(name, all, { owners: nodes, ownerType, states }));
  }
  const required = slots.filter(isRequired);
  const watched = [...required, ...slots.filter((slot) => slot.isChoice && !isRequired(slot))];
  for (const slot of slots) {
    const bit = bitOf(watched.indexOf(slot));
    for (const member of planMembers(slot, bit, states)) members.set(member.key, member);
  }
  const requiredBits = required.reduce((bits, _, index) => bits | bitOf(index), 0);
  return { members, slots, required, requiredBits };
}

/** No element of R4 has more than 31 required and choice children; a later one goes unwatched. */
function bitOf(index: number): number {
  return index < 0 || index > 30 ? 0 : 1 << index;
}

function isRequired(slot: Slot): boolean {
  const slices = slot.slicing?.slices ?? [];
  return slot.min > 0 || slices.some((slice) => slice.min > 0 && slice.parent === undefined);
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

function planSlot(name: string, nodes: readonly ElementNode[], context: SlicingContext): Slot {
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
  const isBare = nodes.some(({ content }) => isAttribute(content));
  return types.flatMap((type) => {
    const key = name.endsWith('[x]') ? choiceMember(name, type) : name;
    return isPrimitiveType(type) && !isBare ? [key, `_${key}`] : [key];
  });
}

function isResourceType(type: string, states: States): boolean {
  return states.parts.snapshots.type(type)?.structure.facts.kind === 'resource';
}

/** All types that any of the definitions allows, in order of first mention. */
function typesOf(nodes: readonly ElementNode[]): readonly string[] {
  const types = new Set<string>();
  for (const node of nodes) {
    const { types: entries, declaredAt } = node.content;
    for (const type of entries) types.add(elementType(type, declaredAt));
    // A content reference has the type of what it refers to, which is always declared in place.
    if (node.content.contentReference !== undefined) types.add('BackboneElement');
  }
  return [...types];
}

function planMembers(slot: Slot, bit: number, states: States): readonly Member[] {
  const members: Member[] = [];
  // In a resource slot every type is one member; which resource it is, the value says.
  const types = slot.isChoice || !slot.isResource ? typesOf(slot.nodes) : ['Resource'];
  for (const type of types) {
    const key = slot.isChoice ? choiceMember(slot.name, type) : slot.name;
    if (members.some((member) => member.key === key)) continue;
    members.push(new PlannedMember({ key, type, isSibling: false, bit }, slot, states));
    if (!isPrimitiveType(type) || isBareSlot(slot)) continue;
    members.push(new PlannedMember({ key: `_${key}`, type, isSibling: true, bit }, slot, states));
  }
  return members;
}

function isBareSlot(slot: Slot): boolean {
  return slot.nodes.some(({ content }) => isAttribute(content));
}

/** A class, so that all members have one hidden shape: the walk reads them all the time. */
class PlannedMember implements Member {
  readonly key: string;
  readonly slot: Slot;
  readonly type: string;
  readonly form: MemberForm;
  readonly isPrimitive: boolean;
  readonly isSibling: boolean;
  readonly siblingKey: string | undefined;
  readonly step: string;
  readonly forbiddenBy: Rule | undefined;
  readonly bit: number;
  readonly choiceBit: number;
  private readonly states: States;
  private made: State | undefined;

  constructor(
    { key, type, isSibling, bit }: Pick<Member, 'key' | 'type' | 'isSibling' | 'bit'>,
    slot: Slot,
    states: States,
  ) {
    this.key = key;
    this.slot = slot;
    this.type = type;
    this.isPrimitive = isPrimitiveType(type);
    this.isSibling = isSibling;
    const hasSibling = this.isPrimitive && !isBareSlot(slot);
    this.siblingKey = hasSibling ? siblingOf(key) : undefined;
    this.step = slot.isChoice ? `${slot.name.slice(0, -3)}.ofType(${type})` : stepTo(slot.name);
    this.forbiddenBy = slot.isChoice ? forbiddenBy(slot, type) : undefined;
    this.form = formOf(slot, this.forbiddenBy, isSibling);
    this.bit = bit;
    this.choiceBit = slot.isChoice && !isSibling ? bit : 0;
    this.states = states;
    this.made = undefined;
  }

  state(): State {
    this.made ??= this.states.of(choiceNodes(this.slot, this.type), this.type);
    return this.made;
  }
}

/** Names that FHIRPath takes for operators, such as Narrative.div, stand in backticks. */
function stepTo(name: string): string {
  return /^(?:div|mod|and|or|xor|implies|true|false)$/.test(name) ? `\`${name}\`` : name;
}

function siblingOf(key: string): string {
  return key.startsWith('_') ? key.slice(1) : `_${key}`;
}

function formOf(slot: Slot, forbidden: Rule | undefined, isSibling: boolean): MemberForm {
  if (slot.max === 0) return 'prohibited';
  if (forbidden !== undefined) return 'forbidden';
  if (isSibling) return 'sibling';
  return slot.many ? 'list' : 'single';
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
