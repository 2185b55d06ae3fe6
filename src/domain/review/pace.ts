import type { Code } from '../code.ts';
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
  const level = levelOfService?.code ?? 'absent';
  const said = `priority ${priority?.code ?? 'absent'}, level of service ${level}`;
  if (!isUrgent(priority) && !isUrgent(levelOfService)) return { pace: 'standard', basis: said };
  const isElective = levelOfService?.code === 'E' || priority?.code === 'deferred';
  const conflict = isElective ? '; the signals contradict each other, urgency counts' : '';
  return { pace: 'expedited', basis: `${said}${conflict}` };
}

/** Whether a priority or a level of service says that the answer is wanted fast. */
export function isUrgent(code: Code | undefined): boolean {
  return code !== undefined && ['stat', 'U', '03'].includes(code.code);
}
