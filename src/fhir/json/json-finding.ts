/** What can be wrong with the text of a JSON document. */
export type JsonFindingCode =
  | 'bom'
  | 'depth'
  | 'digits'
  | 'duplicate-key'
  | 'entries'
  | 'invalid-utf8'
  | 'items'
  | 'lone-surrogate'
  | 'members'
  | 'prototype-key'
  | 'size'
  | 'string'
  | 'syntax'
  | 'values';

/**
 * One finding about a document's text. `expression` is the FHIRPath of the place, rooted at the
 * resource type, or at `$` when that isn't known; `offset` counts bytes from 0, `line` and `column`
 * count from 1, columns in characters.
 */
export interface JsonFinding {
  readonly code: JsonFindingCode;
  readonly severity: 'error' | 'warning';
  readonly expression: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly mend: string;
}

/** How large a document may be. */
export interface JsonLimits {
  readonly bytesMax: number;
  readonly depthMax: number;
  /** Entries of the Bundle that is the document; those of Bundles inside it don't count. */
  readonly entriesMax: number;
  readonly membersMax: number;
  /** Items of one array, but for the entries of the Bundle that is the document. */
  readonly itemsMax: number;
  /** Items and members of the whole document, counted as commas and opening brackets. */
  readonly valuesMax: number;
  /** Characters of a number. */
  readonly digitsMax: number;
  /** Characters of a string as written, but for those that are base64 by their name. */
  readonly charactersMax: number;
  /** What whoever runs the program calls these limits. */
  readonly names?: Readonly<Partial<Record<LimitName, string>>>;
}

type LimitName = Exclude<keyof JsonLimits, 'names'>;

/** The limits that hold when a caller names none. */
export const JSON_LIMITS: JsonLimits = {
  bytesMax: 25 * 1024 * 1024,
  depthMax: 64,
  entriesMax: 500,
  membersMax: 5000,
  itemsMax: 5000,
  valuesMax: 200_000,
  digitsMax: 100,
  charactersMax: 1024 * 1024,
};

/** Findings that are reported of one document; the rest would only repeat the lesson. */
export const JSON_FINDINGS_MAX = 100;

const MENDS: Readonly<Record<JsonFindingCode, string>> = {
  bom: 'send the document without the three bytes EF BB BF in front',
  depth: 'nest objects and arrays less deeply',
  digits: 'write the number with fewer digits',
  'duplicate-key': 'keep one of the members and remove the others',
  entries: 'send fewer entries in one Bundle',
  'invalid-utf8': 'encode the document as UTF-8',
  items: 'send fewer items in one array',
  'lone-surrogate': 'write both halves of the character, or remove the half that is left',
  members: 'send fewer members in one object',
  'prototype-key': 'remove the member; no FHIR element has this name',
  size: 'send a smaller document',
  string: 'send a shorter text; what is a file belongs into an attachment, in base64',
  syntax: 'correct the text so that it is JSON (RFC 8259)',
  values: 'send less in one document',
};

const LIMITS: Readonly<Partial<Record<JsonFindingCode, LimitName>>> = {
  depth: 'depthMax',
  digits: 'digitsMax',
  entries: 'entriesMax',
  items: 'itemsMax',
  members: 'membersMax',
  size: 'bytesMax',
  string: 'charactersMax',
  values: 'valuesMax',
};

/** What to do about a finding of this kind, with the setting by which its limit is changed. */
export function mendOf(code: JsonFindingCode, { names }: JsonLimits): string {
  const limit = LIMITS[code];
  const name = limit === undefined ? undefined : names?.[limit];
  return name === undefined ? MENDS[code] : `${MENDS[code]}; the limit is ${name}`;
}
