/** A code of a code system, as the field writes it; `display` is the sender's own text. */
export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
  /** True: of the sender's own system, beside others: it says the same in the sender's way. */
  readonly isOwn?: boolean;
}

/** An identifier that somebody assigned: member ids, NPIs, trace numbers. */
export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** Where in the request something was said (FHIRPath from the Bundle); only told, never read. */
export type Origin = string;

/** A text in every language that answers are given in. */
export interface LocalizedText {
  readonly en: string;
  readonly es: string;
}

/** A language that answers are given in. */
export type Language = keyof LocalizedText;
