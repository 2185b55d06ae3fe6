import type { CivilDate, DateSpan } from '../time.ts';
import type { RequestLine, ReviewRequest } from './review-request.ts';

/** The dates of a line's service: its own, else the request's, else the day of receipt. */
export function lineSpan(
  { billableSpan }: ReviewRequest,
  { servicedSpan }: RequestLine,
  receivedOn: CivilDate,
): DateSpan {
  return servicedSpan ?? billableSpan ?? { from: receivedOn, to: receivedOn };
}
