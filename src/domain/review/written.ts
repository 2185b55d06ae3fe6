import type { Code } from '../code.ts';
import type { KindAsSent } from '../policy/kinds.ts';

/** An element whose code decides what is asked for, how fast, and by whom it is looked at. */
export type CalledElement =
  | 'category'
  | 'certificationType'
  | 'claimType'
  | 'diagnosisType'
  | 'informationCategory'
  | 'levelOfService'
  | 'modifier'
  | 'place'
  | 'priority'
  | 'relationship'
  | 'requestType'
  | 'securityLabel';

/** A concept that says more than its codes: words beside them. */
export interface CalledConcept {
  readonly element: CalledElement;
  /** With their displays. */
  readonly codes: readonly Code[];
  readonly text?: string;
}

/** What a request says in words beside what is read. */
export interface RequestWords {
  readonly called?: readonly CalledConcept[];
  /** What is written on its papers: their names, and what the request calls them. */
  readonly papers?: readonly string[];
  /** True: more is written there than automation reads, and nothing of it is kept. */
  readonly arePapersLong?: boolean;
  /** What its papers say that they are. */
  readonly paperKinds?: readonly KindAsSent[];
  readonly residence?: ResidenceAsSent;
  /** What is written in the record of the patient beside the name, the address and dates. */
  readonly patient?: readonly string[];
  /** True: more is written there than automation reads, and nothing of it is kept. */
  readonly isPatientLong?: true;
  /** What is written on providers beside their numbers. */
  readonly providers?: readonly string[];
  /** True: more is written there than automation reads, and nothing of it is kept. */
  readonly areProvidersLong?: true;
}

/** Where the patient lives, and who has them in its care, as the request says. */
export interface ResidenceAsSent {
  readonly countries: readonly string[];
  /** Addresses in words, and what the organization is called that manages their record. */
  readonly texts: readonly string[];
  /** True: more is written there than automation reads, and none of the texts is kept. */
  readonly isLong?: true;
}

/** A reason for an order: codes of a disease and what it is called. */
export interface OrderReason {
  readonly codes: readonly Code[];
  readonly texts: readonly string[];
}
