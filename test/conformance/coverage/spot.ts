import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type { CheckContext } from '../../../src/fhir/validate/plan/state.ts';
import { type JsonPath, replaced, valueAt } from './json-path.ts';
import { contextOf, type Occurrence, stateOf } from './occurrences.ts';
import type { Place } from './places.ts';
import type { PlanRule } from './plan-rule.ts';
import type { Synthesis } from './synthesis.ts';

/** What mutants are made with. */
export interface Workshop {
  readonly states: States;
  readonly synthesis: Synthesis;
  /** Whether a value set takes a code; undefined when that can't be said. */
  accepts(rule: PlanRule, system: string | undefined, code: string): boolean;
  /** A code that the rule's value set has. */
  codeFor(rule: PlanRule): JsonObject | undefined;
}

/** A rule at a value of an instance. */
export interface Spot extends Occurrence {
  readonly rule: PlanRule;
  readonly place: Place;
  readonly workshop: Workshop;
}

/** A clean instance and the same with one change. */
export interface Attempt {
  readonly good: Json;
  readonly bad: Json;
}

/** Makes attempts to break a rule at a spot, the most minimal first. */
export type Maker = (spot: Spot) => readonly Attempt[];

/** The value at the spot. */
export function valueFrom({ instance, path }: Spot): Json | undefined {
  return valueAt(instance, path);
}

/** The path of the object that holds the spot's value. */
export function ownerPath({ path }: Occurrence): JsonPath {
  return path.slice(0, typeof path.at(-1) === 'number' ? -2 : -1);
}

/** The object that holds the spot's value. */
export function ownerOf(spot: Spot): JsonObject {
  const owner = valueAt(spot.instance, ownerPath(spot));
  return isJsonObject(owner) ? owner : {};
}

/** The attempt that puts another value at the spot. */
export function putting(spot: Spot, value: Json | undefined): Attempt {
  return { good: spot.instance, bad: replaced(spot.instance, spot.path, value) };
}

/** The attempt that puts another object in the place of the one that holds the spot's value. */
export function puttingOwner(spot: Spot, value: JsonObject): Attempt {
  const bad = replaced(spot.instance, ownerPath(spot), value);
  return { good: spot.instance, bad };
}

/** The items of the spot's list, and which of them fall into the spot's slices. */
export function itemsOf(spot: Spot): readonly { readonly item: Json; readonly isSame: boolean }[] {
  const { step, state } = spot.place;
  const list = step === undefined ? undefined : ownerOf(spot)[step.member.key];
  if (step === undefined || !isJsonArray(list)) return [];
  const context = contextOf(spot.instance, spot.workshop.states);
  const isSame = (item: Json): boolean =>
    step.slices.length === 0 || stateOf(item, step.member, context) === state;
  return list.map((item) => ({ item, isSame: isSame(item) }));
}

/** Builds the instance of a place that no example has: what is required and the way there. */
export function occurrenceFor(place: Place, workshop: Workshop, from?: Occurrence): Occurrence {
  const { step } = place;
  if (step === undefined) return { instance: workshop.synthesis.resource(place), path: [] };
  const around = from ?? occurrenceFor(step.owner, workshop);
  const { instance } = around;
  const isInPrimitive = step.owner.step?.member.isPrimitive === true;
  const path = isInPrimitive ? siblingPath(around.path) : around.path;
  const owner = valueAt(instance, path) ?? {};
  if (!isJsonObject(owner)) return { instance, path };
  const { key, slot } = step.member;
  const known = owner[key];
  if (!slot.many && known !== undefined) return { instance, path: [...path, key] };
  const list = isJsonArray(known) ? known : [];
  const context = contextOf(instance, workshop.states);
  const at = list.findIndex((item) => stateOf(item, step.member, context) === place.state);
  if (at >= 0) return { instance, path: [...path, key, at] };
  const changed = replaced(instance, path, added(owner, place, { workshop, context }));
  const below = slot.many ? [key, list.length] : [key];
  return { instance: isJsonObject(changed) ? changed : {}, path: [...path, ...below] };
}

interface Adding {
  readonly workshop: Workshop;
  readonly context: CheckContext;
}

/** Other codes fall into other slices; at last none at all. */
const VARIANTS = [0, 1, 2, 3, 4, 5, 6, 7, Number.POSITIVE_INFINITY];

/** The owner with a value for the place that falls into none but the place's slices. */
function added(owner: JsonObject, place: Place, { workshop, context }: Adding): JsonObject {
  const { synthesis } = workshop;
  const { step } = place;
  const made = synthesis.with(owner, place);
  if (step === undefined || step.slot.slicing === undefined) return referring(made, place);
  for (const variant of VARIANTS) {
    synthesis.variant = variant;
    const other = variant === 0 ? made : synthesis.with(owner, place);
    synthesis.variant = 0;
    const list = other[step.member.key];
    const last = isJsonArray(list) ? list.at(-1) : list;
    if (last !== undefined && stateOf(last, step.member, context) === place.state) return other;
  }
  return made;
}

/** A contained resource has to be referred to. */
function referring(owner: JsonObject, { step }: Place): JsonObject {
  const { contained } = owner;
  const last = isJsonArray(contained) ? contained.at(-1) : undefined;
  if (step?.slot.name !== 'contained' || !isJsonObject(last)) return owner;
  const url = 'http://example.org/extension';
  const link = { url, valueReference: { reference: `#${String(last.id)}` } };
  return { ...owner, extension: [...(isJsonArray(owner.extension) ? owner.extension : []), link] };
}

/** `_payload` holds the id and the extensions of `payload`. */
function siblingPath(path: JsonPath): JsonPath {
  const at = path.findLastIndex((step) => typeof step === 'string');
  return path.map((step, index) => (index === at ? `_${step}` : step));
}
