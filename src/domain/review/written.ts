import type { Code } from '../code.ts';

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
  | 'requestType';

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
}

/** A reason for an order: codes of a disease and what it is called. */
export interface OrderReason {
  readonly codes: readonly Code[];
  readonly texts: readonly string[];
}
