import type { Member, MemberCoverage, Plan } from '../member/member.ts';
import type { RefusalRow } from '../policy/rulebook.ts';
import type { Provider } from '../provider/provider.ts';
import type { Registration, Submitter } from '../provider/submitter.ts';
import type { Instant } from '../time.ts';
import type { ReviewRequest } from './review-request.ts';

/** Payer records that the request's identifiers lead to. */
export interface PayerRecords {
  readonly plans: readonly Plan[];
  readonly members: readonly Member[];
  readonly coverages: readonly MemberCoverage[];
  readonly providers: readonly Provider[];
  /** What the client that asks has registered. */
  readonly registrations: readonly Registration[];
}

/** What the question of standing is asked with. */
export interface StandingQuestion {
  readonly request: ReviewRequest;
  readonly records: PayerRecords;
  /** The client that asks. */
  readonly submitter: Submitter;
  readonly receivedAt: Instant;
  readonly refusals: readonly RefusalRow[];
}
