import type { Issue } from '../../../src/fhir/validate/issue.ts';
import { isAtOrAbove, plainExpression } from './expression.ts';
import type { OracleIssue } from './oracle.ts';
import type { OracleReading } from './reading.ts';

/** How our judgement of one resource compares with the official validator's. */
export type Agreement = 'same' | 'place' | 'verdict' | 'unchecked';

/**
 * `verdict` when one finds an error and the other none; `place` when both do but none of our
 * errors is at, or directly above, one of theirs; where they name no place, none is compared.
 * `unchecked` when the difference rests alone on what one side says itself it cannot judge: codes
 * whose value set they do not have, media types and languages, whose systems they do not have,
 * rules that PAS states in words, outside its profiles, their errors where they say that they
 * could not evaluate a slice or validate a code, those that the service around the validator makes
 * of codes it looks up, and our errors of codes where they say that they fell over them.
 */
export function compare(issues: readonly Issue[], reading: OracleReading): Agreement {
  const errors = issues.filter(({ severity }) => severity === 'error');
  if ((errors.length === 0) !== reading.valid) {
    const isUndecided = reading.valid
      ? errors.every((error) => isUnchecked(error, reading))
      : reading.errors.every((error) => isAbstention(error, reading));
    return isUndecided ? 'unchecked' : 'verdict';
  }
  if (reading.valid || reading.places.length === 0) return 'same';
  const ours = errors.map(({ expression }) => plainExpression(expression));
  const agrees = ours.some((mine) => reading.places.some((theirs) => isAtOrAbove(mine, theirs)));
  return agrees ? 'same' : 'place';
}

/** An error of theirs of a code looked up wrongly, or where they say that they could not look. */
function isAbstention(error: OracleIssue, reading: OracleReading): boolean {
  const { messageId, location } = error;
  if (reading.ofLookup.includes(error)) return true;
  if (messageId === 'SLICING_CANNOT_BE_EVALUATED') return true;
  if (messageId !== 'Terminology_TX_NoValid_1_CC') return false;
  return [...reading.blindCodes, ...reading.unchecked].includes(plainExpression(location));
}

/** Where codes of BCP 13 and BCP 47 stand: of both systems it says that it does not know them. */
const UNKNOWN_SYSTEMS = /(?:\.language\/maxBinding|(?:contentType|payload)\/binding)$/;

/** Rules of ours about the codes of an element. */
const OF_CODES = /\/(?:binding|code)$/;

function isUnchecked({ rule, expression }: Issue, reading: OracleReading): boolean {
  if (rule.startsWith('PAS/') || UNKNOWN_SYSTEMS.test(rule)) return true;
  const place = plainExpression(expression);
  if (OF_CODES.test(rule) && reading.failedCodes.includes(place)) return true;
  return rule.endsWith('/binding') && reading.unchecked.includes(place);
}
