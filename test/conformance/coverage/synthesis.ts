import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import type { Terminology } from '../../../src/fhir/terminology/terminology.ts';
import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type { Member, Slot, State } from '../../../src/fhir/validate/plan/state.ts';
import { isPrimitiveType } from '../../../src/fhir/validate/plan/type-names.ts';
import { fitsPattern } from '../../../src/fhir/validate/plan/value-match.ts';
import { boundSets, type FoundCode, findCode } from './code-finder.ts';
import { companions, discriminators, onePerName, wantedOf } from './needs.ts';
import { type Place, type PlaceStep, placesBelow, resourceAt } from './places.ts';
import { objectSamples, partners, pathSamples, primitiveSamples } from './samples.ts';

const DEPTH_MAX = 14;

/** Makes minimal valid values from the plans: what is required, and one thing to say. */
export class Synthesis {
  private readonly states: States;
  private readonly terminology: Terminology;
  private serial = 0;
  /** How many codes of each value set are passed over, for values of another kind. */
  variant = 0;

  constructor(states: States, terminology: Terminology) {
    this.states = states;
    this.terminology = terminology;
  }

  /** A minimal value for a place. */
  value(place: Place, depth = 0): Json {
    const { state, step } = place;
    if (depth > DEPTH_MAX) return 'too deep';
    if (step === undefined) return this.resource(place, depth);
    if (step.slot.isResource) return this.nested(step, depth);
    const type = step.member.type;
    if (isPrimitiveType(type)) return this.primitive(state, type);
    return this.object(place, type, depth);
  }

  /** A minimal resource. */
  resource(place: Place, depth = 0): JsonObject {
    const { type, profiles } = place.root;
    const made = this.filled({ resourceType: type }, place, depth);
    const id = `sample-${this.serial++}`;
    const meta = profiles.length === 0 ? {} : { meta: { profile: profiles } };
    return { ...made, id, ...meta };
  }

  /** An object with a child added that its state allows but does not require. */
  with(value: JsonObject, place: Place, depth = 0): JsonObject {
    const { step } = place;
    if (step === undefined) return value;
    const { member } = step;
    const made = this.value(place, depth + 1);
    const start = step.owner.state.type === 'Extension' ? oneOf(value, step.slot) : value;
    if (!step.slot.many) {
      const sibling = this.sibling(place, depth);
      const partner = partners[`${step.owner.state.type}.${member.key}`] ?? {};
      return { ...withoutChoice(start, step.slot), [member.key]: made, ...sibling, ...partner };
    }
    const known = start[member.key];
    return { ...start, [member.key]: [...(isJsonArray(known) ? known : []), made] };
  }

  /** What a primitive has to have besides its value. */
  private sibling({ step, ...place }: Place, depth: number): JsonObject {
    const key = step?.member.siblingKey;
    if (key === undefined || place.state.required.length === 0) return {};
    return { [key]: this.filled({}, { ...place, step }, depth) };
  }

  private nested(step: PlaceStep, depth: number): Json {
    const groups = step.slot.resources;
    const slices = step.owner.step?.slices ?? [];
    const wanted = slices.length === 0 ? undefined : groups.at(-1)?.choices[0];
    const choice = wanted ?? groups[0]?.choices[0];
    const type = choice === undefined || choice.type === 'Resource' ? 'Basic' : choice.type;
    const root = choice?.root ?? this.states.parts.snapshots.type(type);
    if (root === undefined) return { resourceType: 'Basic', code: { text: 'some text' } };
    return this.resource(resourceAt(root, this.states), depth + 1);
  }

  private primitive(state: State, type: string): Json {
    for (const { content } of state.nodes) {
      const stated = content.fixed ?? content.pattern;
      if (stated !== undefined) return stated.value;
    }
    const [known] = state.nodes.flatMap(({ content }) => pathSamples[content.declaredAt] ?? []);
    if (known === pathSamples['Bundle.entry.fullUrl'] && typeof known === 'string') {
      return `${known.slice(0, -4)}${String(this.serial++).padStart(4, '0')}`;
    }
    const found = this.code(state, true);
    if (known === undefined && found !== undefined) return found.code;
    return known ?? primitiveSamples[type] ?? 'sample';
  }

  private object(place: Place, type: string, depth: number): Json {
    const { state, step } = place;
    let value: JsonObject = {};
    for (const { content } of state.nodes) {
      if (content.fixed !== undefined) return content.fixed.value;
      const pattern = content.pattern?.value;
      if (pattern === undefined || fitsPattern(value, pattern)) continue;
      value = merged(value, pattern);
    }
    if (step?.url !== undefined) value = { ...value, url: step.url };
    value = this.coded(value, state, type);
    if (type !== 'Extension' || step?.url !== undefined) {
      value = this.filled(identified(value), place, depth);
    }
    if (says(value)) return value;
    return this.saying(value, place, { type, depth });
  }

  private code({ nodes }: State, isBare: boolean): FoundCode | undefined {
    if (!nodes.some((node) => boundSets(node).length > 0)) return undefined;
    return findCode(nodes, { isBare, skipped: this.variant }, this.terminology);
  }

  private coded(value: JsonObject, state: State, type: string): JsonObject {
    const isConcept = type === 'CodeableConcept';
    if (value.code !== undefined || value.coding !== undefined) return value;
    if (!isConcept && type !== 'Coding') return value;
    const found = this.code(state, false);
    if (found?.system === undefined) return value;
    const coding = { system: found.system, code: found.code };
    return isConcept ? { ...value, coding: [coding] } : { ...value, ...coding };
  }

  /** Adds what the state requires, and what its slice is told apart by. */
  private filled(start: JsonObject, place: Place, depth: number): JsonObject {
    let value = start;
    const below = placesBelow(place, this.states);
    const { required } = place.state;
    for (const slot of new Set([...required, ...discriminators(place), ...companions(place)])) {
      const options = below.filter((one) => one.step?.slot === slot);
      value = this.filledSlot(value, slot, { options, depth });
    }
    return value;
  }

  private filledSlot(start: JsonObject, slot: Slot, { options, depth }: Filling): JsonObject {
    let value = start;
    const slices = onePerName(options);
    for (const option of slices) {
      const min = Math.max(...(option.step?.slices ?? []).map((slice) => wantedOf(slice)));
      for (let count = 0; count < min; count++) value = this.with(value, option, depth);
    }
    if (slot.keys.some((key) => value[key] !== undefined) && !slot.many) return value;
    const plain = options.find((one) => one.step?.slices.length === 0) ?? slices[0];
    if (plain === undefined) return value;
    const count = (): number => slot.keys.flatMap((key) => value[key] ?? []).length;
    const wanted = Math.max(slot.min, slices.length > 0 && count() > 0 ? 0 : 1);
    for (let at = count(); at < wanted; at++) value = this.with(value, plain, depth);
    return value;
  }

  /** Something to say for an element without required children. */
  private saying(value: JsonObject, place: Place, { type, depth }: Saying): Json {
    if (type === 'Extension' && place.step?.url !== undefined)
      return this.valued(value, place, depth);
    const sample = objectSamples[place.state.type] ?? objectSamples[type];
    if (isJsonObject(sample)) return { ...sample, ...value };
    const below = placesBelow(place, this.states).filter(isPlain);
    const simple = below.find((one) => isPrimitiveType(one.step?.member.type ?? '')) ?? below[0];
    return simple === undefined ? value : this.with(value, simple, depth);
  }

  /** An extension says something by its value or by its parts. */
  private valued(value: JsonObject, place: Place, depth: number): Json {
    const below = placesBelow(place, this.states).filter(
      ({ step }) => step !== undefined && step.slot.max > 0 && step.member.form !== 'forbidden',
    );
    const isValue = ({ step }: Place): boolean => step?.slot.name === 'value[x]';
    const isPart = ({ step }: Place): boolean =>
      step?.slot.name === 'extension' && step.slices.length > 0;
    const chosen = below.find(isValue) ?? below.find(isPart);
    return chosen === undefined ? value : this.with(value, chosen, depth);
  }
}

interface Filling {
  readonly options: readonly Place[];
  readonly depth: number;
}

interface Saying {
  readonly type: string;
  readonly depth: number;
}

/** Numbers whose system says how they look. */
const NUMBERS: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/sid/us-npi': '1234567893',
  'urn:oid:2.16.840.1.113883.4.7': '12D3456789',
  'urn:oid:2.16.840.1.113883.6.300': '12345',
};

function identified(value: JsonObject): JsonObject {
  const number = typeof value.system === 'string' ? NUMBERS[value.system] : undefined;
  return number === undefined ? value : { ...value, value: number };
}

function isPlain({ step }: Place): boolean {
  if (step === undefined || step.slot.max === 0 || step.slices.length > 0) return false;
  return !['id', 'extension', 'modifierExtension'].includes(step.slot.name);
}

function says(value: JsonObject): boolean {
  return Object.keys(value).some((name) => name !== 'id' && name !== 'url');
}

/** An extension has a value or parts, not both. */
function oneOf(value: JsonObject, slot: Slot): JsonObject {
  const isOther = (key: string): boolean =>
    slot.name === 'extension' ? key.startsWith('value') : slot.isChoice && key === 'extension';
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isOther(key)));
}

function withoutChoice(value: JsonObject, slot: Slot): JsonObject {
  if (!slot.isChoice) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !slot.keys.includes(key)));
}

function merged(value: JsonObject, pattern: Json): JsonObject {
  if (!isJsonObject(pattern)) return value;
  const made: Record<string, Json | undefined> = { ...value };
  for (const [name, item] of Object.entries(pattern)) {
    const known = made[name];
    if (isJsonObject(known) && item !== undefined) made[name] = merged(known, item);
    else if (isJsonArray(known) && isJsonArray(item)) made[name] = [...known, ...item];
    else made[name] = item;
  }
  return made;
}

/** The members of a slot that may be used. */
export function membersOf(state: State, slot: Slot): readonly Member[] {
  return [...state.members.values()].filter((one) => one.slot === slot && !one.isSibling);
}
