import type { Identifier } from '../code.ts';
import type { CivilDate, DateSpan } from '../time.ts';

/** A person insured by us, as our own records say. */
export interface Member {
  readonly key: string;
  /** Member ids: identifiers of type MB. */
  readonly memberIds: readonly Identifier[];
  readonly family: string;
  readonly given: readonly string[];
  readonly suffix?: string;
  readonly birthOn?: CivilDate;
  readonly sex?: string;
  readonly postalCode?: string;
}

/** A member's coverage under one of our plans, as our own records say. */
export interface MemberCoverage {
  readonly key: string;
  readonly memberKey: string;
  readonly planId: string;
  readonly identifiers: readonly Identifier[];
  readonly subscriberId: string;
  readonly dependentNumber?: string;
  readonly span: DateSpan;
}

/** A plan of ours. */
export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly lineOfBusiness: string;
  readonly fundingType: 'fully-insured' | 'self-funded' | 'government';
  readonly state?: string;
  /** IANA time zone that its civil dates are read in. */
  readonly timeZone: string;
  /** Identifiers by which requests may name us as the payer of this plan. */
  readonly payerIdentifiers: readonly Identifier[];
  /** Who to call, as printed on the card. */
  readonly phone: string;
}
