import type { CivilDate } from '../time.ts';

/** A claim on the member's ledger: a service that is open or authorized. */
export interface LedgerClaim {
  readonly caseId: string;
  /** Of the attempt at the submission that claimed it; the store's own. */
  readonly attempt?: string;
  readonly lineSequence: number;
  readonly state: 'open' | 'authorized';
  readonly service: string;
  readonly from: CivilDate;
  readonly to?: CivilDate;
}

/** A service with its modifiers as the ledger names it. */
export function ledgerKey(
  code: string | undefined,
  modifiers: readonly { readonly code: string }[],
): string {
  return [code ?? '', ...modifiers.map((modifier) => modifier.code).sort()].join('-');
}
