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
  /** True when we know of the member's death; the day as far as we know it. */
  readonly isDeceased?: boolean;
  readonly deceasedOn?: CivilDate;
  /** False when the record is no longer used. */
  readonly isActive?: boolean;
  /** True when another record took its place. */
  readonly isReplaced?: boolean;
}

/** A member's coverage under one of our plans, as our own records say. */
export interface MemberCoverage {
  readonly key: string;
  readonly memberKey: string;
  readonly planId: string;
  readonly identifiers: readonly Identifier[];
  readonly subscriberId: string;
  readonly dependentNumber?: string;
  /** Whether the member is the subscriber; absent when the record does not say. */
  readonly isOfSubscriber?: boolean;
  readonly span: DateSpan;
  readonly groupNumber?: string;
  /** What the card calls the plan, where that is not our own id of it. */
  readonly planNumber?: string;
  /** Which of the member's coverages pays first, as the record says: 1 before 2. */
  readonly order?: number;
  /** Why it does not count although its span may: withdrawn by its status. */
  readonly withdrawn?: 'cancelled' | 'draft' | 'entered-in-error';
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
  /** False when nobody is covered by it any more, or not yet. */
  readonly isActive?: boolean;
}
