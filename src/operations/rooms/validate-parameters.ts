import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../fhir/json/json.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import { typeOf } from '../../fhir/validate/walk/task.ts';
import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';

/** A document whose text could be read. */
export interface ReadableDocument {
  readonly resource: JsonObject;
  readonly faults: readonly Issue[];
}

/** What the body of `$validate` holds. */
export interface ResourceInBody extends ReadableDocument {
  readonly profiles: readonly string[];
  readonly modes: readonly string[];
}

/**
 * The resource that `$validate` is asked about: the body itself, or `resource` of its Parameters.
 * Parameters that hold no `resource` are asked about themselves, and so are those at
 * `Parameters/$validate` whose `resource` is something else.
 * Problems: parameter-invalid, all at once.
 */
export function resourceInBody(
  { resource: body, faults }: ReadableDocument,
  type: string | undefined,
): Result<ResourceInBody, Problem> {
  const bare = { resource: body, faults, profiles: [], modes: [] };
  if (body.resourceType !== 'Parameters' || !isJsonArray(body.parameter)) return ok(bare);
  const parameters = body.parameter.map((one) => (isJsonObject(one) ? one : {}));
  const at = parameters.findIndex(({ name }) => name === 'resource');
  const resource = parameters[at]?.resource;
  if (at < 0) return ok(bare);
  if (type === 'Parameters' && !(isJsonObject(resource) && typeOf(resource) === type)) {
    return ok(bare);
  }
  const wrong = [...parameters.flatMap(wrongParameter), ...repeated(parameters)];
  if (!isJsonObject(resource) || wrong.length > 0) {
    return fail({ code: 'parameter-invalid', issues: wrong });
  }
  const root = `Parameters.parameter[${at}].resource`;
  return ok({
    resource,
    faults: faults.map((fault) => rooted(fault, root, typeOf(resource))),
    profiles: valuesOf(parameters, 'profile'),
    modes: valuesOf(parameters, 'mode'),
  });
}

/** The value of each parameter of `$validate`, by its name; `resource` has its own member. */
const valueNames: Readonly<Record<string, readonly string[]>> = {
  profile: ['valueUri', 'valueCanonical', 'valueUrl', 'valueString'],
  mode: ['valueCode', 'valueString'],
};

function valueGiven(parameter: JsonObject): Json | undefined {
  const name = typeof parameter.name === 'string' ? parameter.name : '';
  const members = Object.hasOwn(valueNames, name) ? (valueNames[name] ?? []) : [];
  const member = members.find((one) => parameter[one] !== undefined);
  return member === undefined ? undefined : parameter[member];
}

function valuesOf(parameters: readonly JsonObject[], name: string): readonly string[] {
  const named = parameters.filter((parameter) => parameter.name === name);
  return named.map(valueGiven).filter((value) => typeof value === 'string');
}

function wrongParameter(parameter: JsonObject, index: number): readonly ProblemIssue[] {
  const expression = `Parameters.parameter[${index}]`;
  if (parameter.name === 'resource') {
    if (isJsonObject(parameter.resource)) return [];
    return [wrong(`${expression}.resource`, 'The parameter holds no resource', 'put it there')];
  }
  const isKnown = parameter.name === 'profile' || parameter.name === 'mode';
  if (!isKnown) {
    const mend = 'send resource, profile and mode only';
    return [wrong(expression, 'The operation has no parameter of this name', mend)];
  }
  if (typeof valueGiven(parameter) === 'string') return [];
  const member = parameter.name === 'mode' ? 'valueCode' : 'valueUri';
  return [wrong(expression, 'The parameter has no value that can be read', `give it as ${member}`)];
}

function repeated(parameters: readonly JsonObject[]): readonly ProblemIssue[] {
  const count = parameters.filter(({ name }) => name === 'resource').length;
  if (count < 2) return [];
  return [wrong('Parameters.parameter', `There are ${count} resources`, 'send them one by one')];
}

function wrong(expression: string, what: string, mend: string): ProblemIssue {
  const text = `${what}. To mend it: ${mend}.`;
  return { severity: 'error', code: 'value', expression, rule: 'validate/parameters', text };
}

/** A fault of the text, seen from the resource instead of from the body. */
function rooted(fault: Issue, root: string, type: string): Issue {
  const { expression } = fault;
  const isInside = expression === root || expression.startsWith(`${root}.`);
  if (!isInside || type === '') return fault;
  return { ...fault, expression: `${type}${expression.slice(root.length)}` };
}
