import { fail, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';
import type { ConceptSetFacts, ValueSetFacts } from '../validate/facts.ts';
import { flagOf, objectOf, objectsOf, said, someOf, textOf, textsOf } from './json-members.ts';

/** The definition of a ValueSet; the codes of its expansion only when it has no definition. */
export function toValueSetFacts(definition: JsonObject): Result<ValueSetFacts, string> {
  const url = textOf(definition, 'url');
  if (url === undefined) return fail('a ValueSet needs a url');
  const compose = objectOf(definition, 'compose');
  const include = compose === undefined ? [] : objectsOf(compose, 'include').map(toConceptSet);
  const exclude = compose === undefined ? [] : objectsOf(compose, 'exclude').map(toConceptSet);
  return ok({
    resourceType: 'ValueSet',
    url,
    ...said('version', textOf(definition, 'version')),
    include,
    ...said('exclude', someOf(exclude)),
    ...said('expansion', compose === undefined ? toExpansion(definition) : undefined),
  });
}

function toConceptSet(set: JsonObject): ConceptSetFacts {
  const codes = objectsOf(set, 'concept').flatMap((concept) => textOf(concept, 'code') ?? []);
  const filters = objectsOf(set, 'filter').map((filter) => ({
    property: textOf(filter, 'property') ?? '',
    op: textOf(filter, 'op') ?? '',
    value: textOf(filter, 'value') ?? '',
  }));
  return {
    ...said('system', textOf(set, 'system')),
    ...said('version', textOf(set, 'version')),
    ...said('codes', someOf(codes)),
    ...said('filters', someOf(filters)),
    ...said('valueSets', textsOf(set, 'valueSet')),
  };
}

function toExpansion(definition: JsonObject) {
  const codes = new Map<string, string[]>();
  const expansion = objectOf(definition, 'expansion');
  const open = expansion === undefined ? [] : [...objectsOf(expansion, 'contains')].reverse();
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const system = textOf(entry, 'system') ?? '';
    const code = textOf(entry, 'code');
    if (code !== undefined && flagOf(entry, 'abstract') !== true) {
      const known = codes.get(system);
      if (known === undefined) codes.set(system, [code]);
      else known.push(code);
    }
    for (const one of [...objectsOf(entry, 'contains')].reverse()) open.push(one);
  }
  return someOf([...codes].map(([system, listed]) => ({ system, codes: listed })));
}
