import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type {
  CheckContext,
  Member,
  Slice,
  Slot,
  State,
} from '../../../src/fhir/validate/plan/state.ts';
import type { ElementNode } from '../../../src/fhir/validate/snapshot/element-node.ts';

/** A profile, or a base type, from which places are reached. */
export interface PlaceRoot {
  readonly type: string;
  /** Canonicals for `meta.profile`. */
  readonly profiles: readonly string[];
}

/** How a value is reached from the object that holds it. */
export interface PlaceStep {
  readonly owner: Place;
  readonly slot: Slot;
  readonly member: Member;
  /** The slice it falls into, the slices around that one before it. */
  readonly slices: readonly Slice[];
  /** For extensions: the URL by which the slice is chosen. */
  readonly url: string | undefined;
}

/** A value of the plans: its state and the way there from a resource. */
export interface Place {
  readonly root: PlaceRoot;
  readonly state: State;
  readonly step: PlaceStep | undefined;
  readonly depth: number;
}

/** The place of a resource that claims a profile. */
export function resourceAt(root: ElementNode, states: States): Place {
  const { facts } = root.structure;
  const profiles = facts.derivation === 'constraint' ? [facts.url] : [];
  const state = states.ofResource(facts.type, [root]) ?? states.of([root], facts.type);
  return { root: { type: facts.type, profiles }, state, step: undefined, depth: 0 };
}

/** The places directly below a place, each member and slice once; prohibited ones included. */
export function placesBelow(owner: Place, states: States): readonly Place[] {
  const known = below.get(owner.state) ?? stepsBelow(owner, states);
  below.set(owner.state, known);
  return known.map(([step, state]) => placed(owner, step, state));
}

type Below = readonly [step: StepBelow, state: State];

/** Working out a state's slices takes time; a state has the same ones wherever it is. */
const below: WeakMap<State, readonly Below[]> = new WeakMap();

function stepsBelow(owner: Place, states: States): readonly Below[] {
  const found: Below[] = [];
  for (const member of owner.state.members.values()) {
    if (member.isSibling || member.form === 'forbidden') continue;
    found.push(...stepsOf(member, states));
  }
  return found;
}

function stepsOf(member: Member, states: States): readonly Below[] {
  const { slot } = member;
  const plain: Below = [{ slot, member, slices: [], url: undefined }, member.state()];
  // The slices of a choice go by type: the member's own state has them already.
  if (slot.slicing === undefined || slot.isChoice) return [plain];
  const { slices: all } = slot.slicing;
  const urls = new Map(
    all.map((one) => [one, slot.isExtension ? sliceUrl(one.node, states) : undefined]),
  );
  const sliced = all.map((slice): Below => {
    const url = urls.get(slice);
    const isSame = (one: Slice): boolean =>
      url === undefined ? one.node.sliceName === slice.node.sliceName : urls.get(one) === url;
    const slices = [slice, ...all.filter((one) => one !== slice && isSame(one))].flatMap((one) =>
      withParents(one, all),
    );
    const nodes = [...slot.nodes, ...slices.map((one) => one.node)];
    const state = url === undefined ? states.of(nodes, member.type) : stateOfUrl(url, member);
    return [{ slot, member, slices, url }, state];
  });
  return [plain, ...sliced];
}

type StepBelow = Omit<PlaceStep, 'owner'>;

function placed(owner: Place, step: StepBelow, state: State): Place {
  return { root: owner.root, state, step: { owner, ...step }, depth: owner.depth + 1 };
}

function withParents(slice: Slice, slices: readonly Slice[]): readonly Slice[] {
  const parent = slice.parent === undefined ? undefined : slices[slice.parent];
  return parent === undefined ? [slice] : [...withParents(parent, slices), slice];
}

function listed(node: ElementNode | undefined): readonly ElementNode[] {
  return node === undefined ? [] : [node];
}

/** The state that the plan itself gives to an extension of this URL. */
function stateOfUrl(url: string, member: Member): State {
  return member.slot.slicing?.match({ url }, member, nobody).state ?? member.state();
}

const nothing = (): void => undefined;

/** Extensions are told apart by their URL alone: nobody is asked. */
const nobody: CheckContext = {
  report: nothing,
  place: () => '',
  reportAt: nothing,
  undecided: nothing,
  unknownSystem: nothing,
  resource: {},
  isFirstId: () => true,
  resolve: () => undefined,
  holds: () => false,
};

/** The URL that chooses an extension slice: fixed below it or by its extension's definition. */
function sliceUrl(slice: ElementNode, { parts }: States): string | undefined {
  const { types, packageId } = slice.content;
  const profiles = types.flatMap((type) => type.profiles ?? []);
  const roots = profiles.flatMap((one) => listed(parts.snapshots.root(one, packageId)));
  for (const node of [slice, ...roots]) {
    const url = node.children.get('url')?.content;
    const value = url?.fixed?.value ?? url?.pattern?.value;
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** The place of an extension of this URL on an object, as the plan of its member sees it. */
export function extensionPlace(
  owner: Place,
  key: 'extension' | 'modifierExtension',
  url: string,
): Place | undefined {
  const member = owner.state.members.get(key);
  if (member === undefined) return undefined;
  const state = stateOfUrl(url, member);
  return placed(owner, { slot: member.slot, member, slices: [], url }, state);
}
