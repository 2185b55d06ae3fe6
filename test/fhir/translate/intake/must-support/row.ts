import type { Json } from '../../../../../src/fhir/json/json.ts';

/**
 * What becomes of a must-support element of a request: it is read into a field of ReviewRequest,
 * and `changes` show it, or it is not used for the reason given.
 */
export type Row = ReadRow | UnusedRow;

/** `changes`: place in the resource -> its new value; undefined takes it away. */
export interface ReadRow {
  readonly field: string;
  readonly changes: Readonly<Record<string, Json | undefined>>;
}

/** An element that is accepted and kept with the request as it came, and read by nobody. */
export interface UnusedRow {
  readonly unused: string;
}

/** The rows of some profiles, shown on one resource of the rich request. */
export interface Section {
  readonly profiles: readonly string[];
  /** `Type/id` of the resource. */
  readonly resource: string;
  /** Where the element's type begins in the resource; empty for the resource itself. */
  readonly within?: string;
  /** By element id. */
  readonly rows: Readonly<Record<string, Row>>;
}

/** An element that is read; without a value it is taken away. */
export function read(field: string, place: string, value?: Json): ReadRow {
  return { field, changes: { [place]: value } };
}

/** An element that is read, and more than one place has to change to show it. */
export function readWith(field: string, changes: ReadRow['changes']): ReadRow {
  return { field, changes };
}

/** Elements of one kind that are not used, for one reason. */
export function unused(reason: string, elements: readonly string[]): Record<string, UnusedRow> {
  return Object.fromEntries(elements.map((element) => [element, { unused: reason }]));
}

/** The given ids below a parent: `below('Patient.address', ['city'])`. */
export function below(parent: string, names: readonly string[]): readonly string[] {
  return [parent, ...names.map((name) => `${parent}.${name}`)];
}
