import type { CriterionTrace } from './trace.ts';

/**
 * The comparisons that settle a result, along the shortest way: of alternatives the first that has
 * the result of the whole, of a conjunction every one that has it. Each fact is named once.
 */
export function decisive(trace: CriterionTrace): readonly CriterionTrace[] {
  return onceEach(wayOf(trace));
}

/**
 * All comparisons that have the result of the whole, on every way to it. Each fact is named once.
 */
export function allDecisive(trace: CriterionTrace): readonly CriterionTrace[] {
  return onceEach(waysOf(trace));
}

function onceEach(leaves: readonly CriterionTrace[]): readonly CriterionTrace[] {
  const seen = new Set<string>();
  return leaves.filter((leaf) => {
    const key = leaf.fact?.id ?? leaf.id;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function waysOf(trace: CriterionTrace): readonly CriterionTrace[] {
  if (trace.rule === 'compare') return [trace];
  return trace.children.filter(({ result }) => result === trace.result).flatMap(waysOf);
}

function wayOf(trace: CriterionTrace): readonly CriterionTrace[] {
  if (trace.rule === 'compare') return [trace];
  const same = trace.children.filter(({ result }) => result === trace.result);
  const isAlternative = trace.rule === 'any' && trace.result !== 'notMet';
  return (isAlternative ? same.slice(0, 1) : same).flatMap(wayOf);
}
