import type {
  AuditEnd,
  ConflictingDocument,
  ImportedCounts,
  RecordKind,
  RecordLookup,
  StoreProblem,
} from '../../ports/store.ts';
import type { Body } from '../../ports/vault.ts';
import type { Result } from '../../result.ts';

/** A submission with what look-ups and recovery need to know of it. */
export interface SubmissionText {
  readonly id: string;
  readonly clientId: string;
  readonly contentKey: string;
  readonly caseId: string;
  readonly reservedAt: string;
  /** Names this attempt at the submission, of all that may be made. */
  readonly attempt: string;
  /** The ledger that changes under it; absent when none does. */
  readonly ledgerKey?: string;
  readonly body: Body;
}

/** A document that is written when the version in the store is still `expected` (0: none). */
export interface VersionedText {
  readonly key: string;
  readonly expected: number;
  readonly version: number;
  readonly body: Body;
}

/** Up to 4 MiB of a blob. */
export interface BlobChunk {
  readonly key: string;
  readonly chunk: number;
  readonly bytes: Uint8Array;
}

/** What a blob is made of; without it its chunks are nothing. */
export interface BlobManifest {
  readonly key: string;
  readonly size: number;
  readonly chunks: number;
  /** SHA-256 of all bytes as they came, hexadecimal. */
  readonly digest: string;
  readonly contentType: string;
}

/** A line of the audit; the chain is made of the digests, so that it outlives a new key. */
export interface AuditText {
  /** SHA-256 of the entry before it was sealed, hexadecimal. */
  readonly digest: string;
  readonly body: Body;
}

/** A line of the audit as it lies in the store. */
export interface AuditRow extends AuditText, AuditEnd {}

/** A record with its look-up keys. */
export interface RecordText {
  readonly kind: RecordKind;
  readonly id: string;
  readonly keys: readonly string[];
  /** Of the body before it was sealed: the same record is not written again. */
  readonly digest: string;
  readonly body: Body;
}

/** What one command writes, in the order of its members. */
export interface WriteTexts {
  readonly chunks: readonly BlobChunk[];
  readonly manifests: readonly BlobManifest[];
  readonly submission?: SubmissionText;
  readonly ledger?: VersionedText;
  readonly case?: VersionedText;
  readonly stream?: VersionedText;
  readonly audit: readonly AuditText[];
}

/** What a look wants to know. */
export interface ReadTexts {
  readonly submissions: readonly string[];
  readonly content?: { readonly clientId: string; readonly contentKey: string };
  readonly cases: readonly string[];
  readonly ledgers: readonly string[];
  readonly streams: readonly string[];
  readonly records: readonly RecordLookup[];
  /** Larger cases are better left where they lie: `caseBytes` tells of them. */
  readonly caseBytesMax?: number;
}

/**
 * What has bodies. Keys of several parts are joined: `KIND|ID` of a record, `BLOB:CHUNK`,
 * `WRITER:SEQUENCE:DIGEST` of a line of the audit.
 */
export type BodyKind =
  | 'submission'
  | 'ledger'
  | 'case'
  | 'stream'
  | 'record'
  | 'blobChunk'
  | 'audit';

/** A body that takes the place of another. */
export interface Rewrite {
  readonly from: string;
  readonly to: string;
  readonly body: Body;
  /** Of a record: its look-up keys and its digest, made anew. */
  readonly found?: Pick<RecordText, 'keys' | 'digest'>;
}

/** A body with the key under which it lies; sealed bodies are bound to it. */
export type Kept = readonly [key: string, body: Body];

/** What was found. */
export interface FoundTexts {
  readonly submissions: readonly Kept[];
  readonly sameContent?: Kept;
  readonly cases: readonly Kept[];
  readonly ledgers: readonly Kept[];
  readonly streams: readonly Kept[];
  readonly records: readonly (readonly [kind: RecordKind, id: string, body: Body])[];
  /** Present when a key leads to more records than a look may give. */
  readonly isCut?: true;
  /** Length of the largest case that was left where it lies. */
  readonly caseBytes?: number;
}

/** A submission that somebody reserved and has not done: at work, or dead. */
export interface Reservation {
  readonly id: string;
  readonly caseId: string;
  readonly ledgerKey?: string;
  readonly body: Body;
  /** Of the one who reserved it; another attempt at the same submission has another. */
  readonly attempt: string;
}

/** What became of a write. */
export type WrittenTexts =
  | { readonly kind: 'stored' }
  | { readonly kind: 'duplicate'; readonly submission: Kept }
  /** Somebody reserved it long ago; it has to be settled before it is tried again. */
  | { readonly kind: 'abandoned'; readonly reservation: Reservation }
  | { readonly kind: 'conflict'; readonly document: ConflictingDocument };

/** A manifest with the first chunk of its blob, where that is there. */
export interface BlobStart {
  readonly manifest: BlobManifest;
  readonly first: Uint8Array | undefined;
}

type Answered<Value> = Promise<Result<Value, StoreProblem>>;

/**
 * What an adapter gives: bodies under keys, without a thought of what is in them. `write` is atomic
 * as far as its documents guard each other, and durable when it answers.
 */
export interface TextStore {
  read(query: ReadTexts): Answered<FoundTexts>;
  write(write: WriteTexts): Answered<WrittenTexts>;
  putChunk(chunk: BlobChunk): Answered<true>;
  readBlob(key: string): Answered<BlobStart | undefined>;
  readChunk(key: string, chunk: number): Answered<Uint8Array | undefined>;
  importRecords(records: readonly RecordText[]): Answered<ImportedCounts>;
  countRecords(kind: RecordKind): Answered<number>;
  /** The audit in the order of writers and sequence, from behind a row on. */
  readAudit(after: AuditPlace | undefined, limit: number): Answered<readonly AuditRow[]>;
  /** Where the chain of each writer ends. */
  auditEnds(): Answered<readonly AuditEnd[]>;
  /** A fact of the store itself. */
  readMeta(name: string): Answered<string | undefined>;
  writeMeta(name: string, value: string): Answered<true>;
  /** Submissions that are reserved, whoever works on them; the first thousand. */
  reserved(): Answered<readonly Reservation[]>;
  /** Bodies of a kind by their keys, from behind one on. */
  scan(kind: BodyKind, after: string, limit: number): Answered<readonly Kept[]>;
  /** Puts bodies in the place of others, under another key where there is one. */
  rewrite(kind: BodyKind, rewrites: readonly Rewrite[]): Answered<true>;
  /** Reservations that nobody has worked on for so long that their writers must be dead. */
  abandoned(): Answered<readonly Reservation[]>;
  /** Keeps an attempt from ever writing its case, unless the case is there. */
  voidCase(reservation: Reservation): Answered<'void' | 'exists'>;
  /** Ends a reservation: its submission is done, or gone. */
  settle(reservation: Reservation, as: 'done' | 'gone'): Answered<true>;
  clear(): Answered<true>;
  /** Why this is not the store any more that was opened, in one line. */
  placeProblem(): string | undefined;
  isReady(): boolean;
  close(): Promise<void>;
}

/** Names a row of the audit. */
export type AuditPlace = Pick<AuditEnd, 'writer' | 'sequence'>;
