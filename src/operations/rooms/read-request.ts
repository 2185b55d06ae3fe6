import type { ReviewRequest } from '../../domain/review/review-request.ts';
import { concernsOfFindings } from '../../fhir/translate/findings/concerns-of-findings.ts';
import { toReviewRequest } from '../../fhir/translate/intake/review-request.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type AcceptedRequest, withFindings } from './accept.ts';

/**
 * The request in the payer's own words, with what a person has to look at in how it is written.
 * Problems: those of `toReviewRequest`, and what validation has found with them.
 */
export function readRequest({
  bundle,
  findings,
  marked,
}: AcceptedRequest): Result<ReviewRequest, Problem> {
  const read = toReviewRequest(bundle);
  if (!read.ok) return fail(withFindings(read.problem, { bundle, findings }));
  const concerns = concernsOfFindings([...findings.classed, ...marked]);
  if (concerns.length === 0) return read;
  return ok({ ...read.value, concerns: [...read.value.concerns, ...concerns] });
}
