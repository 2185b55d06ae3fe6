import type { Json, JsonObject } from '../../json/json.ts';
import { quote } from '../plan/quote.ts';
import type { CheckContext, Finding, State, TargetGroup } from '../plan/state.ts';
import { wrongAggregation, wrongTarget } from './findings-references.ts';
import { isLoose } from './scope.ts';
import { containerOf, type ResourceTask, type Scope } from './task.ts';

/** A reference whose target is not at hand, to be judged when the Bundle has been read. */
export interface UnresolvedReference {
  readonly unresolved: string;
  readonly task: ResourceTask;
  /** Reports at the place of the reference. */
  readonly report: (finding: Finding) => void;
}

/** The resource that a reference leads to. */
export interface ResolvedReference {
  readonly resource: JsonObject;
}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;
const ID = '[A-Za-z0-9\\-.]{1,64}';
const RELATIVE = new RegExp(`^[A-Z][A-Za-z]+/${ID}(?:/_history/${ID})?(?:#${ID})?$`);

/** The type in a RESTful reference: `Patient/1`, `https://…/Patient/1/_history/2`. */
const LITERAL_TYPE = new RegExp(`(?:^|/)([A-Z][A-Za-z]+)/${ID}(?:/_history/${ID})?(?:#${ID})?$`);

/** Judges the form of a reference and finds its target; undefined when there is none to find. */
export function checkReference(
  task: ResourceTask,
  value: JsonObject,
  state: State,
  context: CheckContext,
): ResolvedReference | UnresolvedReference | undefined {
  const { reference } = value;
  if (typeof reference !== 'string') return undefined;
  const resource = context.resolve(reference);
  // A type that is not the target's is told as that; what the element allows, of the target.
  const isOfTarget = resource === undefined || typeName(value.type) === resource.resourceType;
  if (isOfTarget) for (const group of state.targets) checkNamedType(value.type, group, context);
  checkTypeForm(value.type, context);
  const malformed = resource === undefined ? malformedReference(reference, task) : undefined;
  if (malformed !== undefined) {
    context.report(malformed);
    return undefined;
  }
  checkBase(reference, task, context);
  checkAggregation(reference, resource, { state, context });
  if (resource === undefined) {
    checkType(value, { resourceType: LITERAL_TYPE.exec(reference)?.[1] }, context);
    const here = context.place();
    return { unresolved: reference, task, report: (finding) => context.reportAt(here, finding) };
  }
  if (isLoose(reference, task, resource)) context.report(loose(reference));
  else checkUnique(reference, resource, { task, context });
  checkType(value, resource, context);
  return { resource };
}

/**
 * What is wrong with a reference that leads nowhere, whatever the Bundle holds. Outside of a Bundle
 * the server to which a relative reference is relative is not known, and the form is only doubted.
 */
function malformedReference(reference: string, task: ResourceTask): Finding | undefined {
  const isAlone = task.scope === undefined;
  const isFragment = reference.startsWith('#');
  const isPlain = ABSOLUTE.test(reference) ? !/\s/.test(reference) : RELATIVE.test(reference);
  if (!isFragment && (isPlain || isConditional(reference, task))) return undefined;
  const isSpaced = /\s/.test(reference);
  return {
    severity: isAlone && !isFragment && !isSpaced ? 'warning' : 'error',
    code: isFragment ? 'not-found' : 'value',
    rule: 'Reference.reference/form',
    message: isFragment
      ? `no contained resource has the id ${quote(reference.slice(1))}`
      : `${quote(reference)} is neither a URL nor of the form Type/id`,
    mend: isFragment ? 'contain the resource, or refer to an entry' : 'write Type/id or a URL',
  };
}

/** R4, http 3.1.0.11.3: a search in place of a reference is for transactions only. */
function isConditional(reference: string, task: ResourceTask): boolean {
  if (!/^[A-Z][A-Za-z]+\?/.test(reference)) return false;
  return task.scope === undefined || containerOf(task).parent?.value.type === 'transaction';
}

/** A relative reference is relative to its entry's fullUrl, so there has to be one. */
function checkBase(reference: string, task: ResourceTask, context: CheckContext): void {
  const isRelative = !reference.startsWith('#') && !ABSOLUTE.test(reference);
  const container = containerOf(task);
  if (!isRelative || container.parent?.type !== 'Bundle' || container.fullUrl !== undefined) return;
  context.report({
    severity: 'error',
    code: 'invalid',
    rule: 'Reference.reference/base',
    message: `${quote(reference)} is relative, and its entry has no fullUrl to which it could be`,
    mend: 'give the entry its fullUrl',
  });
}

interface Place {
  readonly task: ResourceTask;
  readonly context: CheckContext;
}

/** A reference to a fullUrl that stands twice could mean either, unless it names a version. */
function checkUnique(reference: string, resource: JsonObject, { task, context }: Place): void {
  if (reference.includes('/_history/') || !isRepeated(resource, task.scope)) return;
  context.report({
    severity: 'error',
    code: 'duplicate',
    rule: 'Reference.reference/unique',
    message: `more than one entry has the fullUrl that ${quote(reference)} leads to`,
    mend: 'give each entry a fullUrl of its own, or refer to a version',
  });
}

function isRepeated(resource: JsonObject, scope: Scope | undefined): boolean {
  if (scope === undefined) return false;
  return scope.repeated.has(resource) || isRepeated(resource, scope.outer);
}

function loose(reference: string): Finding {
  return {
    severity: 'warning',
    code: 'value',
    rule: 'Reference.reference/base',
    message: `${quote(reference)} is relative to another server than the entry of that type and id`,
    mend: "write the entry's fullUrl, or give both entries fullUrls of one server",
  };
}

/** R4, Reference.type: an absolute URL names a logical model, and resources refer to none. */
function checkTypeForm(type: Json | undefined, context: CheckContext): void {
  if (typeof type !== 'string' || !type.includes('/')) return;
  context.report({
    severity: 'error',
    code: 'value',
    rule: 'Reference.type/form',
    message: `${quote(type)} is a URL, which only names logical models`,
    mend: 'write the name of the resource type alone',
  });
}

/** The type that Reference.type names, as a name or by its URL. */
function typeName(type: Json | undefined): string | undefined {
  return typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : undefined;
}

/** Reference.type has to be a type that the element allows, whether or not the target is here. */
function checkNamedType(type: Json | undefined, group: TargetGroup, context: CheckContext): void {
  const name = typeName(type);
  if (name === undefined) return;
  const isAllowed = group.choices.some((one) => one.type === name || one.type === 'Resource');
  if (!isAllowed) context.report(wrongTarget(group, name));
}

function checkType(value: JsonObject, resource: JsonObject, context: CheckContext): void {
  const { type } = value;
  const tail = typeName(type);
  if (tail === undefined || resource.resourceType === undefined) return;
  if (tail === resource.resourceType) return;
  context.report({
    severity: 'error',
    code: 'structure',
    rule: 'Reference.type/target',
    message: `the type says ${quote(type)}, the target is ${quote(resource.resourceType)}`,
    mend: 'correct the type or leave it out',
  });
}

interface Referring {
  readonly state: State;
  readonly context: CheckContext;
}

function checkAggregation(
  reference: string,
  resource: JsonObject | undefined,
  { state, context }: Referring,
): void {
  const outside = resource === undefined ? 'referenced' : 'bundled';
  const found = reference.startsWith('#') ? 'contained' : outside;
  for (const group of state.targets) {
    if (group.aggregation.length === 0 || group.aggregation.includes(found)) continue;
    // What is in the Bundle is referenced as well.
    if (found === 'bundled' && group.aggregation.includes('referenced')) continue;
    context.report(wrongAggregation(group, found));
  }
}
