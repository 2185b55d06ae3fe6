import { fail, ok, type Result } from '../../result.ts';
import type { JsonObject } from '../json/json.ts';
import type { CodeSystemFacts, ConceptFacts } from '../validate/facts.ts';
import { flagOf, objectsOf, oneOf, said, someOf, textOf } from './json-members.ts';

const CONTENTS = ['complete', 'fragment', 'not-present', 'example', 'supplement'] as const;
const UPWARD = ['parent', 'subsumedBy'];

/**
 * The facts of a CodeSystem: its codes, their nesting and coded properties. Hierarchy that the
 * properties `parent`, `subsumedBy` and `child` give becomes `parents` of the lower concept.
 */
export function toCodeSystemFacts(definition: JsonObject): Result<CodeSystemFacts, string> {
  const url = textOf(definition, 'url');
  const content = oneOf(CONTENTS, textOf(definition, 'content'));
  if (url === undefined || content === undefined) return fail('a CodeSystem needs url and content');
  const parents = parentsByChild(definition);
  return ok({
    resourceType: 'CodeSystem',
    url,
    ...said('version', textOf(definition, 'version')),
    content,
    ...said('caseSensitive', flagOf(definition, 'caseSensitive')),
    ...said('supplements', textOf(definition, 'supplements')),
    ...said('concepts', toConcepts(definition, parents)),
  });
}

function toConcepts(
  owner: JsonObject,
  parents: ReadonlyMap<string, ReadonlySet<string>>,
): readonly ConceptFacts[] | undefined {
  const concepts: ConceptFacts[] = [];
  for (const concept of objectsOf(owner, 'concept')) {
    const code = textOf(concept, 'code');
    if (code === undefined) continue;
    concepts.push({
      code,
      ...said('concepts', toConcepts(concept, parents)),
      ...said('parents', someOf([...(parents.get(code) ?? [])].sort())),
      ...said('properties', toProperties(concept)),
    });
  }
  return someOf(concepts);
}

/** Codes and flags only: strings are prose, dates and decimals are used by no filter. */
function toProperties(concept: JsonObject) {
  const properties = new Map<string, string | boolean | number>();
  for (const property of objectsOf(concept, 'property')) {
    const code = textOf(property, 'code');
    const value = property.valueCode ?? property.valueBoolean ?? property.valueInteger;
    if (code === undefined || code === 'child' || UPWARD.includes(code)) continue;
    if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
      properties.set(code, value);
  }
  return properties.size === 0 ? undefined : Object.fromEntries(properties);
}

function parentsByChild(system: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  const parents = new Map<string, Set<string>>();
  const add = (child: string, parent: string) => {
    const known = parents.get(child);
    if (known === undefined) parents.set(child, new Set([parent]));
    else known.add(parent);
  };
  const open = [...objectsOf(system, 'concept')];
  for (let concept = open.pop(); concept !== undefined; concept = open.pop()) {
    const code = textOf(concept, 'code');
    for (const property of objectsOf(concept, 'property')) {
      const name = textOf(property, 'code') ?? '';
      const other = textOf(property, 'valueCode');
      if (code === undefined || other === undefined) continue;
      if (name === 'child') add(other, code);
      if (UPWARD.includes(name)) add(code, other);
    }
    for (const below of objectsOf(concept, 'concept')) open.push(below);
  }
  return parents;
}
