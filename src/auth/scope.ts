/** What a client may do; each operation names the one it needs. */
export type Scope =
  | 'system/Claim.submit'
  | 'system/Claim.read'
  | 'system/ClaimResponse.read'
  | 'sandbox';

/** Who calls: a registered system, the organizations it acts for, and what it may do. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** Organizations that it acts for: ISA06 ids and the like. */
  readonly organizations: readonly string[];
  readonly npis: readonly string[];
  readonly scopes: readonly Scope[];
}
