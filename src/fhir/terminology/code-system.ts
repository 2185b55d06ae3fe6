import type { CodeSystemFacts, ConceptFacts } from '../validate/facts.ts';
import { type ConceptFilter, selectConcepts } from './concept-filter.ts';
import { type ConceptTree, createConceptTree } from './concept-tree.ts';
import { nothingElse, type SystemCodes, systemCodes, undecidable } from './system-codes.ts';

/** A code system made ready: all its codes, those a value set can have, and filters on them. */
export interface CodeSystem {
  /** Every code, also those that only group others and can't be selected. */
  readonly all: SystemCodes;
  /** The codes a value set gets by taking the whole system. */
  readonly selectable: SystemCodes;
  /** The codes that pass all filters; undefined when a filter can't be decided here. */
  filter(filters: readonly ConceptFilter[]): SystemCodes | undefined;
}

/** Makes a code system's facts ready; unlisted codes stay open unless its content is complete. */
export function createCodeSystem(facts: CodeSystemFacts): CodeSystem {
  const options = {
    // Not said means not known: then codes are accepted in any case, as R4 asks.
    caseless: facts.caseSensitive !== true,
    rest: facts.content === 'complete' ? nothingElse : undecidable,
  };
  let tree: ConceptTree | undefined;
  const all = allConcepts(facts);
  const chosen = all.filter((concept) => !isGrouper(concept));
  return {
    all: systemCodes(all.map(codeOf), options),
    selectable: systemCodes(chosen.map(codeOf), options),
    filter(filters) {
      tree ??= createConceptTree(facts);
      const codes = selectConcepts(tree, filters);
      if (codes === undefined) return undefined;
      return systemCodes(
        chosen.map(codeOf).filter((code) => codes.has(code)),
        options,
      );
    },
  };
}

function codeOf(concept: ConceptFacts): string {
  return concept.code;
}

function isGrouper({ properties }: ConceptFacts): boolean {
  return properties?.notSelectable === true;
}

function allConcepts(facts: CodeSystemFacts): readonly ConceptFacts[] {
  const found: ConceptFacts[] = [];
  const open = [...(facts.concepts ?? [])].reverse();
  for (let concept = open.pop(); concept !== undefined; concept = open.pop()) {
    found.push(concept);
    for (const lower of [...(concept.concepts ?? [])].reverse()) open.push(lower);
  }
  return found;
}
