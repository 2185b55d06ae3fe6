import Big from 'big.js';
import { assertNever } from '../../result.ts';
import { ICD_10_CM, isIcd10Cm } from '../code/icd-10-cm.ts';
import { isDecimal } from '../decimal.ts';
import type { CodeRange, Comparison } from './policy.ts';
import type { Fact, FactValue, Truth } from './trace.ts';

/** Compares a fact with data of a policy; a fact without a fitting value leaves it unknown. */
export function compare(comparison: Comparison, facts: ReadonlyMap<string, Fact>): Truth {
  const { settledBy } = comparison;
  const fact = facts.get(comparison.fact);
  const isSettled = settledBy !== undefined && facts.get(settledBy)?.value !== undefined;
  if (fact?.value === undefined && isSettled && fact?.reason === 'no-evidence') return 'notMet';
  const truth = compareValue(comparison, fact?.value);
  // Among what could not be read may be what would meet it.
  return truth === 'notMet' && fact?.isPartial === true ? 'unknown' : truth;
}

function compareValue(comparison: Comparison, value: FactValue | undefined): Truth {
  if (value === undefined) return 'unknown';
  switch (comparison.operator) {
    case 'is':
      if (value.type !== 'boolean') return 'unknown';
      return truthOf(value.value === comparison.value);
    case 'in':
      if (value.type !== 'codes') return 'unknown';
      return truthOf(
        value.codes.some((code) => comparison.codes.some((range) => isInRange(code, range))),
      );
    case '<=':
    case '<':
    case '>=':
    case '>':
    case '=':
      if (value.type !== 'quantity' || value.unit !== comparison.unit) return 'unknown';
      return compareAmounts(comparison.operator, value.amount, comparison.amount);
    default:
      return assertNever(comparison);
  }
}

/** A comparison in one short line: `oxygen-saturation ≤ 88 %`. */
export function comparisonText(comparison: Comparison): string {
  switch (comparison.operator) {
    case 'is':
      return `${comparison.fact} is ${comparison.value}`;
    case 'in': {
      const codes = comparison.codes.flatMap(({ codes: exact, prefixes }) => [
        ...(exact ?? []),
        ...(prefixes ?? []).map((prefix) => `${prefix}…`),
      ]);
      return `${comparison.fact} in ${codes.join(', ')}`;
    }
    default: {
      const sign = { '<=': '≤', '<': '<', '>=': '≥', '>': '>', '=': '=' }[comparison.operator];
      return `${comparison.fact} ${sign} ${comparison.amount} ${comparison.unit}`;
    }
  }
}

function compareAmounts(
  operator: '<=' | '<' | '>=' | '>' | '=',
  left: string,
  right: string,
): Truth {
  if (!isDecimal(left) || !isDecimal(right)) return 'unknown';
  const order = new Big(left).cmp(new Big(right));
  switch (operator) {
    case '<=':
      return truthOf(order <= 0);
    case '<':
      return truthOf(order < 0);
    case '>=':
      return truthOf(order >= 0);
    case '>':
      return truthOf(order > 0);
    case '=':
      return truthOf(order === 0);
    default:
      return assertNever(operator);
  }
}

interface CodeValue {
  readonly system: string;
  readonly code: string;
}

/**
 * True when a code is one of a range, compared as its system writes codes: only where the form of
 * its codes is known does a beginning say that one lies within the other.
 */
export function isInRange({ system, code }: CodeValue, range: CodeRange): boolean {
  if (system !== range.system) return false;
  const isFormed = system === ICD_10_CM && isIcd10Cm(code);
  if (system === ICD_10_CM && !isFormed) return false;
  if (range.codes?.includes(code) === true) return true;
  // What others lie within is a heading, and no code by itself.
  const lies = (prefix: string): boolean => code.length > prefix.length && code.startsWith(prefix);
  return isFormed && (range.prefixes?.some(lies) ?? false);
}

function truthOf(holds: boolean): Truth {
  return holds ? 'met' : 'notMet';
}
