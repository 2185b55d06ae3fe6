import type { CaseId } from '../domain/review/review-case.ts';
import type { Instant } from '../domain/time.ts';

/** A change that somebody is to be told of, as it stands in a case's outbox. */
export interface StreamEntry {
  /** Of the change: the same change is numbered once. */
  readonly key: string;
  readonly caseId: CaseId;
  readonly at: Instant;
}

/** An entry with its number: 1, 2, 3 … without gaps. */
export interface NumberedEntry extends StreamEntry {
  readonly number: number;
}

/** Who works on a stream, and until when nobody else takes it over. */
export interface Lease {
  readonly holder: string;
  readonly until: Instant;
}

/** The numbered notifications of one subscription; compare-and-set on `version` decides races. */
export interface StreamDocument {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: number;
  readonly lease?: Lease;
  readonly entries: readonly NumberedEntry[];
}

/** A stream that nobody has begun. */
export function emptyStream(id: string): StreamDocument {
  return { schemaVersion: 1, id, version: 0, entries: [] };
}

/**
 * The stream with a lease for a holder; undefined while another holds it. Clocks of two processes
 * may differ: a lease only spares work, the version keeps two holders from writing.
 */
export function claimed(
  stream: StreamDocument,
  lease: Lease,
  now: Instant,
): StreamDocument | undefined {
  const { lease: held } = stream;
  const isFree = held === undefined || held.holder === lease.holder || held.until <= now;
  return isFree ? { ...stream, lease, version: stream.version + 1 } : undefined;
}

/** The stream with more entries behind its last; those that have a number keep it. */
export function appended(stream: StreamDocument, entries: readonly StreamEntry[]): StreamDocument {
  const known = new Set(stream.entries.map(({ key }) => key));
  const numbered = [...stream.entries];
  for (const entry of entries) {
    if (known.has(entry.key)) continue;
    known.add(entry.key);
    numbered.push({ ...entry, number: numbered.length + 1 });
  }
  return { ...stream, entries: numbered, version: stream.version + 1 };
}
