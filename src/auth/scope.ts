import type { Submitter } from '../domain/provider/submitter.ts';

/** What a client may do; each operation names the one it needs. */
export type Scope =
  | 'system/Claim.submit'
  | 'system/Claim.read'
  | 'system/ClaimResponse.read'
  | 'sandbox';

/** Who calls: a registered system, for whom it asks, and what it may do. */
export interface Client extends Submitter {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}
