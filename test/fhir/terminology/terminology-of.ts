import {
  createTerminology,
  type Terminology,
  type TerminologyOptions,
} from '../../../src/fhir/terminology/terminology.ts';
import type { CodeSystemFacts, ValueSetFacts } from '../../../src/fhir/validate/facts.ts';

type Definition = CodeSystemFacts | ValueSetFacts;

/** A terminology of hand-written definitions, all in one package. */
export function terminologyOf(
  definitions: readonly Definition[],
  options?: TerminologyOptions,
): Terminology {
  const byUrl = new Map(definitions.map((one) => [one.url, one]));
  return createTerminology((canonical) => {
    const facts = byUrl.get(canonical.split('|')[0] ?? '');
    return facts === undefined ? undefined : { facts, packageId: 'test#1' };
  }, options);
}

/** A complete, case-sensitive code system. */
export function system(
  url: string,
  concepts: CodeSystemFacts['concepts'] = [],
  more: Partial<CodeSystemFacts> = {},
): CodeSystemFacts {
  const base = { resourceType: 'CodeSystem', content: 'complete', caseSensitive: true } as const;
  return { ...base, url, concepts, ...more };
}

/** A value set of the includes, less the excludes. */
export function valueSet(
  url: string,
  include: ValueSetFacts['include'],
  more: Partial<ValueSetFacts> = {},
): ValueSetFacts {
  return { resourceType: 'ValueSet', url, include, ...more };
}
