import type { Code, LocalizedText } from '../code.ts';
import type { DateSpan } from '../time.ts';

/** A medical policy: criteria over facts, and what follows from them. A row of the rulebook. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  /** Digest of the policy as it was published. */
  readonly hash: string;
  readonly effective: DateSpan;
  readonly title: LocalizedText;
  readonly linesOfBusiness: readonly string[];
  readonly services: readonly { readonly system: string; readonly codes: readonly string[] }[];
  readonly criteria: Criterion;
  readonly outcome: PolicyOutcome;
  /** Documents to ask for, with the criteria that they can settle. */
  readonly documents: readonly PolicyDocument[];
  readonly limits: PolicyLimits;
  /** What the policy was made for; what a request says otherwise is for a person. */
  readonly scope: PolicyScope;
  readonly citation: LocalizedText;
}

/** What follows from the criteria; automation approves or pends, nothing else can be written. */
export interface PolicyOutcome {
  readonly met: 'approve' | 'clinical-review';
  readonly notMet: 'clinical-review';
  readonly unknown: 'request-information' | 'clinical-review';
}

/** A document that a policy may ask for. */
export interface PolicyDocument {
  readonly document: Code;
  /** X12 755. */
  readonly reportType: Code;
  /** Ids of the criteria that it can settle. */
  readonly settles: readonly string[];
  readonly question: LocalizedText;
}

/** How much and how long is granted at most; what is asked within it is granted as asked. */
export interface PolicyLimits {
  /** ISO 8601 period in days or months: `P12M`, `P90D`. The first branch that is met decides. */
  readonly approvalPeriods: readonly { readonly criterion?: string; readonly period: string }[];
  /** Of services that no row names one is granted, and none has to be stated. */
  readonly quantities: readonly QuantityLimit[];
}

/** How much of a service is granted at most. */
export interface QuantityLimit {
  readonly services: Policy['services'];
  readonly max: string;
  readonly isWhole: boolean;
  /** Names of the unit: by code of a system, or as written, in small letters. */
  readonly units: readonly { readonly system?: string; readonly codes: readonly string[] }[];
  /** ISO 8601 period for which one unit is; absent: any number at any time. */
  readonly every?: string;
}

/** The settings that a policy was made for, and the words that its services go by. */
export interface PolicyScope {
  readonly places: Policy['services'];
  /** X12 1365. */
  readonly categories: Policy['services'];
  /** X12 1525. */
  readonly requestTypes: Policy['services'];
  /** More of it at once is no request for one person's home. */
  readonly amountMax?: string;
  readonly described: readonly CodeWords[];
  /** Diagnoses beside which services are of little use: what is for walking, beside a coma. */
  readonly unlikely?: readonly {
    readonly services: Policy['services'];
    readonly diagnoses: readonly CodeRange[];
  }[];
}

/** How senders name a service in words. */
export interface CodeWords {
  readonly services: Policy['services'];
  /** A text beside the code has one of these at least. */
  readonly words: readonly string[];
  /** Words of other services. */
  readonly unlike: readonly string[];
}

/** Criteria combine in Kleene logic; only comparisons look at facts. */
export type Criterion =
  | CriterionGroup
  | { readonly id: string; readonly text: LocalizedText; readonly compare: Comparison };

/** A combination of criteria. */
export interface CriterionGroup {
  readonly id: string;
  readonly text: LocalizedText;
  readonly all?: readonly Criterion[];
  readonly any?: readonly Criterion[];
  readonly atLeast?: { readonly count: number; readonly of: readonly Criterion[] };
}

/**
 * A typed comparison of one fact with data of the policy. `settledBy` names a fact that is as good:
 * once that one is known, the absence of this one counts as not met; and where the two stand in one
 * group and do not agree, neither settles anything.
 */
export type Comparison = { readonly settledBy?: string } & ComparisonOfFact;

/** What is compared with what. */
export type ComparisonOfFact =
  | {
      readonly fact: string;
      readonly operator: '<=' | '<' | '>=' | '>' | '=';
      readonly amount: string;
      readonly unit: string;
    }
  | { readonly fact: string; readonly operator: 'is'; readonly value: boolean }
  | { readonly fact: string; readonly operator: 'in'; readonly codes: readonly CodeRange[] };

/** Codes of a system: exact ones, or all that begin with a prefix. */
export interface CodeRange {
  readonly system: string;
  readonly codes?: readonly string[];
  readonly prefixes?: readonly string[];
}
