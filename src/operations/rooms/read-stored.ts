import type { JsonObject } from '../../fhir/json/json.ts';
import type { JsonLimits } from '../../fhir/json/json-finding.ts';
import { type ReadDocument, readDocument } from '../../fhir/validate/document.ts';
import { stepsWithin } from './read-limits.ts';

/** What was read within its limits is read again whatever they are now. */
const ADMITTED: JsonLimits = {
  bytesMax: Number.MAX_SAFE_INTEGER,
  depthMax: 1000,
  entriesMax: Number.MAX_SAFE_INTEGER,
  membersMax: Number.MAX_SAFE_INTEGER,
  itemsMax: Number.MAX_SAFE_INTEGER,
  valuesMax: Number.MAX_SAFE_INTEGER,
  digitsMax: Number.MAX_SAFE_INTEGER,
  charactersMax: Number.MAX_SAFE_INTEGER,
};

/** Reads bytes that were accepted once: the limits of that day are not those of today. */
export function readStored(bytes: Uint8Array): ReadDocument {
  return readDocument(bytes, ADMITTED);
}

/** What the validation of a stored request may spend: by its own entries, and those of a small. */
export function stepsOfStored({ entry }: JsonObject): number {
  const entries = Array.isArray(entry) ? entry.length : 0;
  return stepsWithin({ ...ADMITTED, entriesMax: Math.max(entries, ENTRIES_MIN) });
}

const ENTRIES_MIN = 500;
