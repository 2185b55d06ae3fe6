import type { Pace } from './review-case.ts';
import type { ReviewRequest } from './review-request.ts';

/** A pace and the signal that told it. */
export interface PaceOfReview {
  readonly pace: Pace;
  readonly basis: string;
}

/**
 * Tells how fast the answer is wanted: any signal of urgency makes it expedited, also against
 * another that says otherwise. Source: digest §1.2 no. 7 (X12 UM06 `U`, `03`; priority `stat`).
 */
export function paceOfReview({ priority, levelOfService }: ReviewRequest): PaceOfReview {
  const isStat = priority?.code === 'stat';
  const isUrgent = levelOfService?.code === 'U' || levelOfService?.code === '03';
  const level = levelOfService?.code ?? 'absent';
  const said = `priority ${priority?.code ?? 'absent'}, level of service ${level}`;
  if (!isStat && !isUrgent) return { pace: 'standard', basis: said };
  const isElective = levelOfService?.code === 'E' || priority?.code === 'deferred';
  const conflict = isElective ? '; the signals contradict each other, urgency counts' : '';
  return { pace: 'expedited', basis: `${said}${conflict}` };
}
