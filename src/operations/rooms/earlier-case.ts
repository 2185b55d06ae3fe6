import type { LedgerClaim } from '../../domain/review/ledger.ts';
import { isFinal } from '../../domain/review/review-action.ts';
import type { EarlierCase, Gathered, Ledger } from './gather.ts';

/**
 * The earlier case that answers a re-sent request. A refusal never does: it asks for a resend. In
 * the sandbox a final case does not either: testers send the same again for a new decision.
 */
export function answeringCase(
  earlier: EarlierCase | undefined,
  isSandbox: boolean,
): EarlierCase | undefined {
  if (earlier === undefined || earlier.case.refusals.length > 0) return undefined;
  return isSandbox && isFinal(earlier.case) ? undefined : earlier;
}

/** What was gathered, without what the earlier case claims: the new one takes its place. */
export function withoutEarlierClaims(gathered: Gathered): Gathered {
  const { earlier, ledgers } = gathered;
  if (earlier === undefined) return gathered;
  const isOther = (claim: LedgerClaim): boolean => claim.caseId !== earlier.case.id;
  const cleared = new Map<string, Ledger>();
  for (const [memberKey, { version, claims }] of ledgers) {
    cleared.set(memberKey, { version, claims: claims.filter(isOther) });
  }
  return { ...gathered, ledgers: cleared };
}
