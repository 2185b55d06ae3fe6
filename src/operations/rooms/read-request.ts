import { narrativeConcerns } from '../../domain/review/narrative.ts';
import type { ReviewRequest } from '../../domain/review/review-request.ts';
import { concernsOfFindings } from '../../fhir/translate/findings/concerns-of-findings.ts';
import { narrativesOf } from '../../fhir/translate/intake/narratives.ts';
import { toReviewRequest } from '../../fhir/translate/intake/review-request.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type AcceptedRequest, withFindings } from './accept.ts';

/**
 * The request in the payer's own words, with what a person has to look at in how it is written.
 * Shape: `telling` are the words of the rulebook by which narratives tell data.
 * Problems: those of `toReviewRequest`, and what validation has found with them.
 */
export function readRequest(
  { bundle, findings, marked }: AcceptedRequest,
  telling: readonly string[],
): Result<ReviewRequest, Problem> {
  const read = toReviewRequest(bundle);
  if (!read.ok) return fail(withFindings(read.problem, { bundle, findings }));
  const found = concernsOfFindings([...findings.classed, ...marked]);
  const concerns = [...read.value.concerns, ...found];
  // Whoever looks at the whole request anyway reads its texts as well.
  const isForPerson = concerns.some(({ lines }) => lines === undefined);
  const told = isForPerson ? [] : narrativeConcerns(narrativesOf(bundle), telling);
  if (concerns.length + told.length === 0) return read;
  return ok({ ...read.value, concerns: [...concerns, ...told] });
}
