import type { JsonObject } from '../src/fhir/json/json.ts';

/** One error: what and where; only errors count. */
export interface Complaint {
  readonly place: string;
  readonly what: string;
}

/** Who judges resources. */
export interface Contestant {
  readonly name: string;
  /** Judges the bundle once, as fast as it can; a promise when it lives elsewhere. */
  readonly prepare: (bytes: Uint8Array) => () => unknown;
  /** The errors of a resource; undefined when it only reads. */
  readonly errors: ((resource: JsonObject) => Promise<readonly Complaint[]>) | undefined;
}
