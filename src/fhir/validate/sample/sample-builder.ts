import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json/json.ts';
import { parsePath } from '../plan/discriminator-path.ts';
import type { Member, Slice, Slot, State } from '../plan/state.ts';
import { merge } from './merge.ts';
import { primitiveSample } from './primitive-samples.ts';
import type { SampleWorld, Wanted } from './sample-world.ts';
import { stateOf } from './slice-state.ts';
import { codeOf, sayingElements, typicalElements } from './typical-elements.ts';

/** Elements that a sample has at most, and how deep they lie. */
const ELEMENTS_MAX = 60;
const DEPTH_MAX = 7;

/** Tries that have nothing but what is required. */
const LEAN_ATTEMPTS = 4;

/** Names of elements below one that have to be there. */
type Paths = readonly (readonly string[])[];

/** What is known of a value before it is made. */
interface Given {
  readonly seed?: Json | undefined;
  readonly paths: Paths;
  readonly depth: number;
}

/**
 * Makes the smallest value that the plan allows: what is fixed, what a pattern has, what is
 * required, and what tells its slice from others. Whether it is right is for others to see.
 */
export class SampleBuilder {
  private readonly world: SampleWorld;
  private readonly attempt: number;
  private left = ELEMENTS_MAX;

  constructor(world: SampleWorld, attempt: number) {
    this.world = world;
    this.attempt = attempt;
  }

  /** One value; undefined when the plan alone does not give one. */
  value(wanted: Wanted, given: Given = { paths: [], depth: 0 }): Json | undefined {
    const { member, slice } = wanted;
    this.left -= 1;
    if (member.slot.isResource || this.left < 0 || given.depth > DEPTH_MAX) return undefined;
    const found = stateOf(wanted, this.world);
    if (found === undefined) return undefined;
    const seed = merge(given.seed, found.seed);
    const paths = slice === undefined ? given.paths : [...given.paths, ...tellingPaths(wanted)];
    const own = seed === undefined ? this.world.valueIn(member) : undefined;
    return own ?? this.inState(found.state, { ...given, seed, paths });
  }

  private inState(state: State, given: Given): Json | undefined {
    const { nodes, type, kind } = state;
    const fixed = nodes.find(({ content }) => content.fixed !== undefined)?.content.fixed;
    if (fixed !== undefined) return fixed.value;
    let seed = given.seed;
    for (const { content } of nodes) seed = merge(seed, content.pattern?.value);
    // What has to stand beside a primitive value is another member.
    if (kind === 'primitive' && state.required.length > 0) return undefined;
    if (kind === 'primitive')
      return seed ?? this.code(state) ?? primitiveSample(type, this.attempt);
    if (seed !== undefined && !isJsonObject(seed)) return seed;
    const begun = this.begun(state, seed ?? {});
    return begun === undefined ? undefined : this.complete(state, begun, given);
  }

  /** What a type needs that no cardinality says: codes of its binding, the target it leads to. */
  private begun(state: State, seed: JsonObject): JsonObject | undefined {
    if (state.type === 'Reference' && seed.reference === undefined) {
      const reference = this.world.referenceTo(state.targets);
      return reference === undefined ? undefined : { ...reference, ...seed };
    }
    if (state.type === 'CodeableConcept' && seed.coding === undefined) {
      const coding = this.coding(state);
      return coding === undefined ? seed : { coding: [coding], ...seed };
    }
    const isCoded = state.type === 'Coding' || state.type === 'Quantity';
    return isCoded && seed.code === undefined ? { ...this.coding(state), ...seed } : seed;
  }

  private code({ nodes, type }: State): Json | undefined {
    const bound = this.world.states.parts.checks.codes(nodes, type);
    const first = this.turn(bound?.codes ?? []);
    const [system] = bound?.systems ?? [];
    return first?.code ?? (system === undefined ? undefined : codeOf(system));
  }

  /** Each try takes another of several. */
  private turn<Item>(items: readonly Item[]): Item | undefined {
    return items[this.attempt % Math.max(1, items.length)];
  }

  private coding({ nodes, type }: State): JsonObject | undefined {
    const bound = this.world.states.parts.checks.codes(nodes, type);
    if (bound === undefined) return undefined;
    const first = this.turn(bound.codes);
    if (first !== undefined) return { system: first.system, code: first.code };
    const [system = 'http://example.org/codes'] = bound.systems;
    return { system, code: codeOf(system) };
  }

  private complete(state: State, begun: JsonObject, given: Given): JsonObject | undefined {
    const made: Record<string, Json> = {};
    // Constraints may ask for more than cardinalities: later tries have what is common as well.
    const isLean = this.attempt < LEAN_ATTEMPTS;
    const common = isLean ? sayingElements(state.type) : typicalElements(state.type);
    const forced = new Set([...given.paths.flatMap(([name]) => name ?? []), ...common]);
    for (const slot of state.slots) {
      const isAsked = isRequired(slot) || forced.has(slot.name.replace('[x]', ''));
      const isThere = slot.keys.some((key) => begun[key] !== undefined);
      if (!isAsked && !isThere) continue;
      const found = this.slot(state, slot, { ...given, seed: begun });
      if (found !== undefined) made[found[0]] = found[1];
      else if (isRequired(slot)) return undefined;
    }
    if (Object.keys(made).some((key) => key !== 'url' || state.type !== 'Extension')) return made;
    return this.filled(state, made, given);
  }

  /** An element has to say something: what values of its type commonly say. */
  private filled(state: State, made: JsonObject, given: Given): JsonObject | undefined {
    const filled: Record<string, Json> = {};
    for (const name in made) filled[name] = made[name] ?? null;
    const typical = typicalElements(state.type);
    const slots =
      typical.length > 0
        ? state.slots.filter(({ name }) => typical.includes(name))
        : state.slots.filter(({ name, isExtension }) => !isExtension && name !== 'id').slice(0, 4);
    for (const slot of slots) {
      const found = this.slot(state, slot, { paths: [], depth: given.depth });
      if (found !== undefined) filled[found[0]] = found[1];
      if (found !== undefined && typical.length === 0) break;
    }
    return Object.keys(filled).length > Object.keys(made).length ? filled : undefined;
  }

  /** A child with its JSON member. */
  private slot(state: State, slot: Slot, given: Given): readonly [string, Json] | undefined {
    const own = slot.name.replace('[x]', '');
    const paths = given.paths.filter(([name]) => name === own).map(([, ...rest]) => rest);
    const seeds = isJsonObject(given.seed) ? given.seed : {};
    const members = membersOf(state, slot);
    const seeded = members.filter(({ key }) => seeds[key] !== undefined);
    for (const member of seeded.length > 0 ? seeded : members) {
      const below = { seed: seeds[member.key], paths, depth: given.depth + 1 };
      const value = member.form === 'list' ? this.list(member, below) : this.single(member, below);
      if (value !== undefined) return [member.key, value];
    }
    return undefined;
  }

  private single(member: Member, given: Given): Json | undefined {
    const [slice] = neededSlices(member.slot);
    return this.value(slice === undefined ? { member } : { member, slice }, given);
  }

  /** All that a list has to have. */
  list(member: Member, given: Given = { paths: [], depth: 0 }): readonly Json[] | undefined {
    const items: Json[] = [];
    const add = (wanted: Wanted, seed?: Json): boolean => {
      const item = this.value(wanted, { ...given, seed });
      if (item !== undefined) items.push(item);
      return item !== undefined;
    };
    for (const seed of isJsonArray(given.seed) ? given.seed : []) {
      if (!add({ member }, seed)) return undefined;
    }
    for (const slice of requiredSlices(member.slot)) {
      for (let count = 0; count < slice.min; count++) {
        if (!add({ member, slice })) return undefined;
      }
    }
    while (items.length < Math.max(1, member.slot.min)) {
      const [slice] = requiredSlices(member.slot).length > 0 ? [] : neededSlices(member.slot);
      if (!add(slice === undefined ? { member } : { member, slice })) return undefined;
    }
    return items;
  }
}

/** Of the types of a choice, those that say most come first. */
const PREFERRED = 'CodeableConcept Reference string code date dateTime Quantity boolean'.split(' ');

/** The members by which a child can be given. */
export function membersOf(state: State, slot: Slot): readonly Member[] {
  const isUsable = ({ form }: Member): boolean => form === 'single' || form === 'list';
  const rank = ({ type }: Member): number =>
    PREFERRED.includes(type) ? PREFERRED.indexOf(type) : PREFERRED.length;
  return [...state.members.values()]
    .filter((one) => one.slot === slot && isUsable(one))
    .sort((one, other) => rank(one) - rank(other));
}

/** Slices that a list has to have. */
export function requiredSlices({ slicing }: Slot): readonly Slice[] {
  return (slicing?.slices ?? []).filter(({ min, parent }) => min > 0 && parent === undefined);
}

/** Slices of which a value has to be: a required one, or any where a list is closed. */
function neededSlices(slot: Slot): readonly Slice[] {
  const required = requiredSlices(slot);
  if (required.length > 0 || slot.slicing === undefined) return required;
  const { slices, groups } = slot.slicing;
  return slices.filter((slice) => groups[slice.group]?.rules === 'closed' && slice.max > 0);
}

function isRequired(slot: Slot): boolean {
  return slot.min > 0 || requiredSlices(slot).length > 0;
}

/** Where the values stand that tell a slice from others. */
function tellingPaths({ member, slice }: Wanted): Paths {
  const group = slice === undefined ? undefined : member.slot.slicing?.groups[slice.group];
  const discriminators = group?.node.content.slicing?.discriminators ?? [];
  return discriminators.flatMap(({ path }) => {
    const steps = parsePath(path) ?? [];
    const names = steps.flatMap((step) => (step.kind === 'child' ? [step.name] : []));
    return names.length === 0 || names.length < steps.length ? [] : [names];
  });
}
