import { fail, type Result } from '../../result.ts';
import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import type { CanonicalFacts } from '../validate/facts.ts';
import { type NamedFacts, toCanonicalFacts } from './canonical-facts.ts';
import { type FactFolder, layOutFacts } from './fact-folder.ts';
import { objectOf, objectsOf, textOf } from './json-members.ts';

/** Base R4's name and version among the packages. */
export const BASE_PACKAGE = { name: 'hl7.fhir.r4.core', version: '4.0.1' } as const;

/** Where the definitions are not R4's: what R4 says, or null for what is no part of it. */
export interface BaseRepair {
  readonly url: string;
  readonly facts: CanonicalFacts | null;
  readonly reason: string;
}

/**
 * Base R4 as facts, from bundles of definitions and the repairs of what is not R4's in them. Facts
 * come from differentials, so that what was altered in snapshots alone falls away. A canonical that
 * several bundles hold is taken from the first.
 *
 * Problems: a repair of what the bundles don't hold: it is of no use any more.
 */
export function importBase(
  bundles: readonly Json[],
  source: { readonly origin: string; readonly sha256: string },
  repairs: readonly BaseRepair[],
): Result<FactFolder, string> {
  const named = new Map<string, NamedFacts>();
  for (const definition of bundles.flatMap(definitionsIn)) {
    const facts = toCanonicalFacts(definition);
    if (!facts.ok) return fail(`${textOf(definition, 'url')}: ${facts.problem}`);
    const url = facts.value?.facts.url ?? '';
    if (facts.value !== undefined && !named.has(url)) named.set(url, facts.value);
  }
  if (named.size === 0) return fail('the bundles hold no definitions');
  for (const { url, facts } of repairs) {
    const found = named.get(url);
    if (found === undefined) return fail(`${url} is repaired, but not there`);
    if (facts === null) named.delete(url);
    else named.set(url, { id: found.id, facts });
  }
  const head = { ...BASE_PACKAGE, ...source, scope: 'all' as const, dependencies: {} };
  return layOutFacts(head, [...named.values()]);
}

function definitionsIn(bundle: Json): readonly JsonObject[] {
  if (!isJsonObject(bundle)) return [];
  return objectsOf(bundle, 'entry')
    .map((entry) => objectOf(entry, 'resource'))
    .filter((resource) => resource !== undefined);
}
