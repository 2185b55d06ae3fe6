import { isJsonArray, isJsonObject, type JsonObject } from '../json/json.ts';

/** The Bundle that an operation was given: the body itself, or `resource` of its Parameters. */
export function requestInBody(body: JsonObject): JsonObject {
  const index = indexInParameters(body);
  const parameter = index === undefined ? undefined : itemsOf(body)[index];
  return isJsonObject(parameter) && isJsonObject(parameter.resource) ? parameter.resource : body;
}

/** The place of that Bundle in the body: `Bundle`, or `Parameters.parameter[0].resource`. */
export function requestPlace(body: JsonObject): string {
  const index = indexInParameters(body);
  return index === undefined ? 'Bundle' : `Parameters.parameter[${index}].resource`;
}

/** The index of the one parameter that is named `resource` and holds one. */
function indexInParameters(body: JsonObject): number | undefined {
  if (body.resourceType !== 'Parameters') return undefined;
  const named = [...itemsOf(body).entries()].filter(
    ([, one]) => isJsonObject(one) && one.name === 'resource',
  );
  const [only, ...more] = named;
  if (only === undefined || more.length > 0) return undefined;
  const [index, parameter] = only;
  return isJsonObject(parameter) && isJsonObject(parameter.resource) ? index : undefined;
}

function itemsOf({ parameter }: JsonObject): readonly unknown[] {
  return isJsonArray(parameter) ? parameter : [];
}
