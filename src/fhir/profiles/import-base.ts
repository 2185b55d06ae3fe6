import { fail, type Result } from '../../result.ts';
import { isJsonObject, type Json, type JsonObject } from '../json/json.ts';
import { type NamedFacts, toCanonicalFacts } from './canonical-facts.ts';
import { type FactFolder, layOutFacts } from './fact-folder.ts';
import { objectOf, objectsOf, textOf } from './json-members.ts';

/** Base R4's name and version among the packages. */
export const BASE_PACKAGE = { name: 'hl7.fhir.r4.core', version: '4.0.1' } as const;

/**
 * What stands among the definitions without being part of R4: a type of R4B and two extensions
 * of SMART.
 */
const FOREIGN: readonly string[] = [
  'http://hl7.org/fhir/StructureDefinition/SubscriptionStatus',
  'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
  'http://fhir-registry.smarthealthit.org/StructureDefinition/capabilities',
];

/**
 * Base R4 as facts, from bundles of definitions. Ten of their snapshots are altered, and their
 * differentials are R4's: facts come from differentials, so that the alterations fall away. A
 * canonical that several bundles hold is taken from the first.
 */
export function importBase(
  bundles: readonly Json[],
  source: { readonly origin: string; readonly sha256: string },
): Result<FactFolder, string> {
  const named = new Map<string, NamedFacts>();
  for (const definition of bundles.flatMap(definitionsIn)) {
    const facts = toCanonicalFacts(definition);
    if (!facts.ok) return fail(`${textOf(definition, 'url')}: ${facts.problem}`);
    const url = facts.value?.facts.url ?? '';
    if (facts.value === undefined || named.has(url) || FOREIGN.includes(url)) continue;
    named.set(url, facts.value);
  }
  if (named.size === 0) return fail('the bundles hold no definitions');
  const head = { ...BASE_PACKAGE, ...source, scope: 'all' as const, dependencies: {} };
  return layOutFacts(head, [...named.values()]);
}

function definitionsIn(bundle: Json): readonly JsonObject[] {
  if (!isJsonObject(bundle)) return [];
  return objectsOf(bundle, 'entry')
    .map((entry) => objectOf(entry, 'resource'))
    .filter((resource) => resource !== undefined);
}
