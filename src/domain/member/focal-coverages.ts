import type { CoverageAsSent, ReviewRequest } from '../review/review-request.ts';

/**
 * The coverages under which the request is made: those that it marks, else all that it names.
 * Source: R4 Claim.insurance.focal; X12 2010A.
 */
export function focalCoverages({ coverages }: ReviewRequest): readonly CoverageAsSent[] {
  const chosen = coverages.filter(({ isFocal }) => isFocal);
  return chosen.length > 0 ? chosen : coverages;
}
