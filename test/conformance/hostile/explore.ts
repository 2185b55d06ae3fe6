import type { Json, JsonObject } from '../../../src/fhir/json/json.ts';
import type { FactSource } from '../../../src/fhir/validate/facts.ts';
import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type { Member, State } from '../../../src/fhir/validate/plan/state.ts';

const PAS = 'hl7.fhir.us.davinci-pas';

/** Visits every state that the profiles of PAS lead to; one state for each type. */
export function exploreStates(source: FactSource, states: States): ReadonlyMap<string, State> {
  const found = new Map<string, State>();
  const seen = new Set<State>();
  const open = [...profileStates(source, states)];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    if (!found.has(state.type)) found.set(state.type, state);
    for (const member of state.members.values()) {
      if (isWalked(member)) open.push(member.state(), ...sliceStates(member, states));
    }
  }
  return found;
}

function isWalked({ slot, isSibling, form }: Member): boolean {
  return !slot.isResource && !isSibling && form !== 'prohibited' && form !== 'forbidden';
}

/** The states of values that fall into one slice of the member. */
function sliceStates({ slot, type }: Member, states: States): readonly State[] {
  const slices = slot.slicing?.slices ?? [];
  return slices.map(({ node }) => states.of([...slot.nodes, node], type));
}

function profileStates(source: FactSource, states: States): readonly State[] {
  const { parts } = states;
  return source.packages
    .filter(({ name }) => name === PAS)
    .flatMap(({ canonicals }) => Object.entries(canonicals))
    .filter(([, { resourceType }]) => resourceType === 'StructureDefinition')
    .flatMap(([url]) => {
      const root = parts.snapshots.root(url, parts.registry.firstPackage);
      if (root === undefined) return [];
      const { type, kind } = root.structure.facts;
      const state = kind === 'resource' ? states.ofResource(type, [root]) : states.of([root], type);
      return state === undefined ? [] : [state];
    });
}

const DEPTH_MAX = 3;

/** A made-up element of a state: every member there may be, every text the same. */
export function inventElement(state: State, text: string, depth = 0): Json {
  if (state.kind === 'primitive') return text;
  const element: { [name: string]: Json } = {};
  if (state.kind === 'resource') element.resourceType = state.type;
  for (const member of state.members.values()) {
    if (!isWalked(member) || (!member.isPrimitive && depth >= DEPTH_MAX)) continue;
    const value = member.isPrimitive ? text : inventElement(member.state(), text, depth + 1);
    element[member.key] = member.slot.many ? [value, value] : value;
  }
  const invented: JsonObject = element;
  return invented;
}
