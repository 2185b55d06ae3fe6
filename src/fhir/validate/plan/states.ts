import type { ElementNode } from '../snapshot/element-node.ts';
import { referenced } from '../snapshot/locate.ts';
import { requiredBinding } from './binding-checks.ts';
import { buildMembers, type MemberPlan } from './members.ts';
import type { PlanParts, States } from './parts.ts';
import type { Alternatives, Rule, State, ValueCheck } from './state.ts';
import { notLoaded, referenceTargets } from './targets.ts';
import { fhirType, isPrimitiveType } from './type-names.ts';

/** Makes the table of states over the parts. */
export function createStates(parts: PlanParts): States {
  const interned = new Map<string, State>();
  const closed = new Map<string, State>();
  const single = new Map<ElementNode, State>();
  const states: States = {
    parts,
    of(nodes, type) {
      const key = `${type} ${uids(nodes)}`;
      const known = interned.get(key);
      if (known !== undefined) return known;
      const closure = close(nodes, type, parts);
      // Different starting sets often close to the same one.
      const closedKey = `${type} ${uids(closure.nodes)}`;
      const state = closed.get(closedKey) ?? build(closure, type, states);
      interned.set(key, state);
      closed.set(closedKey, state);
      return state;
    },
    ofResource(type, roots) {
      const [first = parts.snapshots.type(type)] = roots;
      if (first === undefined) return undefined;
      if (roots.length > 1) return states.of(roots, type);
      // Nearly every resource has one profile: its state is found without making a key.
      let state = single.get(first);
      if (state === undefined) {
        state = states.of([first], type);
        single.set(first, state);
      }
      return state;
    },
    get size() {
      return interned.size;
    },
  };
  return states;
}

interface Closure {
  readonly nodes: readonly ElementNode[];
  readonly alternatives: readonly Alternatives[];
  /** Type profiles that are not here. */
  readonly unknown: readonly string[];
}

function uids(nodes: readonly ElementNode[]): string {
  const list = nodes.map((node) => node.uid);
  return [...new Set(list)].sort((a, b) => a - b).join(',');
}

/** Adds what the elements lead to: type profiles, base types, content references. */
function close(nodes: readonly ElementNode[], type: string, parts: PlanParts): Closure {
  const all = new Set<ElementNode>();
  const alternatives: Alternatives[] = [];
  const unknown: string[] = [];
  for (const node of nodes) {
    all.add(node);
    const { contentReference } = node.content;
    if (contentReference !== undefined) {
      const target = referenced(node, contentReference, parts.snapshots);
      if (target !== undefined) all.add(target);
    }
    for (const found of profilesOf(node, type)) {
      const [only = ''] = found.profiles;
      const root = parts.snapshots.root(only, found.packageId);
      if (found.profiles.length > 1) alternatives.push(found);
      else if (root === undefined) unknown.push(only);
      else all.add(root);
    }
  }
  const base = parts.snapshots.type(type);
  if (base !== undefined && ![...all].some((node) => coversType(node, type))) all.add(base);
  return { nodes: [...all], alternatives, unknown };
}

/** True when the element is the root of a structure of the type, so that the base adds nothing. */
function coversType(node: ElementNode, type: string): boolean {
  return node.parent === undefined && node.structure.facts.type === type;
}

function profilesOf(node: ElementNode, type: string): readonly Alternatives[] {
  const found: Alternatives[] = [];
  for (const entry of node.content.types) {
    if (fhirType(entry) !== type || entry.profiles === undefined) continue;
    const { packageId } = node.content;
    found.push({ rule: { node, check: 'type' }, type, profiles: entry.profiles, packageId });
  }
  return found;
}

/** Says of each value that a profile it should follow is not here. */
function unknownProfiles(unknown: readonly string[]): readonly ValueCheck[] {
  const texts = [...new Set(unknown)].map(notLoaded);
  if (texts.length === 0) return [];
  return [(_value, context) => texts.forEach((text) => void context.undecided(text))];
}

function build(closure: Closure, type: string, states: States): State {
  const { parts } = states;
  const { nodes, alternatives, unknown } = closure;
  const shape = shapeType(nodes, type);
  const plan: MemberPlan = buildMembers(nodes, shape, states);
  return {
    nodes,
    type: shape,
    kind: kindOf(type, nodes),
    members: plan.members,
    slots: plan.slots,
    required: plan.required,
    requiredBits: plan.requiredBits,
    primitive: parts.checks.primitive(type),
    checks: [...parts.checks.of(nodes, type), ...unknownProfiles(unknown)],
    valueRule: valueRule(nodes, type),
    invariants: parts.invariants.of(nodes, shape),
    alternatives,
    targets: type === 'Reference' ? referenceTargets(nodes, parts) : [],
  };
}

function valueRule(nodes: readonly ElementNode[], type: string): Rule | undefined {
  const stated =
    ruleOf(nodes, 'fixed', ({ fixed }) => fixed !== undefined) ??
    ruleOf(nodes, 'pattern', ({ pattern }) => pattern !== undefined) ??
    ruleOf(nodes, 'value', ({ declaredAt }) => NAMES.has(declaredAt));
  return stated ?? (isPrimitiveType(type) ? requiredBinding(nodes) : undefined);
}

/** What names something has to have a value. */
const NAMES: ReadonlySet<string> = new Set(['Resource.id', 'Extension.url']);

function ruleOf(
  nodes: readonly ElementNode[],
  check: string,
  holds: (content: ElementNode['content']) => boolean,
): Rule | undefined {
  const node = nodes.find(({ content }) => holds(content));
  return node === undefined ? undefined : { node, check };
}

/** Elements declared in place (Claim.item) have their declaring path as type. */
function shapeType(nodes: readonly ElementNode[], type: string): string {
  if (type !== 'BackboneElement' && type !== 'Element') return type;
  const isInline = (node: ElementNode): boolean =>
    node.parent !== undefined && node.content.contentReference === undefined;
  const inline = nodes.find(isInline);
  return inline?.content.declaredAt ?? type;
}

function kindOf(type: string, nodes: readonly ElementNode[]): State['kind'] {
  if (isPrimitiveType(type)) return 'primitive';
  const isRoot = nodes.some((node) => node.parent === undefined);
  const isResource = nodes.some((node) => node.structure.facts.kind === 'resource');
  return isRoot && isResource && nodes[0]?.parent === undefined ? 'resource' : 'complex';
}
