import { isJsonArray, type JsonObject } from '../json/json.ts';
import type { Truth } from './frame.ts';
import type { TypeModel } from './model.ts';
import { isObject } from './value.ts';

/**
 * Hand-written forms of the constraints that run on every element or walk whole resources, chosen
 * by the exact expression; tests prove each equal to the compiled form.
 */
export function nativeTruth(
  expression: string,
  contextType: string,
  model: TypeModel,
): Truth | undefined {
  if (expression === ELE_1) return elementTruth(model.isPrimitive(contextType), false);
  if (expression === ELE_1_OR_PARAMETERS) {
    return elementTruth(model.isPrimitive(contextType), contextType === 'Parameters');
  }
  return undefined;
}

const ELE_1 = 'hasValue() or (children().count() > id.count())';
const ELE_1_OR_PARAMETERS = `${ELE_1} or $this is Parameters`;

function elementTruth(primitive: boolean, always: boolean): Truth {
  if (primitive) {
    return (value, sibling) => value !== null || (sibling !== undefined && hasMember(sibling));
  }
  return (value) => always || (isObject(value) ? hasMember(value) : value !== null);
}

/** True when an object has any member that holds something, besides `id`. */
function hasMember(object: JsonObject): boolean {
  for (const key in object) {
    if (key === 'id' || key === '_id' || key === 'resourceType') continue;
    const value = object[key];
    if (value === undefined || value === null) continue;
    if (!isJsonArray(value) || value.length > 0) return true;
  }
  return false;
}
