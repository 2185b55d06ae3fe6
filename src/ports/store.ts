import type { Member, MemberCoverage, Plan } from '../domain/member/member.ts';
import type { Provider } from '../domain/provider/provider.ts';
import type { Registration } from '../domain/provider/submitter.ts';
import type { LedgerClaim } from '../domain/review/ledger.ts';
import type { CaseId, ReviewCase } from '../domain/review/review-case.ts';
import type { Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import type { Lease, StreamDocument, StreamEntry } from './stream.ts';

/** Why the store did not answer; nothing half-written is left behind. */
export interface StoreProblem {
  /**
   * `unavailable`: trying again makes sense. `damaged`: something is there and is not what was
   * kept. `too-large`: a case that is larger than may be kept or opened. `too-many`: a key leads to
   * more records than a look may give. `busy`: it was not worth waiting for.
   */
  readonly kind: 'unavailable' | 'damaged' | 'too-large' | 'too-many' | 'busy';
  /** One line for the log, without content. */
  readonly reason: string;
}

/** A submission as it is known by its idempotency key. */
export interface SubmissionDocument {
  readonly schemaVersion: 1;
  /** The idempotency key: client, transmission identifier and digest of the content. */
  readonly id: string;
  readonly clientId: string;
  readonly caseId: CaseId;
  /** Digest of what is asked for whom by whom: equal for the same request under new identifiers. */
  readonly contentKey: string;
  readonly reservedAt: Instant;
  /** Whose ledger changed under it; absent when none did. */
  readonly memberKey?: string;
}

/** What a member has open and used; compare-and-set on `version` decides races. */
export interface LedgerDocument {
  readonly schemaVersion: 1;
  readonly memberKey: string;
  readonly version: number;
  readonly claims: readonly LedgerClaim[];
}

/** Bytes as they came, under a key made of their digest. */
export interface BlobDocument {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes in hex, by whoever has it already. */
  readonly digest?: string;
  readonly contentType: string;
}

/** One line of the audit: who did what to what, and what came of it. */
export interface AuditEntry {
  readonly at: Instant;
  readonly requestId: string;
  readonly clientId: string;
  /** For whom an intermediary sends or asks, as it says. */
  readonly subSender?: string;
  readonly operation: string;
  readonly outcome: 'success' | 'refused' | 'failed';
  readonly status: number;
  readonly caseId?: CaseId;
  readonly memberKey?: string;
  /** Of a seal: where the chains of all writers ended then. */
  readonly ends?: readonly AuditEnd[];
}

/** Where the chain of a writer ends. */
export interface AuditEnd {
  readonly writer: string;
  readonly sequence: number;
  readonly hash: string;
}

/** A line of the audit as it is kept: each hash covers all lines of its writer before. */
export interface AuditLine extends AuditEnd {
  /** Absent when what is kept of it does not open: somebody changed it. */
  readonly entry?: AuditEntry;
  /** The entry as it was written; empty when it does not open. */
  readonly text: string;
  /** SHA-256 of the text, as the chain has it. */
  readonly digest: string;
}

/** The payer's own records, by kind. */
export interface RecordBodies {
  readonly plan: Plan;
  readonly member: Member;
  readonly coverage: MemberCoverage;
  readonly provider: Provider;
  readonly registration: Registration;
}

/** A kind of payer record. */
export type RecordKind = keyof RecordBodies;

/** One payer record with the keys under which it is found. */
export interface RecordDocument<Kind extends RecordKind = RecordKind> {
  readonly schemaVersion: 1;
  readonly kind: Kind;
  readonly id: string;
  /** Exact look-up keys, at most 50; see `ports/record-keys.ts`. */
  readonly keys: readonly string[];
  readonly body: RecordBodies[Kind];
}

/** What one look wants to know; everything is answered in one round trip. */
export interface StoreQuery {
  readonly submissions?: readonly string[];
  /** The newest submission of this client with this content key. */
  readonly content?: { readonly clientId: string; readonly contentKey: string };
  readonly cases?: readonly CaseId[];
  readonly ledgers?: readonly string[];
  readonly streams?: readonly string[];
  readonly records?: readonly RecordLookup[];
}

/** Records of a kind under any of these keys. */
export interface RecordLookup {
  readonly kind: RecordKind;
  readonly keys: readonly string[];
}

/** What is known of what was asked; what isn't there is left out. */
export interface StoreAnswer {
  readonly submissions: readonly SubmissionDocument[];
  readonly sameContent?: SubmissionDocument;
  /** The cases asked for, and those that found submissions point to. */
  readonly cases: readonly ReviewCase[];
  readonly ledgers: readonly LedgerDocument[];
  readonly streams: readonly StreamDocument[];
  readonly plans: readonly Plan[];
  readonly members: readonly Member[];
  readonly coverages: readonly MemberCoverage[];
  readonly providers: readonly Provider[];
  readonly registrations: readonly Registration[];
}

/**
 * What one command writes, in the fixed order blob, submission, ledger, case, stream, audit.
 * A ledger changes only under a submission whose case is new: whoever finds a dead reservation
 * knows by its case whether the change holds.
 */
export interface StoreWrite {
  readonly blobs?: readonly BlobDocument[];
  /** Inserted; an equal id makes the whole command a duplicate. */
  readonly submission?: SubmissionDocument;
  /** `expected` is the version that was read; 0 for a new document. */
  readonly ledger?: { readonly document: LedgerDocument; readonly expected: number };
  readonly case?: { readonly document: ReviewCase; readonly expected: number };
  readonly audit: readonly AuditEntry[];
}

/**
 * What became of a command; anything but `stored` has written nothing, but perhaps a blob that
 * nothing points to.
 */
export type Written =
  | { readonly kind: 'stored' }
  | { readonly kind: 'duplicate'; readonly submission: SubmissionDocument }
  | { readonly kind: 'conflict'; readonly document: ConflictingDocument };

/** What somebody else wrote in between. */
export type ConflictingDocument = 'submission' | 'ledger' | 'case' | 'stream';

/** Who wants to work on a stream. */
export interface StreamClaim extends Lease {
  readonly id: string;
  readonly now: Instant;
}

/** A stream that is claimed, or held by somebody else. */
export type Claimed =
  | { readonly kind: 'claimed'; readonly stream: StreamDocument }
  | { readonly kind: 'held' };

/** A stream with new entries, or somebody took it over. */
export type Appended =
  | { readonly kind: 'stored'; readonly stream: StreamDocument }
  | { readonly kind: 'conflict'; readonly document: 'stream' };

/** What a sweep did with reservations that nobody worked on any more. */
export interface SweptCounts {
  readonly completed: number;
  readonly freed: number;
}

/** What an import of records did. */
export interface ImportedCounts {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
}

/**
 * Told how many stored bytes are about to be opened; waits until there is room for what is made of
 * them. False: there will be none, and the look is `busy`.
 */
export type Weigh = (bytes: number) => Promise<boolean>;

/** Where documents live; every command is atomic and durable when it answers. */
export interface Store {
  /** The cases that are found are weighed when the caller wants that. */
  read(query: StoreQuery, weigh?: Weigh): Promise<Result<StoreAnswer, StoreProblem>>;
  write(write: StoreWrite): Promise<Result<Written, StoreProblem>>;
  readBlob(key: string, weigh?: Weigh): Promise<Result<Uint8Array | undefined, StoreProblem>>;
  /** Inserts or replaces records by kind and id. */
  importRecords(records: readonly RecordDocument[]): Promise<Result<ImportedCounts, StoreProblem>>;
  countRecords(kind: RecordKind): Promise<Result<number, StoreProblem>>;
  /** Takes a lease on a stream, or tells that another holder has one. */
  claimStream(claim: StreamClaim): Promise<Result<Claimed, StoreProblem>>;
  /** Numbers entries behind the last of a stream as it was claimed. */
  appendToStream(
    claimed: StreamDocument,
    entries: readonly StreamEntry[],
  ): Promise<Result<Appended, StoreProblem>>;
  /** Lines of the audit by writer and sequence, from behind one on; none when it has ended. */
  readAudit(
    after: Pick<AuditEnd, 'writer' | 'sequence'> | undefined,
    limit: number,
  ): Promise<Result<readonly AuditLine[], StoreProblem>>;
  /** Writes into the audit where all chains end, so that no end can be cut off unseen. */
  sealAudit(at: Instant): Promise<Result<void, StoreProblem>>;
  /** Completes or frees what writers left that died between two documents. */
  sweep(): Promise<Result<SweptCounts, StoreProblem>>;
  /** Removes all documents and records; for the sandbox. */
  clear(): Promise<Result<void, StoreProblem>>;
  /**
   * Looks whether the store is still where it was opened, and that it takes so many bytes; with 0
   * nothing is written.
   */
  probe(bytes: number): Promise<Result<void, StoreProblem>>;
  /** True while commands can be expected to succeed. */
  isReady(): boolean;
  close(): Promise<void>;
}
