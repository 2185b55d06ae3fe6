import { isJsonArray, isJsonObject, type JsonObject } from '../../json/json.ts';
import { containerOf, type ResourceTask } from './task.ts';

/** The entries of a Bundle as its references see them (R4, Bundle: resolving references). */
export interface Scope {
  readonly byFullUrl: ReadonlyMap<string, JsonObject>;
  /** `Patient/1`, for references whose own entry has no RESTful fullUrl. */
  readonly byTypeAndId: ReadonlyMap<string, JsonObject>;
  readonly outer: Scope | undefined;
}

const RESTFUL = /^(https?:\/\/.*\/)[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[^/]+)?$/;

/** Indexes a Bundle's entries; the first of several equal fullUrls counts. */
export function createScope(bundle: JsonObject, outer: Scope | undefined): Scope {
  const byFullUrl = new Map<string, JsonObject>();
  const byTypeAndId = new Map<string, JsonObject>();
  const entries = isJsonArray(bundle.entry) ? bundle.entry : [];
  for (const entry of entries) {
    if (!isJsonObject(entry) || !isJsonObject(entry.resource)) continue;
    const { fullUrl, resource } = entry;
    if (typeof fullUrl === 'string' && !byFullUrl.has(fullUrl)) byFullUrl.set(fullUrl, resource);
    const name = `${String(resource.resourceType)}/${String(resource.id)}`;
    if (!byTypeAndId.has(name)) byTypeAndId.set(name, resource);
  }
  return { byFullUrl, byTypeAndId, outer };
}

/** The resource that a reference leads to from a resource; undefined when it is not at hand. */
export function resolveReference(
  reference: string,
  from: ResourceTask,
): JsonObject | undefined {
  if (reference.startsWith('#')) return resolveContained(reference.slice(1), containerOf(from));
  const literal = withoutVersion(reference);
  for (let scope = from.scope; scope !== undefined; scope = scope.outer) {
    const found = resolveInScope(literal, from, scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolveContained(id: string, container: ResourceTask): JsonObject | undefined {
  if (id === '') return container.value;
  const { contained } = container.value;
  if (!isJsonArray(contained)) return undefined;
  return contained.filter(isJsonObject).find((resource) => resource.id === id);
}

function resolveInScope(
  literal: string,
  from: ResourceTask,
  scope: Scope,
): JsonObject | undefined {
  const absolute = scope.byFullUrl.get(literal);
  if (absolute !== undefined || literal.includes(':')) return absolute;
  const fullUrl = fullUrlOf(from);
  const base = fullUrl === undefined ? undefined : RESTFUL.exec(fullUrl)?.[1];
  if (base !== undefined) {
    const found = scope.byFullUrl.get(`${base}${literal}`);
    if (found !== undefined) return found;
  }
  return scope.byTypeAndId.get(literal);
}

function fullUrlOf(task: ResourceTask): string | undefined {
  return containerOf(task).fullUrl;
}

function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/');
  return at < 0 ? reference : reference.slice(0, at);
}

/** The resource type that a literal reference names: `Patient` for `Patient/1` and URLs of it. */
export function literalType(reference: string): string | undefined {
  return /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
}
