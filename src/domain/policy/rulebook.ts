import type { Code, LocalizedText } from '../code.ts';
import type { RefusalKind } from '../review/refusal.ts';
import type { Pace, ReviewKind } from '../review/review-case.ts';
import type { DateSpan, TimeLimit } from '../time.ts';
import type { KnownKinds } from './kinds.ts';
import type { LabelRow } from './labels.ts';
import type { ModifierRow } from './modifier.ts';
import type { CodeRange, Policy, PolicyScope } from './policy.ts';
import type { RelationRow } from './relations.ts';

/** Everything that decides at one moment: immutable, known by the hash of its content. */
export interface Rulebook {
  readonly hash: string;
  readonly policies: readonly Policy[];
  readonly facts: readonly FactDefinition[];
  readonly requirements: readonly RequirementRow[];
  /** What we know of modifiers of procedure codes. */
  readonly modifiers: readonly ModifierRow[];
  /** Services that tell on one another. */
  readonly relations: readonly RelationRow[];
  /** The words that may stand beside codes that steer a review. */
  readonly labels: readonly LabelRow[];
  /** What takes back or doubts what is asked for, beside a code of a service and on orders. */
  readonly doubts: readonly string[];
  /** Words by which narratives tell what the data of a request says. */
  readonly telling: readonly string[];
  /** What says beside a diagnosis that the patient died, or that nothing is asked for any more. */
  readonly endings: readonly string[];
  /** What says that a licence is not in force any more. */
  readonly lapsed: readonly string[];
  /** What papers may be, and what may be written on them. */
  readonly papers: KnownKinds;
  /** Of which kinds orders may be. */
  readonly orderKinds: KnownKinds;
  /** Of which kinds who orders may be; `words` name those who may not. */
  readonly orderers: KnownKinds;
  /** Words of names that many providers have, and by which nobody is told apart. */
  readonly plainNames: readonly string[];
  readonly residence: ResidenceWords;
  readonly ofPatient: PatientRules;
  readonly clocks: readonly ClockRow[];
  readonly reasons: readonly ReasonRow[];
  /** Business refusals: X12 901 and 889, position and text by kind. */
  readonly refusals: readonly RefusalRow[];
  /** Disclaimers by id, attached to answers. */
  readonly disclaimers: Readonly<Record<string, LocalizedText>>;
}

/** What says where somebody lives. */
export interface ResidenceWords {
  /** Names of the country in which services are authorized. */
  readonly countries: readonly string[];
  /** Words of places that are no home, or in which somebody is held. */
  readonly noHome: readonly string[];
}

/** What a request may say of the patient beside what is asked, and what is for a person. */
export interface PatientRules {
  /** What says in the patient's record that they died, are another, or are nobody. */
  readonly words: readonly string[];
  /** Places and modifiers of a service that say where the patient is, or in whose care. */
  readonly places: readonly CodeRange[];
  /** Conditions, with their categories, that change nothing. */
  readonly conditions: readonly CodeRange[];
  readonly prognoses: readonly CodeRange[];
}

/** A named fact: asked once, used by policies, questionnaires and reports. */
export interface FactDefinition {
  readonly id: string;
  readonly question: LocalizedText;
  readonly type: 'quantity' | 'boolean' | 'codes' | 'date';
  /** UCUM unit of a quantity. */
  readonly unit?: string;
  /** Other UCUM units that are taken, with the factor to `unit` as decimal text. */
  readonly unitFactors?: Readonly<Record<string, string>>;
  /** Further words for the units, by UCUM code: `percent` for `%`. */
  readonly unitNames?: Readonly<Record<string, readonly string[]>>;
  /** Of a quantity, in `unit`: what can be measured at all; a value outside of it is unreadable. */
  readonly plausible?: { readonly from: string; readonly to: string };
  /** The codes by which results are named; another one of the same system says something else. */
  readonly codes?: readonly CodeRange[];
  /** By what else results may call it: such a result does not count, and hides older ones. */
  readonly akin?: { readonly codes: readonly CodeRange[]; readonly words: readonly string[] };
  /** Codes of results that change the meaning of a value when they stand beside it. */
  readonly qualifiedBy?: readonly Qualifier[];
  /** The words by which those are called. */
  readonly qualifierNames?: readonly string[];
  /** Codes of results that change nothing beside it; what no list names is for people to read. */
  readonly harmless?: readonly HarmlessRange[];
  /** Who may not measure it: words of names, and kinds of providers. */
  readonly notBy?: KnownKinds;
  /** What nothing may be called that it is measured with. */
  readonly notWith?: readonly string[];
  /** Of codes: those whose end says that the need is over, and how long that is remembered. */
  readonly over?: { readonly codes: readonly CodeRange[]; readonly days: number };
  /** Codes that other facts of the rulebook read. */
  readonly elsewhere?: readonly CodeRange[];
  /** Which judgements of a laboratory fit which values; whatever else it says is for people. */
  readonly interpretations?: readonly Interpretation[];
  /** Codes of stays at which it is measured as it is meant. */
  readonly visits?: readonly CodeRange[];
  /** Of codes: those that name no disease and may take back one, as a suspicion ruled out does. */
  readonly otherwise?: { readonly codes: readonly CodeRange[]; readonly but: readonly CodeRange[] };
  /** Of codes: headings that have codes below them, and are none by themselves. */
  readonly headings?: readonly CodeRange[];
  /** Of codes: what those that decide are called; whatever else stands there is for people. */
  readonly names?: readonly DiseaseName[];
  /** The samples that it is measured in; another one of the same system is another test. */
  readonly samples?: readonly CodeRange[];
  /** Codes of the parts of the body at which it is measured. */
  readonly sites?: readonly CodeRange[];
  /**
   * Words and phrases that change nothing when they stand beside a value; whatever else stands
   * there is for people to read. Without it nothing is held against it.
   */
  readonly understood?: readonly string[];
  /** What panels, reports and orders may be called that a value belongs to. */
  readonly heads?: readonly string[];
  /** The same for results that no fact reads; without it they are not looked at. */
  readonly others?: { readonly understood: readonly string[]; readonly told: readonly string[] };
  /** Words in which narratives may tell what the data says; without it they are not held to it. */
  readonly told?: readonly string[];
  /** What contradicts the fact wherever it stands, in prose too; `exerci-` begins words. */
  readonly contradictedBy?: readonly string[];
  /** Of codes: what says beside any of them that nothing is needed any more. */
  readonly endedBy?: readonly string[];
  /** Where to look; what is found in any of them counts. */
  readonly extractors: readonly FactExtractor[];
  /** How long an observation lasts at most; a longer one, or one of several days, is of a night. */
  readonly longestMinutes?: number;
  /** How many days before the start of service evidence may lie; absent: any. */
  readonly recencyDays?: number;
  /** Which piece of evidence counts when there are several; codes are all taken together. */
  readonly choose: 'latest' | 'lowest' | 'highest' | 'any-true' | 'all';
  readonly source: 'bundle' | 'questionnaire' | 'payer-record';
}

/** What the diseases of a family are called. */
export interface DiseaseName {
  /** The codes of the family in the system by which they decide. */
  readonly codes: readonly CodeRange[];
  /** The phrases of which its names are made, in every language. */
  readonly words: readonly string[];
  /** Codes of other systems that name the same. */
  readonly also: readonly CodeRange[];
}

/** Results that change the meaning of others, unless they say that all is as usual. */
export interface Qualifier extends CodeRange {
  /** The amount that changes nothing, by the UCUM code of its unit: no flow is 0 L/min. */
  readonly unless?: Readonly<Record<string, string>>;
}

/** Results that change nothing, if they are more than `above` where that is said. */
export interface HarmlessRange extends CodeRange {
  readonly above?: string;
}

/** Judgements by code or in words, and the values that they fit, in the unit of the fact. */
export interface Interpretation extends CodeRange {
  readonly words: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** One look: a FHIRPath that runs on every resource of a type. */
export interface FactExtractor {
  readonly resource: string;
  /** FHIRPath from the resource to what says it; empty: this resource says nothing of it. */
  readonly path: string;
  /** The element of what `path` finds that holds the value: `value` of an Observation. */
  readonly value: string;
}

/** Whether a service needs anything, by plan and date. */
export interface RequirementRow {
  readonly linesOfBusiness: readonly string[];
  readonly services: readonly { readonly system: string; readonly codes: readonly string[] }[];
  readonly requirement: 'required' | 'recommended' | 'none';
  readonly policy?: string;
  /** Of what needs nothing: where and in which words; absent: anywhere. A policy has its own. */
  readonly scope?: PolicyScope;
  readonly effective: DateSpan;
}

/** A legal clock: the shortest row that applies wins. */
export interface ClockRow {
  readonly id: string;
  readonly linesOfBusiness: readonly string[];
  readonly kinds: readonly ReviewKind[];
  readonly pace: Pace;
  readonly limit: TimeLimit;
  readonly source: string;
  readonly effective: DateSpan;
}

/** Reasons that automation gives; it has none for a denial. */
export type ReasonId =
  | 'information-missing'
  | 'clinical-review'
  | 'administrative-review'
  | 'code-unknown'
  | 'not-required';

/** A reason in our own words, exported as X12 886. */
export interface ReasonRow {
  readonly id: ReasonId;
  readonly code: Code;
  readonly text: LocalizedText;
}

/** How a business refusal is told. */
export interface RefusalRow {
  readonly kind: RefusalKind;
  readonly rejectReason: string;
  readonly followUp: string;
  readonly element: string;
  readonly text: LocalizedText;
}
