import type { Code, Origin } from '../code.ts';

/** One thing that was found about a fact, before anybody has judged if it counts. */
export interface FoundEvidence {
  readonly origin: Origin;
  /** Whom it is about: the request's patient, somebody else, or it does not say. */
  readonly subject: 'patient' | 'other' | 'none';
  readonly value: RawValue;
  /** When it was observed, as it was written; of a period its end. */
  readonly observedAt?: string;
  /** The beginning of the period over which it was observed, as it was written. */
  readonly observedFrom?: string;
  readonly status?: string;
  /** When a diagnosis was over, as it was written. */
  readonly endedAt?: string;
  readonly standing: EvidenceStanding;
  /** What is said beside the value and may change what it means. */
  readonly remarks: readonly Remark[];
  /** The sequence of a diagnosis of the request, by which its lines point to it. */
  readonly diagnosisSequence?: number;
  /** The sequences of the supporting information that names it, by which lines point to it. */
  readonly informationSequences?: readonly number[];
  /** True of a result that seems to say the fact, and does not name it by the fact's codes. */
  readonly isAkin?: boolean;
  /** True of a result or a report that the fact does not read, and that says more than a value. */
  readonly isOther?: boolean;
  readonly source: 'bundle' | 'questionnaire';
}

/**
 * `final`: reported, or a diagnosis that is confirmed and there. `open`: not final yet, or it does
 * not say. `ended`: a diagnosis of the past. `doubted`: a diagnosis that is provisional,
 * unconfirmed or refuted. `withdrawn`: entered in error or cancelled.
 */
export type EvidenceStanding = 'final' | 'open' | 'ended' | 'doubted' | 'withdrawn';

/**
 * Something said beside a value. `words`: a few, which have to be understood, as their code has.
 * `note`: words that may repeat the value.
 * `prose`: what may not contradict. `told`: what may say nothing that the data does not.
 * `part`: a value of the same result or panel; `beside`: a result of its own. `sample`: in what it
 * was measured; `when`: the time at which that was taken. `name`: what a disease is called beside
 * the code that decides, or a further code of it. `head`: what something is called that it
 * belongs to; `near` and `during`: when that was; `issued`: when it was told. `visit`: of what
 * kind a stay was. `judgement`: what a laboratory makes of the value. `person`: who measured;
 * `device`: with what.
 */
export interface Remark {
  /** The element that says it, by its name: `note`, `method`. */
  readonly at: string;
  readonly form: RemarkForm;
  readonly text?: string;
  readonly code?: Code;
  /** All codes by which a part is named. */
  readonly codes?: readonly Code[];
  /** What the data says that something is told of. */
  readonly tellable?: Tellable;
  /** What the result beside it says. */
  readonly value?: RawValue;
  /** When, as it was written, for a result that is no part of the same. */
  readonly observed?: { readonly from?: string; readonly at?: string };
}

type RemarkForm =
  | 'words'
  | 'note'
  | 'name'
  | 'prose'
  | 'told'
  | 'part'
  | 'beside'
  | 'sample'
  | 'head'
  | 'visit'
  | 'judgement'
  | 'person'
  | 'device'
  | RemarkOfTime['form'];

/** A remark that only says when something was that a value belongs to. */
export interface RemarkOfTime {
  readonly form: 'when' | 'near' | 'during' | 'issued';
}

/** What a narrative may repeat: texts of the data as they were sent, and decimal amounts. */
export interface Tellable {
  readonly texts: readonly string[];
  readonly amounts: readonly string[];
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
  | { readonly kind: 'codes'; readonly codes: readonly Code[] }
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  /** In place of more pieces of evidence than are read. */
  | { readonly kind: 'too-many' };
