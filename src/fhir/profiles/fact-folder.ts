import { fail, ok, type Result } from '../../result.ts';
import type { CanonicalEntry, CanonicalFacts, PackageFacts } from '../validate/facts.ts';
import type { NamedFacts } from './canonical-facts.ts';
import { renderFacts } from './render-facts.ts';

/** The folder of one package: its name and the text of each file by relative path. */
export interface FactFolder {
  readonly packageId: string;
  readonly files: ReadonlyMap<string, string>;
}

const FOLDERS: Record<CanonicalFacts['resourceType'], string> = {
  StructureDefinition: 'structures',
  CodeSystem: 'code-systems',
  ValueSet: 'value-sets',
  SearchParameter: 'search-parameters',
};
const SEARCH_PARAMETERS = 'search-parameters.json';

/**
 * Lays the facts of a package out as files: one per canonical, and one for all search parameters,
 * where `search-parameters.json#<id>` names the one. Two canonicals never share a file or a URL.
 */
export function layOutFacts(
  head: Omit<PackageFacts, 'canonicals'>,
  named: readonly NamedFacts[],
): Result<FactFolder, string> {
  const files = new Map<string, string>();
  const canonicals = new Map<string, CanonicalEntry>();
  const searchParameters = new Map<string, CanonicalFacts>();
  const taken = new Set<string>();
  for (const { id, facts } of named) {
    const isSearch = facts.resourceType === 'SearchParameter';
    const file = isSearch
      ? `${SEARCH_PARAMETERS}#${id}`
      : `${FOLDERS[facts.resourceType]}/${id}.json`;
    if (canonicals.has(facts.url)) return fail(`two canonicals have the URL ${facts.url}`);
    // Some file systems take two names that differ in case only for one.
    if (taken.has(file.toLowerCase())) return fail(`two canonicals need the file ${file}`);
    taken.add(file.toLowerCase());
    canonicals.set(facts.url, toEntry(facts, file));
    if (isSearch) searchParameters.set(id, facts);
    else files.set(file, renderFacts(facts));
  }
  if (searchParameters.size > 0)
    files.set(SEARCH_PARAMETERS, renderFacts(Object.fromEntries(searchParameters)));
  files.set('package.json', renderFacts({ ...head, canonicals: Object.fromEntries(canonicals) }));
  return ok({ packageId: `${head.name}#${head.version}`, files });
}

function toEntry(facts: CanonicalFacts, file: string): CanonicalEntry {
  return {
    file,
    resourceType: facts.resourceType,
    ...(facts.version === undefined ? {} : { version: facts.version }),
    ...(facts.resourceType === 'StructureDefinition' ? { type: facts.type } : {}),
  };
}
