import type { JsonLimits } from '../../fhir/json/json-finding.ts';

/** A time, and what whoever runs the program calls it. */
export interface NamedTime {
  readonly maxMs: number;
  /** How long when as many issues are found as are told. */
  readonly fullMs?: number;
  readonly name: string;
}

/** How large a document may be, by what is asked of it, and how long it may be looked at. */
export interface ReadLimits {
  /** A request that is to be decided. */
  readonly request: JsonLimits;
  /** What a request may have beside the data of its attachments. */
  readonly requestText: {
    readonly bytesMax: number;
    /** What whoever runs the program calls this limit. */
    readonly name: string;
  };
  /** A resource that is only validated. */
  readonly resource: JsonLimits;
  /** How long the validation of one document may take. */
  readonly time: NamedTime;
}

/** Steps of validation for each entry that a Bundle may have: an official request takes a fifth. */
const STEPS_PER_ENTRY = 4000;

/** What the validation of a document within limits may spend. */
export function stepsWithin({ entriesMax }: JsonLimits): number {
  return entriesMax * STEPS_PER_ENTRY;
}
