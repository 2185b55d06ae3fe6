import type { Code, Origin } from '../code.ts';

/** One thing that was found about a fact, before anybody has judged if it counts. */
export interface FoundEvidence {
  readonly origin: Origin;
  /** Whom it is about: the request's patient, somebody else, or it does not say. */
  readonly subject: 'patient' | 'other' | 'none';
  readonly value: RawValue;
  /** When it was observed, as it was written. */
  readonly observedAt?: string;
  readonly status?: string;
  /** True when its status makes it count: final, amended, corrected and what is alike. */
  readonly isFinal: boolean;
  readonly source: 'bundle' | 'questionnaire';
}

/** A value as it was found. A quantity's unit is its UCUM code; `unitText` is what was printed. */
export type RawValue =
  | {
      readonly kind: 'quantity';
      readonly amount: string;
      readonly unit?: string;
      readonly unitText?: string;
      readonly comparator?: string;
    }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'code'; readonly code: Code }
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'unreadable' };
