import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type { CheckContext, Member, State } from '../../../src/fhir/validate/plan/state.ts';
import { profileRoots } from '../../../src/fhir/validate/walk/profiles.ts';
import { Resources } from '../../../src/fhir/validate/walk/resources.ts';
import type { ResourceTask } from '../../../src/fhir/validate/walk/task.ts';
import type { JsonPath } from './json-path.ts';
import type { Place } from './places.ts';

/** Where a value lies in an instance. */
export interface Occurrence {
  readonly instance: JsonObject;
  readonly path: JsonPath;
}

/** Occurrences kept of each state: the ones in the smallest examples. */
const KEPT = 2;

/** Finds the values of examples by the state that judges them. */
export class Occurrences {
  private readonly states: States;
  private readonly byState: Map<State, Occurrence[]> = new Map();

  constructor(examples: readonly JsonObject[], states: States) {
    this.states = states;
    const sizes = examples.map((one): [number, JsonObject] => [JSON.stringify(one).length, one]);
    for (const [, example] of sizes.sort(([a], [b]) => a - b)) this.resource(example, example, []);
  }

  /** Where examples have the value of a place. */
  of(place: Place): readonly Occurrence[] {
    return this.byState.get(place.state) ?? [];
  }

  private note(state: State, occurrence: Occurrence): void {
    const known = this.byState.get(state);
    if (known === undefined) this.byState.set(state, [occurrence]);
    else if (known.length < KEPT) known.push(occurrence);
  }

  private resource(value: JsonObject, instance: JsonObject, path: JsonPath): void {
    const { roots } = profileRoots(value, this.states.parts);
    const type = String(value.resourceType);
    const state = this.states.ofResource(type, roots);
    if (state === undefined) return;
    this.object(value, state, { instance, path, context: contextOf(value, this.states) });
  }

  private object(value: JsonObject, state: State, at: Spot): void {
    this.note(state, at);
    for (const [key, item] of Object.entries(value)) {
      const member = state.members.get(key);
      const isOpen = member?.form === 'single' || member?.form === 'list';
      if (member === undefined || item === undefined || !isOpen) continue;
      const path = [...at.path, key];
      if (!isJsonArray(item)) this.value(item, member, { ...at, path });
      else {
        for (const [index, one] of item.entries()) {
          this.value(one, member, { ...at, path: [...path, index] });
        }
      }
    }
  }

  private value(value: Json, member: Member, at: Spot): void {
    if (member.slot.isResource) {
      if (isJsonObject(value)) this.resource(value, at.instance, at.path);
      this.note(member.state(), at);
      return;
    }
    const state = stateOf(value, member, at.context);
    if (isJsonObject(value)) this.object(value, state, at);
    else this.note(state, at);
  }
}

interface Spot extends Occurrence {
  readonly context: CheckContext;
}

/** The state of a value as the walk would choose it, by its slices. */
export function stateOf(value: Json, member: Member, context: CheckContext): State {
  return member.slot.slicing?.match(value, member, context).state ?? member.state();
}

/** What slicing may ask about a resource that stands alone. */
export function contextOf(resource: JsonObject, states: States): CheckContext {
  const nothing = (): void => undefined;
  const task: ResourceTask = {
    value: resource,
    type: String(resource.resourceType),
    parent: undefined,
    step: '',
    isContained: false,
    scope: undefined,
    fullUrl: undefined,
    base: undefined,
    expected: new Set(),
    walked: new Set(),
    isWalked: false,
  };
  const settings = { states, undecided: new Set<string>(), unknownSystems: new Set<string>() };
  const resources = new Resources({ ...settings, steps: 100_000, isTrial: false });
  return {
    report: nothing,
    place: () => '',
    reportAt: nothing,
    undecided: nothing,
    unknownSystem: nothing,
    resource,
    isFirstId: () => true,
    resolve: () => undefined,
    holds: (value, state) => resources.holds(task, value, state),
  };
}
