import type { Code } from '../code.ts';
import type { Pace, ReviewKind } from './review-case.ts';
import type { ReviewRequest } from './review-request.ts';

/** A pace and the signal that told it. */
export interface PaceOfReview {
  readonly pace: Pace;
  readonly basis: string;
}

/**
 * Tells how fast the answer is wanted: any signal of urgency makes it expedited, also against
 * another that says otherwise; care that is over can't be urgent any more.
 * Source: digest §1.2 no. 7 (X12 UM06 `U`, `03`; priority `stat`); 42 CFR 422.570, 29 CFR
 * 2560.503-1(m)(1): urgent is care that is still to be given.
 */
export function paceOfReview(
  { priority, levelOfService }: ReviewRequest,
  kind: ReviewKind,
): PaceOfReview {
  const level = levelOfService?.code ?? 'absent';
  const said = `priority ${priority?.code ?? 'absent'}, level of service ${level}`;
  if (!isUrgent(priority) && !isUrgent(levelOfService)) return { pace: 'standard', basis: said };
  if (kind === 'post-service') {
    return { pace: 'standard', basis: `${said}; the care is over, which is never expedited` };
  }
  const isElective = levelOfService?.code === 'E' || priority?.code === 'deferred';
  const conflict = isElective ? '; the signals contradict each other, urgency counts' : '';
  return { pace: 'expedited', basis: `${said}${conflict}` };
}

/** Whether a priority or a level of service says that the answer is wanted fast. */
export function isUrgent(code: Code | undefined): boolean {
  return code !== undefined && ['stat', 'U', '03'].includes(code.code);
}
