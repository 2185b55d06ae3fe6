import { isJsonArray, type Json, type JsonObject } from '../json/json.ts';
import type { TypeModel } from './model.ts';
import { isParent } from './value.ts';

/**
 * ele-1, which runs on every element, by hand and without collections; undefined for other
 * expressions. A test proves it equal to the compiled form.
 */
export function elementTruth(
  expression: string,
  contextType: string,
  model: TypeModel,
): Presence | undefined {
  if (expression === ELE_1) return presenceTruth(model.isPrimitive(contextType), false);
  if (expression === ELE_1_OR_PARAMETERS) {
    return presenceTruth(model.isPrimitive(contextType), contextType === 'Parameters');
  }
  return undefined;
}

type Presence = (value: Json | undefined, sibling: JsonObject | undefined) => boolean;

const ELE_1 = 'hasValue() or (children().count() > id.count())';
const ELE_1_OR_PARAMETERS = `${ELE_1} or $this is Parameters`;

function presenceTruth(primitive: boolean, always: boolean): Presence {
  if (primitive) {
    return (value, sibling) => holds(value) || (sibling !== undefined && hasMember(sibling));
  }
  return (value) => always || holds(value);
}

/** A plain value, or an object with something in it: an exact decimal has its text. */
function holds(value: Json | undefined): boolean {
  if (!isParent(value)) return value !== null && value !== undefined;
  return !isJsonArray(value) && hasMember(value);
}

/** True when an object has any member that holds something, besides `id`. */
function hasMember(object: JsonObject): boolean {
  for (const key in object) {
    if (key === 'id' || key === '_id' || key === 'resourceType') continue;
    const value = object[key];
    if (typeof value !== 'object') return true;
    if (value !== null && (!isJsonArray(value) || value.length > 0)) return true;
  }
  return false;
}
