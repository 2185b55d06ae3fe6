import type { Criterion } from './policy.ts';
import type { CriterionTrace, Fact } from './trace.ts';

/**
 * Opens what two facts say of one question when they do not agree: where two comparisons of a group
 * settle one another, and one is met while the other is not or can't be read, the criteria that are
 * met by the one alone would rest on the result that happens to suit.
 * Shape: `parts` and their traces, in one order. Source: docs/policies.md, `settledBy`.
 */
export function withoutDisagreement(
  parts: readonly Criterion[],
  traces: readonly CriterionTrace[],
): readonly CriterionTrace[] {
  if (!parts.some(isSettled)) return traces;
  return traces.map((trace, index) => {
    const part = parts[index];
    const other = parts.findIndex((one) => part !== undefined && settleEachOther(part, one));
    const contrary = traces[other];
    if (contrary === undefined || !disagree(trace, contrary)) return trace;
    return { ...trace, result: 'unknown', disagreesWith: contrary.id };
  });
}

/**
 * The ids of comparisons whose `settledBy` no comparison of the same group returns: what would not
 * agree with them is not seen.
 */
export function settledAlone(criterion: Criterion): readonly string[] {
  if ('compare' in criterion) return isSettled(criterion) ? [criterion.id] : [];
  const parts = criterion.all ?? criterion.any ?? criterion.atLeast?.of ?? [];
  return parts.flatMap((part) =>
    parts.some((other) => settleEachOther(part, other)) ? [] : settledAlone(part),
  );
}

function isSettled(part: Criterion): boolean {
  return 'compare' in part && part.compare.settledBy !== undefined;
}

function settleEachOther(one: Criterion, other: Criterion): boolean {
  if (!('compare' in one) || !('compare' in other)) return false;
  return (
    one.compare.settledBy === other.compare.fact && other.compare.settledBy === one.compare.fact
  );
}

function disagree(one: CriterionTrace, other: CriterionTrace): boolean {
  return isAgainst(one, other) || isAgainst(other, one);
}

/** What nothing was said of is against nothing: there it counts as not met. */
function isAgainst(met: CriterionTrace, { result, fact }: CriterionTrace): boolean {
  if (met.result !== 'met' || fact === undefined) return false;
  return result === 'notMet' ? fact.value !== undefined : isUnread(fact);
}

/** Something newer came, or something that does not agree with itself. */
function isUnread({ value, reason }: Fact): boolean {
  return value === undefined && reason !== undefined && !SILENT.has(reason);
}

/** Reasons by which a fact says nothing about the time of the service. */
const SILENT: ReadonlySet<Fact['reason']> = new Set(['no-evidence', 'too-old']);
