import type { LocalizedText, Origin } from '../code.ts';

/** Why a request can't be decided at all; a decision like any other, told with X12 codes. */
export type RefusalKind =
  | 'member-not-found'
  | 'member-ambiguous'
  | 'coverage-not-active'
  | 'payer-not-us'
  | 'payer-missing'
  | 'requester-not-allowed'
  | 'provider-unknown'
  | 'provider-id-invalid'
  | 'provider-not-enrolled'
  | 'not-supported';

/** One business refusal with its place in the request. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** X12 901. */
  readonly rejectReason: string;
  /** X12 889. */
  readonly followUp: string;
  /** X12 position, such as `2010C-NM109`. */
  readonly element: string;
  readonly origin: Origin;
  readonly explanation: LocalizedText;
}
