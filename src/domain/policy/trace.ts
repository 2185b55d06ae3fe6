import type { Code, LocalizedText, Origin } from '../code.ts';
import type { Instant } from '../time.ts';

/** Three-valued truth: `unknown` is not `notMet`. */
export type Truth = 'met' | 'notMet' | 'unknown';

/** How a line was decided, step by step; stored with the determination. */
export interface LineTrace {
  /** Checks before the criteria, in the order in which they ran. */
  readonly checks: readonly CheckTrace[];
  readonly policy?: PolicyTrace;
}

/** One check before clinical review. */
export interface CheckTrace {
  readonly id: string;
  readonly result: 'pass' | 'fail' | 'unknown';
  /** What was looked at, for the record. */
  readonly detail: string;
  /** What a person has to look at, in the words of a letter; absent when it passed. */
  readonly words?: LocalizedText;
}

/** The policy that was used and what came of its criteria. */
export interface PolicyTrace {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly result: Truth;
  readonly criteria: CriterionTrace;
}

/** One node of the criteria with its result. */
export interface CriterionTrace {
  readonly id: string;
  readonly text: LocalizedText;
  readonly rule: 'all' | 'any' | 'at-least' | 'compare';
  readonly result: Truth;
  /** What was compared, of a `compare`: `oxygen-saturation ≤ 88 %`. */
  readonly comparison?: string;
  readonly fact?: Fact;
  /** The id of the comparison that settles the same question and does not agree: it is open. */
  readonly disagreesWith?: string;
  readonly children: readonly CriterionTrace[];
}

/** A named fact as it was found; without a value it is unknown, and `reason` says why. */
export interface Fact {
  readonly id: string;
  readonly value?: FactValue;
  /** Why it is unknown. */
  readonly reason?:
    | 'no-evidence'
    | 'foreign-subject'
    | 'too-old'
    | 'conflicting'
    | 'doubted'
    | 'unreadable';
  /** True when more was said than could be read: what is not among the codes may be still. */
  readonly isPartial?: boolean;
  readonly evidence: readonly Evidence[];
}

/** A value of a fact; quantities keep their text and are in the unit of the fact. */
export type FactValue =
  | { readonly type: 'quantity'; readonly amount: string; readonly unit: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'codes'; readonly codes: readonly Code[] }
  | { readonly type: 'date'; readonly on: string };

/** One piece of evidence: what was said where, when, how final, and by what source. */
export interface Evidence {
  readonly origin: Origin;
  readonly value: string;
  readonly observedAt?: Instant | string;
  readonly status?: string;
  readonly source: 'bundle' | 'questionnaire' | 'payer-record';
  /** Why it did not count, by the name of the reason; absent when it did. */
  readonly excluded?: string;
  /** The element that says more than can be read. */
  readonly remark?: string;
}
