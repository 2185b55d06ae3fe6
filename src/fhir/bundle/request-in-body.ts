import { isJsonArray, isJsonObject, type JsonObject } from '../json/json.ts';

/** The Bundle that an operation was given: the body itself, or `resource` of its Parameters. */
export function requestInBody(body: JsonObject): JsonObject {
  if (body.resourceType !== 'Parameters' || !isJsonArray(body.parameter)) return body;
  const given = body.parameter.filter(isJsonObject).filter(({ name }) => name === 'resource');
  const [only, ...more] = given;
  return more.length === 0 && isJsonObject(only?.resource) ? only.resource : body;
}
