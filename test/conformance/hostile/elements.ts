import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import type { States } from '../../../src/fhir/validate/plan/parts.ts';
import type { State } from '../../../src/fhir/validate/plan/state.ts';
import { profileRoots } from '../../../src/fhir/validate/walk/profiles.ts';

/** An element of an example, with the resource it stands in. */
export interface TypedElement {
  readonly value: Json;
  readonly sibling: JsonObject | undefined;
  readonly resource: JsonObject;
}

/** The largest element of each type in the examples, as the plan names types. */
export function elementsByType(
  examples: readonly JsonObject[],
  states: States,
): ReadonlyMap<string, TypedElement> {
  const found = new Map<string, TypedElement>();
  const sizes = new Map<string, number>();
  const keep = (type: string, element: TypedElement): void => {
    const size = JSON.stringify(element.value ?? null).length;
    if (size <= (sizes.get(type) ?? -1)) return;
    sizes.set(type, size);
    found.set(type, element);
  };
  for (const example of examples) collect(example, states, keep);
  return found;
}

type Keep = (type: string, element: TypedElement) => void;

interface Open {
  readonly value: Json;
  readonly sibling: JsonObject | undefined;
  readonly resource: JsonObject;
  /** Undefined for resources, whose type is in their own hands. */
  readonly state: State | undefined;
}

function collect(example: JsonObject, states: States, keep: Keep): void {
  const open: Open[] = [
    { value: example, sibling: undefined, resource: example, state: undefined },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const isResource = next.state === undefined;
    const { value, sibling } = next;
    const resource = isResource && isJsonObject(value) ? value : next.resource;
    const state = next.state ?? stateOf(resource, states);
    if (state === undefined) continue;
    keep(state.type, { value, sibling, resource });
    if (isResource) {
      keep('Resource', { value, sibling, resource });
      keep('DomainResource', { value, sibling, resource });
    }
    if (isJsonObject(value)) open.push(...childrenOf(value, state, resource));
  }
}

function stateOf(resource: JsonObject, states: States): State | undefined {
  const { roots } = profileRoots(resource, states.parts);
  return states.ofResource(String(resource.resourceType), roots);
}

function childrenOf(value: JsonObject, state: State, resource: JsonObject): readonly Open[] {
  return Object.entries(value).flatMap(([key, child = null]): readonly Open[] => {
    const member = state.members.get(key);
    if (member === undefined || member.isSibling) return [];
    const beside = member.siblingKey === undefined ? undefined : value[member.siblingKey];
    const items = isJsonArray(child) ? child : [child];
    const siblings = isJsonArray(beside) ? beside : [beside];
    return items.map((item, at) => {
      const sibling = siblings[at];
      return {
        value: item,
        sibling: isJsonObject(sibling) ? sibling : undefined,
        resource,
        state: member.slot.isResource ? undefined : member.state(),
      };
    });
  });
}

/** A copy with every text replaced but the types of resources. */
export function withStrings(value: Json, text: string): Json {
  if (typeof value === 'string') return text;
  if (isJsonArray(value)) return value.map((item) => withStrings(item, text));
  if (!isJsonObject(value)) return value;
  return withMembers(value, text);
}

/** `withStrings` for an object. */
export function withMembers(value: JsonObject, text: string): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, item = null]) => [
      name,
      name === 'resourceType' ? item : withStrings(item, text),
    ]),
  );
}
