import { isJsonArray, isJsonObject, type JsonObject } from '../../json/json.ts';
import { containerOf, nameOf, type ResourceTask, type Scope } from './task.ts';

/** Indexes a Bundle's entries; the first of several equal fullUrls counts. */
export function createScope(bundle: JsonObject, outer: Scope | undefined): Scope {
  const byFullUrl = new Map<string, JsonObject>();
  const repeated = new Set<string>();
  const byTypeAndId = new Map<string, JsonObject>();
  const entries = isJsonArray(bundle.entry) ? bundle.entry : [];
  for (const entry of entries) {
    if (!isJsonObject(entry) || !isJsonObject(entry.resource)) continue;
    const { fullUrl, resource } = entry;
    if (typeof fullUrl === 'string') {
      if (byFullUrl.has(fullUrl)) repeated.add(fullUrl);
      else byFullUrl.set(fullUrl, resource);
    }
    const name = nameOf(resource);
    if (name !== undefined && !byTypeAndId.has(name)) byTypeAndId.set(name, resource);
  }
  return { byFullUrl, byTypeAndId, repeated, outer };
}

/** The resource that a reference leads to from a resource; undefined when it is not at hand. */
export function resolveReference(reference: string, from: ResourceTask): JsonObject | undefined {
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

function resolveInScope(literal: string, from: ResourceTask, scope: Scope): JsonObject | undefined {
  const absolute = scope.byFullUrl.get(literal);
  if (absolute !== undefined || literal.includes(':')) return absolute;
  const base = restfulBase(containerOf(from));
  const found = base === undefined ? undefined : scope.byFullUrl.get(`${base}${literal}`);
  return found ?? scope.byTypeAndId.get(literal);
}

/** What stands before Type/id in a RESTful fullUrl, to which relative references are relative. */
function restfulBase({ fullUrl, value }: ResourceTask): string | undefined {
  if (fullUrl?.startsWith('http') !== true) return undefined;
  const name = nameOf(value);
  if (name === undefined) return undefined;
  const end = withoutVersion(fullUrl);
  return end.endsWith(`/${name}`) ? end.slice(0, -name.length) : undefined;
}

function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/');
  return at < 0 ? reference : reference.slice(0, at);
}
