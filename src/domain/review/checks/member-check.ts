import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed } from './check.ts';

/** Which identifier led to the member. Source: digest §4.2. */
export function memberCheck({ found }: CheckContext): CheckTrace {
  return passed('member', `matched by ${found.standing.matchedBy}`);
}
