import type { CodeSystemFacts, ConceptFacts } from '../validate/facts.ts';

type Properties = NonNullable<ConceptFacts['properties']>;

/** The hierarchy of a code system, walkable both ways, and each concept's properties. */
export interface ConceptTree {
  readonly properties: ReadonlyMap<string, Properties>;
  /** Every concept below this one. */
  below(code: string): ReadonlySet<string>;
  /** Every concept above this one. */
  above(code: string): ReadonlySet<string>;
  parentsOf(code: string): ReadonlySet<string>;
  childrenOf(code: string): ReadonlySet<string>;
}

/** Builds the hierarchy from nesting and from the further parents of concepts. */
export function createConceptTree(facts: CodeSystemFacts): ConceptTree {
  const properties = new Map<string, Properties>();
  const parents = new Map<string, Set<string>>();
  const children = new Map<string, Set<string>>();
  const link = (parent: string, child: string) => {
    addTo(parents, child, parent);
    addTo(children, parent, child);
  };
  const open = [...(facts.concepts ?? [])];
  for (let concept = open.pop(); concept !== undefined; concept = open.pop()) {
    properties.set(concept.code, concept.properties ?? {});
    for (const parent of concept.parents ?? []) link(parent, concept.code);
    for (const lower of concept.concepts ?? []) {
      link(concept.code, lower.code);
      open.push(lower);
    }
  }
  return {
    properties,
    below: (code) => reachable(children, code),
    above: (code) => reachable(parents, code),
    parentsOf: (code) => parents.get(code) ?? new Set(),
    childrenOf: (code) => children.get(code) ?? new Set(),
  };
}

function addTo(links: Map<string, Set<string>>, from: string, to: string): void {
  const known = links.get(from);
  if (known === undefined) links.set(from, new Set([to]));
  else known.add(to);
}

function reachable(links: ReadonlyMap<string, ReadonlySet<string>>, start: string) {
  const found = new Set<string>();
  const open = [start];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    for (const next of links.get(code) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}
