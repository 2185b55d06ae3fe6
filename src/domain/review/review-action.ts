import { assertNever } from '../../result.ts';
import type { Determination, LineDecision, ReviewCase } from './review-case.ts';

/** X12 306: how a decision is told. */
export type ReviewAction = 'A1' | 'A2' | 'A3' | 'A4' | 'A6' | 'C' | 'CT' | 'NA';

/** How each decision on a line is told (X12 306, HCR01). Source: digest §6.1. */
export const reviewActions: Readonly<Record<LineDecision, ReviewAction>> = {
  pending: 'A4',
  approved: 'A1',
  'approved-modified': 'A6',
  'denied-clinical': 'A3',
  'denied-admin': 'A3',
  'denied-information': 'A3',
  'not-required': 'NA',
  redirected: 'CT',
  cancelled: 'C',
  voided: 'C',
};

/** The outcome of a ClaimResponse in PAS 2.2. */
export type CaseOutcome = 'complete' | 'partial' | 'error';

/** What a case as a whole comes to. */
export interface RollUp {
  readonly action?: ReviewAction;
  readonly outcome: CaseOutcome;
}

/** The determination that counts: the last one; none when the request was refused. */
export function currentDetermination(
  reviewCase: ReviewCase,
  sequence: number,
): Determination | undefined {
  const line = reviewCase.lines.find((one) => one.sequence === sequence);
  return line?.determinations.at(-1);
}

/** True when nothing is open on a case any more. */
export function isFinal(reviewCase: ReviewCase): boolean {
  const decisions = decisionsOf(reviewCase);
  return decisions.length > 0 && !decisions.includes('pending');
}

/** Rolls the lines up to the header; computed, never stored. Source: digest §2.3. */
export function rollUp(reviewCase: ReviewCase): RollUp {
  const decisions = decisionsOf(reviewCase);
  if (reviewCase.refusals.length > 0 || decisions.length === 0) return { outcome: 'error' };
  const isPending = decisions.includes('pending');
  const isPartly = isPending && decisions.some((decision) => decision !== 'pending');
  return { action: headerAction(decisions), outcome: isPartly ? 'partial' : 'complete' };
}

function decisionsOf({ lines }: ReviewCase): readonly LineDecision[] {
  return lines.flatMap(({ determinations }) => determinations.at(-1)?.decision ?? []);
}

/** Cancelled lines and those that need nothing are set aside while others are live. */
function headerAction(decisions: readonly LineDecision[]): ReviewAction {
  const kinds = new Set(decisions.map(kindOf));
  if (kinds.has('pending')) return 'A4';
  const hasDenied = kinds.has('denied');
  const hasApproved = kinds.has('approved') || kinds.has('modified');
  if (hasDenied) return hasApproved ? 'A2' : 'A3';
  if (kinds.has('modified')) return 'A6';
  if (hasApproved) return 'A1';
  if (kinds.has('redirected')) return 'CT';
  return kinds.has('not-required') ? 'NA' : 'C';
}

type DecisionKind =
  | 'pending'
  | 'approved'
  | 'modified'
  | 'denied'
  | 'not-required'
  | 'redirected'
  | 'cancelled';

function kindOf(decision: LineDecision): DecisionKind {
  switch (decision) {
    case 'pending':
    case 'approved':
    case 'not-required':
    case 'redirected':
    case 'cancelled':
      return decision;
    case 'approved-modified':
      return 'modified';
    case 'denied-clinical':
    case 'denied-admin':
    case 'denied-information':
      return 'denied';
    case 'voided':
      return 'cancelled';
    default:
      return assertNever(decision);
  }
}
