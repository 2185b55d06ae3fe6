import { fail, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';
import type { CanonicalFacts } from '../validate/facts.ts';
import { toCodeSystemFacts } from './code-system-facts.ts';
import { oneOf, textOf } from './json-members.ts';
import { toSearchParameterFacts } from './search-parameter-facts.ts';
import { toStructureFacts } from './structure-facts.ts';
import { toValueSetFacts } from './value-set-facts.ts';

/** A canonical resource of a package as facts, with the id that names its file. */
export interface NamedFacts {
  readonly id: string;
  readonly facts: CanonicalFacts;
}

type Translate = (definition: JsonObject) => Result<CanonicalFacts, string>;

const TRANSLATIONS: Record<CanonicalFacts['resourceType'], Translate> = {
  StructureDefinition: toStructureFacts,
  CodeSystem: toCodeSystemFacts,
  ValueSet: toValueSetFacts,
  SearchParameter: toSearchParameterFacts,
};
const TYPES = ['StructureDefinition', 'CodeSystem', 'ValueSet', 'SearchParameter'] as const;
const ID = /^[A-Za-z0-9][A-Za-z0-9.-]{0,127}$/;

/** The facts of a resource; undefined for a resource of which no facts are kept. */
export function toCanonicalFacts(resource: JsonObject): Result<NamedFacts | undefined, string> {
  const type = oneOf(TYPES, textOf(resource, 'resourceType'));
  if (type === undefined) return ok(undefined);
  const id = textOf(resource, 'id');
  if (id === undefined || !ID.test(id)) return fail(`a ${type} has no id, or not a FHIR id`);
  const facts = TRANSLATIONS[type](resource);
  return facts.ok ? ok({ id, facts: facts.value }) : facts;
}
