import { keptWith } from '../../../kept-with.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonArray,
  type JsonObject,
} from '../../json/json.ts';
import { containerOf, nameOf, type ResourceTask, type Scope, withoutVersion } from './task.ts';

/** Indexes a Bundle's entries; of several equal fullUrls the first counts, but for versions. */
export function createScope(bundle: JsonObject, outer: Scope | undefined): Scope {
  const byFullUrl = new Map<string, JsonObject>();
  const byVersion = new Map<string, JsonObject>();
  const repeated = new Set<JsonObject>();
  const byTypeAndId = new Map<string, JsonObject>();
  const entries = isJsonArray(bundle.entry) ? bundle.entry : [];
  for (const entry of entries) {
    if (!isJsonObject(entry) || !isJsonObject(entry.resource)) continue;
    const { fullUrl, resource } = entry;
    if (typeof fullUrl === 'string') {
      const first = byFullUrl.get(fullUrl);
      if (first === undefined) byFullUrl.set(fullUrl, resource);
      else repeated.add(first).add(resource);
      const version = versionOf(resource);
      if (version !== undefined) byVersion.set(`${fullUrl}/_history/${version}`, resource);
    }
    const name = nameOf(resource);
    if (name !== undefined && !byTypeAndId.has(name)) byTypeAndId.set(name, resource);
  }
  return { byFullUrl, byVersion, byTypeAndId, repeated, outer };
}

function versionOf({ meta }: JsonObject): string | undefined {
  const version = isJsonObject(meta) ? meta.versionId : undefined;
  return typeof version === 'string' ? version : undefined;
}

/** The resource that a reference leads to from a resource; undefined when it is not at hand. */
export function resolveReference(reference: string, from: ResourceTask): JsonObject | undefined {
  if (reference.startsWith('#')) return resolveContained(reference.slice(1), containerOf(from));
  for (let scope = from.scope; scope !== undefined; scope = scope.outer) {
    const found = resolveInScope(reference, from, scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * True when a relative reference finds its target by type and id alone: by R4 it leads elsewhere,
 * but Bundles whose entries come from several servers commonly mean it so.
 */
export function isLoose(reference: string, from: ResourceTask, found: JsonObject): boolean {
  if (reference.startsWith('#') || reference.includes(':')) return false;
  const base = containerOf(from).base;
  const url = `${base}${withoutVersion(reference)}`;
  for (let scope = from.scope; scope !== undefined; scope = scope.outer) {
    if (base !== undefined && scope.byFullUrl.has(url)) return false;
    if (scope.byTypeAndId.get(withoutVersion(reference)) === found) return true;
  }
  return false;
}

function resolveContained(id: string, container: ResourceTask): JsonObject | undefined {
  if (id === '') return container.value;
  const { contained } = container.value;
  if (!isJsonArray(contained)) return undefined;
  return containedById(contained).get(id);
}

/** Lists of contained resources by id, so that many references cost no more than to read each. */
const kept = keptWith<JsonArray, ReadonlyMap<Json | undefined, JsonObject>>();

function containedById(contained: JsonArray): ReadonlyMap<Json | undefined, JsonObject> {
  return kept(contained, () => {
    const byId = new Map<Json | undefined, JsonObject>();
    for (const one of contained) {
      if (isJsonObject(one) && !byId.has(one.id)) byId.set(one.id, one);
    }
    return byId;
  });
}

function resolveInScope(
  reference: string,
  from: ResourceTask,
  scope: Scope,
): JsonObject | undefined {
  const isAbsolute = reference.includes(':');
  const base = isAbsolute ? '' : containerOf(from).base;
  const literal = withoutVersion(reference);
  let found = base === undefined ? undefined : scope.byFullUrl.get(`${base}${literal}`);
  if (found === undefined && !isAbsolute) found = scope.byTypeAndId.get(literal);
  if (found === undefined || literal === reference) return found;
  // A version is matched with meta.versionId; entries that don't say theirs may be any.
  const exact = base === undefined ? undefined : scope.byVersion.get(`${base}${reference}`);
  return exact ?? (versionOf(found) === undefined ? found : undefined);
}
