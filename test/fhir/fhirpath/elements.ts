import type { ElementKey, TypeModel } from '../../../src/fhir/fhirpath/model.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';

/** One element of an instance as an invariant gets it. */
export interface Focus {
  readonly type: string;
  readonly value: Json | undefined;
  readonly sibling: JsonObject | undefined;
  readonly resource: JsonObject;
  readonly root: JsonObject;
}

/** Every element of a resource that the type model knows, resources inside it included. */
export function elementsOf(root: JsonObject, model: TypeModel): readonly Focus[] {
  const found: Focus[] = [];
  const open: Focus[] = [resourceFocus(root, root, root)];
  for (let focus = open.pop(); focus !== undefined; focus = open.pop()) {
    found.push(focus);
    const parent = isJsonObject(focus.value) ? focus.value : focus.sibling;
    if (parent === undefined) continue;
    for (const shape of model.children(focus.type).values()) {
      for (const key of shape.keys) open.push(...childFocuses(focus, parent, key));
    }
  }
  return found;
}

function childFocuses(focus: Focus, parent: JsonObject, key: ElementKey): readonly Focus[] {
  const value = parent[key.key];
  const sibling = key.primitive ? parent[`_${key.key}`] : undefined;
  const values = isJsonArray(value) ? value : value === undefined ? [] : [value];
  const siblings = isJsonArray(sibling) ? sibling : sibling === undefined ? [] : [sibling];
  return Array.from({ length: Math.max(values.length, siblings.length) }, (_, index) => {
    const one = values[index] ?? undefined;
    const beside = siblings[index];
    if (key.type === 'Resource' && isJsonObject(one)) {
      const inside = key.key === 'contained' ? focus.root : one;
      return resourceFocus(one, one, inside);
    }
    return {
      ...focus,
      type: key.type,
      value: one,
      sibling: isJsonObject(beside) ? beside : undefined,
    };
  }).filter((child) => child.value !== undefined || child.sibling !== undefined);
}

function resourceFocus(value: JsonObject, resource: JsonObject, root: JsonObject): Focus {
  const type = typeof value.resourceType === 'string' ? value.resourceType : 'Resource';
  return { type, value, sibling: undefined, resource, root };
}
