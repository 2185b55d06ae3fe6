import { present } from '../../result.ts';
import { compare, comparisonText } from './compare.ts';
import type { Criterion, CriterionGroup } from './policy.ts';
import type { CriterionTrace, Fact, Truth } from './trace.ts';
import { allOf, anyOf, atLeast } from './truth.ts';
import { withoutDisagreement } from './without-disagreement.ts';

/** Facts by id, as they were found for one line. */
export type Facts = ReadonlyMap<string, Fact>;

/** Evaluates criteria over facts; every node keeps its result. Source: digest §5.1. */
export function evaluate(criterion: Criterion, facts: Facts): CriterionTrace {
  const { id, text } = criterion;
  if ('compare' in criterion) {
    const fact = facts.get(criterion.compare.fact);
    const result = compare(criterion.compare, facts);
    const comparison = comparisonText(criterion.compare);
    return present({ id, text, rule: 'compare' as const, result, comparison, fact, children: [] });
  }
  const { rule, parts } = partsOf(criterion);
  const children = withoutDisagreement(
    parts,
    parts.map((part) => evaluate(part, facts)),
  );
  return {
    id,
    text,
    rule,
    result: fold(
      criterion,
      children.map(({ result }) => result),
    ),
    children,
  };
}

/** The ids of the facts that criteria look at, each once. */
export function factIdsOf(criterion: Criterion): readonly string[] {
  if ('compare' in criterion) {
    const { fact, settledBy } = criterion.compare;
    return settledBy === undefined ? [fact] : [fact, settledBy];
  }
  return [...new Set(partsOf(criterion).parts.flatMap(factIdsOf))];
}

interface GroupParts {
  readonly rule: 'all' | 'any' | 'at-least';
  readonly parts: readonly Criterion[];
}

function partsOf(group: CriterionGroup): GroupParts {
  if (group.all !== undefined) return { rule: 'all', parts: group.all };
  if (group.any !== undefined) return { rule: 'any', parts: group.any };
  return { rule: 'at-least', parts: group.atLeast?.of ?? [] };
}

/** An empty group settles nothing. */
function fold(group: CriterionGroup, results: readonly Truth[]): Truth {
  if (results.length === 0) return 'unknown';
  if (group.all !== undefined) return allOf(results);
  if (group.any !== undefined) return anyOf(results);
  return atLeast(group.atLeast?.count ?? results.length, results);
}
