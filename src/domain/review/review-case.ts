import type { Code, LocalizedText } from '../code.ts';
import type { LineTrace } from '../policy/trace.ts';
import type { CivilDate, DateSpan, Instant } from '../time.ts';
import type { Refusal } from './refusal.ts';
import type { Quantity, ReviewRequest } from './review-request.ts';

/** A case id: 26 characters, derived from the idempotency key of its first submission. */
export type CaseId = string & { readonly brand: 'CaseId' };

/** How a review stands to the care: before it, while it is given, after it. */
export type ReviewKind =
  | 'prior-authorization'
  | 'recommended-clinical'
  | 'concurrent'
  | 'post-service';

/** How fast the law wants an answer. */
export type Pace = 'standard' | 'expedited';

/** A decision on one line (digest §2.3). */
export type LineDecision =
  | 'pending'
  | 'approved'
  | 'approved-modified'
  | 'denied-clinical'
  | 'denied-admin'
  | 'denied-information'
  | 'not-required'
  | 'redirected'
  | 'cancelled'
  | 'voided';

/** Why a pending line waits: for information, for a clinician, for a vendor. */
export type PendCause = 'information' | 'clinical-review' | 'vendor';

/** One request from its arrival to its end; what is kept, and told to nobody as it is. */
export interface ReviewCase {
  readonly schemaVersion: 1;
  readonly id: CaseId;
  readonly version: number;
  /** The client that submitted it; only it may read it. */
  readonly submitterId: string;
  /** For whom an intermediary sent it; then only what is asked for the same may read it. */
  readonly subSender?: string;
  readonly receivedAt: Instant;
  /** Where the bundle lies as it came (a blob key). */
  readonly requestBlobKey: string;
  readonly request: ReviewRequest;
  readonly kind: ReviewKind;
  /** The signal that decided the kind, and what it said. */
  readonly kindBasis: string;
  readonly pace: Pace;
  readonly paceBasis: string;
  /** Pinned when the case is opened; absent when no member was found. */
  readonly standing?: Standing;
  readonly rulebookHash: string;
  readonly decisionDueAt?: Instant;
  /** Names the row of the clock table that gave the due instant, or says why there is none. */
  readonly clockBasis?: string;
  readonly administrativeReferenceNumber: string;
  /** Present when nothing could be decided: the reasons, as business refusals. */
  readonly refusals: readonly Refusal[];
  /** One per line of the request, in its order. */
  readonly lines: readonly CaseLine[];
  readonly informationRequests: readonly InformationRequest[];
  readonly events: readonly CaseEvent[];
  readonly outbox: readonly OutboxEntry[];
}

/** Who the member is to us on the dates of service. */
export interface Standing {
  readonly memberKey: string;
  readonly memberId: string;
  readonly coverageId: string;
  readonly planId: string;
  readonly lineOfBusiness: string;
  /** IANA time zone of the plan. */
  readonly timeZone: string;
  readonly matchedBy: string;
  /** True when a person has to confirm that it is this member. */
  readonly isMemberUnsure?: boolean;
}

/** A line's history; the last determination counts, none is ever changed. */
export interface CaseLine {
  readonly sequence: number;
  readonly determinations: readonly Determination[];
}

/** One decision on one line: immutable, superseded by a later one. */
export interface Determination {
  readonly id: string;
  readonly decision: LineDecision;
  readonly pendCause?: PendCause;
  readonly decidedAt: Instant;
  readonly decidedBy: Decider;
  /** Codes of X12 886, most specific first. */
  readonly reasonCodes: readonly string[];
  /** Why, in plain words, naming policy@version and the criteria. */
  readonly explanation: LocalizedText;
  readonly trace: LineTrace;
  readonly authorization?: Authorization;
}

/** Who decided; automation is `rule`, and never denies clinically. */
export interface Decider {
  readonly role: 'rule' | 'intake' | 'nurse' | 'physician' | 'vendor';
  readonly name: string;
  readonly npi?: string;
  readonly specialty?: Code;
}

/** The right that an approval gives. */
export interface Authorization {
  readonly number: string;
  readonly issuedOn: CivilDate;
  readonly span: DateSpan;
  readonly service: readonly Code[];
  /** As asked; absent in older cases. */
  readonly modifiers?: readonly Code[];
  readonly quantity?: Quantity;
  /** Who asked, as our records know them: who was checked; absent in older cases. */
  readonly provider?: { readonly key: string; readonly name: string };
}

/** What the payer asks for, once, for everything that is missing. */
export interface InformationRequest {
  readonly id: string;
  /** The attachment control number, by which the answer finds its way back. */
  readonly controlNumber: string;
  readonly lineSequence: number;
  /** LOINC code of the document. */
  readonly document: Code;
  readonly reportType: Code;
  /** Ids of the criteria that need it. */
  readonly criteria: readonly string[];
  readonly question: LocalizedText;
  readonly askedAt: Instant;
  readonly dueAt?: Instant;
}

/** Something that happened to a case. */
export interface CaseEvent {
  readonly at: Instant;
  readonly actor: string;
  readonly role: string;
  readonly kind: 'received' | 'refused' | 'determined' | 'information-requested';
  readonly detail: string;
}

/** A message that has to leave, written with the change that it tells of. */
export interface OutboxEntry {
  readonly sequence: number;
  readonly kind: 'response-changed';
  readonly at: Instant;
}
