import type { Code, Identifier, Language, LocalizedText, Origin } from '../code.ts';
import type { KindAsSent } from '../policy/kinds.ts';
import type { CivilDate, DateSpan, Instant } from '../time.ts';
import type { LineSetting } from './line-setting.ts';
import type { OrdererAsSent, ProviderAsSent } from './provider-as-sent.ts';
import type { QualificationAsSent } from './qualification-as-sent.ts';
import type { ReplacedRequest, TransmissionParties } from './request-envelope.ts';
import type { SupportingDocument } from './supporting-document.ts';
import type { CalledConcept, OrderReason, RequestWords } from './written.ts';

/** What the provider asks the payer for: the request as it came, in the payer's own words. */
export interface ReviewRequest {
  /** The sender's number of the transmission (Bundle.identifier). */
  readonly transmissionIdentifier: Partial<Identifier>;
  readonly transmittedAt: Instant;
  /** When the sender wrote it, as it says itself. */
  readonly createdOn?: CivilDate;
  /** The sender's names for this request (Claim.identifier, X12 TRN); 1..2. */
  readonly traceNumbers: readonly Identifier[];
  readonly transmission?: TransmissionParties;
  readonly purpose: 'preauthorization' | 'predetermination';
  /** `update` when it names the request that it replaces, or says that it replaces one. */
  readonly change: 'none' | 'update';
  /** The request that an update replaces, as far as it names it. */
  readonly replaced?: ReplacedRequest;
  readonly claimType: Code;
  /** Of several the one that is urgent. */
  readonly priority?: Code;
  readonly levelOfService?: Code;
  /** Of several the one that is not `I` (initial). */
  readonly certificationType?: Code;
  readonly billableSpan?: DateSpan;
  /** When all is over, where no start is stated. */
  readonly billableEnd?: CivilDate;
  readonly authorizationNumber?: string;
  readonly administrativeReferenceNumber?: string;
  readonly language: Language;
  readonly patient: PersonAsSent;
  readonly insurer: OrganizationAsSent;
  readonly requester: ProviderAsSent;
  /** In the order of the request; 1..n, at least one of them focal. */
  readonly coverages: readonly CoverageAsSent[];
  readonly careTeam: readonly CareTeamMember[];
  readonly diagnoses: readonly Diagnosis[];
  readonly supportingItems: readonly SupportingItem[];
  /** Another payer may be liable. */
  readonly accident?: { readonly on?: CivilDate; readonly type?: Code; readonly state?: string };
  /** The orders that the request as a whole leans on. */
  readonly claimOrders?: readonly ClaimOrder[];
  readonly encounter?: EncounterAsSent;
  readonly conditions: readonly RequestCondition[];
  /** What all lines cost, as the sender adds it up; an empty amount: it is there without one. */
  readonly total?: Price;
  /** What practitioners of the request say that they are qualified for. */
  readonly qualifications?: readonly QualificationAsSent[];
  readonly homeHealth?: { readonly prognosis: Code; readonly startOn: CivilDate };
  /** In the order of the request; 1..n. */
  readonly lines: readonly RequestLine[];
  /** What a person has to look at, because of how the request is written. */
  readonly concerns: readonly Concern[];
  readonly written?: RequestWords;
}

/** Something in the request that only its form shows, and that keeps lines from automation. */
export interface Concern {
  /** `finding`: a fault of its form; `modifier`: something that changes the meaning of the rest. */
  readonly kind: 'finding' | 'modifier';
  readonly origin: Origin;
  /** Sequences of the lines that it concerns; absent: all. */
  readonly lines?: readonly number[];
  /** True when it says of the patient what counts for any service: a death. */
  readonly isOfMember?: boolean;
  /** For the record. */
  readonly detail: string;
  /** What a person has to look at, in the words of a letter. */
  readonly words: LocalizedText;
}

/** A person as the request describes them. */
export interface PersonAsSent {
  readonly origin: Origin;
  readonly identifiers: readonly TypedIdentifier[];
  readonly family?: string;
  readonly given: readonly string[];
  readonly suffix?: string;
  readonly birthOn?: CivilDate;
  readonly sex?: string;
  readonly postalCode?: string;
}

/** An identifier with what kind it says it is (`MB` member, `MR` record …). */
export interface TypedIdentifier {
  readonly system?: string;
  readonly value?: string;
  readonly type?: string;
}

/** A payer by the identifiers that the request names it by. */
export interface PayerAsSent {
  readonly origin: Origin;
  readonly identifiers: readonly Identifier[];
}

/** The payer that the request names. */
export interface OrganizationAsSent extends PayerAsSent {
  readonly name?: string;
}

/** One coverage that the request names. */
export interface CoverageAsSent {
  readonly origin: Origin;
  readonly sequence: number;
  readonly isFocal: boolean;
  /** False when it covers somebody else than the request's patient; absent when it does not say. */
  readonly isOfPatient?: boolean;
  /** True when its relationship says one thing of who subscribes, and its subscriber another. */
  readonly isOfOtherSubscriber?: boolean;
  /** Whether the patient is the subscriber, as its relationship says; both when it says both. */
  readonly selfAnswers?: readonly boolean[];
  /** True when its type says that the patient pays, and nobody insures them. */
  readonly isSelfPay?: boolean;
  /** Who pays, as the coverage says. */
  readonly payors?: readonly PayerAsSent[];
  readonly status?: string;
  readonly type?: Code;
  readonly identifiers: readonly TypedIdentifier[];
  readonly subscriberId?: string;
  readonly dependentNumber?: string;
  readonly relationship: readonly Code[];
  readonly span?: Partial<DateSpan>;
  readonly groupNumber?: string;
  readonly planNumber?: string;
  readonly subscriber?: PersonAsSent;
}

/** Who takes part: in the whole request, or in the lines that name the sequence. */
export interface CareTeamMember {
  readonly sequence: number;
  readonly scope: 'request' | 'line';
  readonly provider: ProviderAsSent;
  readonly role?: Code;
  readonly qualification?: Code;
}

/** A diagnosis; clinical codes as sent. */
export interface Diagnosis {
  readonly sequence: number;
  readonly codes: readonly Code[];
  readonly text?: string;
  readonly type?: Code;
  readonly recordedOn?: CivilDate;
}

/** What accompanies the request: dates of the event, documents, a message. */
export interface SupportingItem {
  readonly origin: Origin;
  readonly sequence: number;
  readonly kind: 'patientEvent' | 'admission' | 'discharge' | 'document' | 'message' | 'other';
  readonly span?: Partial<DateSpan>;
  readonly text?: string;
  readonly document?: SupportingDocument;
  readonly change?: 'added' | 'changed';
  readonly isCancelled: boolean;
}

/** The stay that is asked for. */
export interface EncounterAsSent {
  readonly origin: Origin;
  readonly status: string;
  readonly class?: Code;
  readonly span?: Partial<DateSpan>;
  /** Urgency of the admission (X12 CL101). */
  readonly types?: readonly Code[];
  readonly admitSource?: Code;
  readonly patientStatus?: Code;
  readonly nursingHomeStatus?: Code;
}

/** A condition indicator of the request (X12 CRC). */
export interface RequestCondition {
  readonly category: Code;
  readonly applies: boolean;
  readonly codes: readonly Code[];
}

/** One service asked for; `sequence` is its identity for its whole life. */
export interface RequestLine {
  readonly origin: Origin;
  readonly sequence: number;
  readonly traceNumbers: readonly Identifier[];
  readonly requestType?: Code;
  readonly certificationType?: Code;
  /** What its kind and its place say, codes of every system. */
  readonly setting?: LineSetting;
  /** What is written beside the code of the service. */
  readonly serviceTexts?: readonly string[];
  /** What else stands beside codes of it. */
  readonly called?: readonly CalledConcept[];
  /** The service; with `serviceEnd` a range of codes. */
  readonly service: readonly Code[];
  readonly serviceEnd?: readonly Code[];
  /** True when it has details below it, each a service of its own. */
  readonly isGroup?: boolean;
  readonly modifiers: readonly Code[];
  /** Its revenue codes (NUBC). Absent in older cases. */
  readonly revenues?: readonly Code[];
  readonly servicedSpan?: DateSpan;
  /** Dates of service as they were written, when they are no whole span of dates. */
  readonly inexactDates?: string;
  readonly quantity?: Quantity;
  readonly unitPrice?: Price;
  readonly net?: Price;
  readonly priceFactor?: string;
  readonly authorizationNumber?: string;
  readonly administrativeReferenceNumber?: string;
  readonly careTeamSequences: readonly number[];
  readonly diagnosisSequences: readonly number[];
  readonly supportingSequences: readonly number[];
  readonly requestedOrder?: RequestedOrder;
  readonly isEpsdt?: boolean;
  readonly nursingHomeStatus?: Code;
  readonly nursingHomeLevel?: Code;
  readonly revenueUnitRateLimit?: string;
  readonly change?: 'added' | 'changed';
  readonly isCancelled: boolean;
}

/** The order behind a line: what was ordered, how much and how often. */
export interface RequestedOrder {
  /** The type of the order; `unknown` for one that is named and not in the request. */
  readonly kind: string;
  /** True: it says more than automation reads, and nothing of it is kept. */
  readonly isLong?: boolean;
  /** Absent: it does not say for whom it is, or that can't be followed. */
  readonly isOfPatient?: boolean;
  readonly status?: string;
  /** Whether it is an order or less: a proposal, a plan, an option. */
  readonly intent?: string;
  /** With `codesEnd` they begin a range. */
  readonly codes: readonly Code[];
  readonly codesEnd?: readonly Code[];
  readonly quantity?: Quantity;
  readonly repeats?: number;
  readonly dose?: Quantity;
  readonly schedule?: OrderSchedule;
  /** When it is to be carried out; either end may be missing. */
  readonly span?: Partial<DateSpan>;
  readonly authoredOn?: CivilDate;
  readonly reasons?: readonly OrderReason[];
  /** What is written on it: beside its codes, its reasons, its notes and how it is to be used. */
  readonly texts?: readonly string[];
  readonly authoredAt?: Instant;
  /** Of which kinds it says that it is. */
  readonly categories?: readonly KindAsSent[];
  readonly orderer?: OrdererAsSent;
  /** What this payer said of the order when it was signed (CRD coverage assertion ids). */
  readonly coverageAssertions?: readonly string[];
}

/** An order that the request as a whole names, and as what. */
export interface ClaimOrder extends RequestedOrder {
  readonly role: 'prescription' | 'originalPrescription' | 'referral';
}

/** How often something is given (X12 HSD). Shape: `frequency` times in `period` `periodUnit`s. */
export interface OrderSchedule {
  /** For how long. */
  readonly bound?: Quantity;
  readonly count?: number;
  readonly countMax?: number;
  readonly frequency?: number;
  readonly frequencyMax?: number;
  readonly period?: string;
  readonly periodMax?: string;
  readonly periodUnit?: string;
  readonly calendarPattern?: Code;
  readonly deliveryPattern?: Code;
}

/** A price; its text is kept exactly. */
export type Price = Pick<Quantity, 'amount'> & { readonly currency?: string };

/** An amount; its text is kept exactly. */
export interface Quantity {
  readonly amount: string;
  readonly unit?: string;
  readonly system?: string;
  readonly code?: string;
}
