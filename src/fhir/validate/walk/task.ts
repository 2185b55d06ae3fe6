import type { JsonObject } from '../../json/json.ts';
import type { ElementNode } from '../snapshot/element-node.ts';

/** The entries of a Bundle as its references see them (R4, Bundle: resolving references). */
export interface Scope {
  readonly byFullUrl: ReadonlyMap<string, JsonObject>;
  /** `Patient/1`, for references whose own entry has no RESTful fullUrl. */
  readonly byTypeAndId: ReadonlyMap<string, JsonObject>;
  /** Entries that tell their version, by `fullUrl/_history/version`. */
  readonly byVersion: ReadonlyMap<string, JsonObject>;
  /** Resources whose fullUrl more than one entry has. */
  readonly repeated: ReadonlySet<JsonObject>;
  readonly outer: Scope | undefined;
}

/** A resource to be walked: the root, a Bundle entry, a contained resource, a parameter. */
export interface ResourceTask {
  readonly value: JsonObject;
  readonly type: string;
  /** The resource it stands in; undefined for the root. */
  readonly parent: ResourceTask | undefined;
  /** FHIRPath from the parent's own expression: `.entry[0].resource`. */
  readonly step: string;
  readonly isContained: boolean;
  /** The Bundle in which its references resolve. */
  readonly scope: Scope | undefined;
  /** fullUrl of its Bundle entry. */
  readonly fullUrl: string | undefined;
  /** What stands before Type/id in a RESTful fullUrl: relative references are relative to it. */
  readonly base: string | undefined;
  /** Profiles that something asks of it: a reference, a slice, the caller. */
  readonly expected: Set<ElementNode>;
  /** Profiles that it has been walked with. */
  readonly walked: Set<ElementNode>;
  isWalked: boolean;
}

/** The base of a RESTful fullUrl, one that ends with the resource's type and id. */
export function restfulBase(fullUrl: string | undefined, value: JsonObject): string | undefined {
  if (fullUrl === undefined || !/^https?:/i.test(fullUrl)) return undefined;
  const name = nameOf(value);
  const end = withoutVersion(fullUrl);
  return name !== undefined && end.endsWith(`/${name}`) ? end.slice(0, -name.length) : undefined;
}

/** A reference or fullUrl without the version behind it. */
export function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/');
  return at < 0 ? reference : reference.slice(0, at);
}

/** `Patient/1`; undefined without a type and an id, or when a client puts no text there. */
export function nameOf({ resourceType, id }: JsonObject): string | undefined {
  if (typeof resourceType !== 'string' || typeof id !== 'string') return undefined;
  return `${resourceType}/${id}`;
}

/** The type that a resource says it has; empty when it says none. */
export function typeOf({ resourceType }: JsonObject): string {
  return typeof resourceType === 'string' ? resourceType : '';
}

/** The FHIRPath expression of a resource from the root of what is validated. */
export function expressionOf(task: ResourceTask): string {
  const { parent, step, type } = task;
  return parent === undefined ? type : `${expressionOf(parent)}${step}`;
}

/** The resource that holds the contained ones: itself unless it is contained. */
export function containerOf(task: ResourceTask): ResourceTask {
  return task.isContained && task.parent !== undefined ? task.parent : task;
}
