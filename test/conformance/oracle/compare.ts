import type { Issue } from '../../../src/fhir/validate/issue.ts';
import { isAtOrAbove, plainExpression } from './expression.ts';
import type { OracleReading } from './reading.ts';

/** How our judgement of one resource compares with the official validator's. */
export type Agreement = 'same' | 'place' | 'verdict' | 'unchecked';

/**
 * `verdict` when one finds an error and the other none; `place` when both do but none of our
 * errors is at, or directly above, one of theirs; where they name no place, none is compared.
 * `unchecked` when our verdict rests alone on what they cannot judge: codes whose value set they
 * say they do not have, and rules that PAS states in words, outside its profiles.
 */
export function compare(issues: readonly Issue[], reading: OracleReading): Agreement {
  const errors = issues.filter(({ severity }) => severity === 'error');
  if ((errors.length === 0) !== reading.valid) {
    const rest = errors.filter((error) => !isUnchecked(error, reading));
    return reading.valid && rest.length === 0 ? 'unchecked' : 'verdict';
  }
  if (reading.valid || reading.places.length === 0) return 'same';
  const ours = errors.map(({ expression }) => plainExpression(expression));
  const agrees = ours.some((mine) => reading.places.some((theirs) => isAtOrAbove(mine, theirs)));
  return agrees ? 'same' : 'place';
}

function isUnchecked({ rule, expression }: Issue, { unchecked }: OracleReading): boolean {
  if (rule.startsWith('PAS/')) return true;
  return rule.endsWith('/binding') && unchecked.includes(plainExpression(expression));
}
