import type { ImportedCounts, RecordKind, RecordLookup } from '../../ports/store.ts';

/** A document as it is written: what look-ups need, and its text. */
export interface WriteMessage {
  readonly blobs: readonly BlobMessage[];
  readonly submission?: SubmissionMessage;
  readonly ledger?: VersionedMessage;
  readonly case?: VersionedMessage;
  readonly audit: readonly string[];
}

/** A submission with its look-up columns. */
export interface SubmissionMessage {
  readonly id: string;
  readonly clientId: string;
  readonly contentKey: string;
  readonly caseId: string;
  readonly reservedAt: string;
  readonly body: string;
}

/** A document that is written when the version in the store is still `expected` (0: none). */
export interface VersionedMessage {
  readonly key: string;
  readonly expected: number;
  readonly version: number;
  readonly body: string;
}

/** Bytes under a key. */
export interface BlobMessage {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** A record with its look-up keys. */
export interface RecordMessage {
  readonly kind: RecordKind;
  readonly id: string;
  readonly keys: readonly string[];
  readonly body: string;
}

/** What a look wants to know. */
export interface ReadMessage {
  readonly submissions: readonly string[];
  readonly content?: { readonly clientId: string; readonly contentKey: string };
  readonly cases: readonly string[];
  readonly ledgers: readonly string[];
  readonly records: readonly RecordLookup[];
}

/** Texts of documents as they are stored. */
export interface ReadReply {
  readonly submissions: readonly string[];
  readonly sameContent?: string;
  readonly cases: readonly string[];
  readonly ledgers: readonly string[];
  readonly records: readonly (readonly [RecordKind, string])[];
}

/** What became of a write. */
export type WriteReply =
  | { readonly kind: 'stored' }
  | { readonly kind: 'duplicate'; readonly submission: string }
  | { readonly kind: 'conflict'; readonly document: 'ledger' | 'case' };

/** A command to the worker. */
export type Command =
  | { readonly kind: 'read'; readonly read: ReadMessage }
  | { readonly kind: 'write'; readonly write: WriteMessage }
  | { readonly kind: 'blob'; readonly key: string }
  | { readonly kind: 'import'; readonly records: readonly RecordMessage[] }
  | { readonly kind: 'count'; readonly of: RecordKind }
  | { readonly kind: 'clear' };

/** What a command is answered with, by its kind. */
export interface Replies {
  readonly read: ReadReply;
  readonly write: WriteReply;
  readonly blob: Uint8Array | undefined;
  readonly import: ImportedCounts;
  readonly count: number;
  readonly clear: true;
}

/** One command with the number by which its answer is known again. */
export interface Numbered {
  readonly number: number;
  readonly command: Command;
}

/** One answer: the reply, or a line that says why there is none. */
export type NumberedReply =
  | { readonly number: number; readonly reply: Replies[keyof Replies] }
  | { readonly number: number; readonly failure: string };

/** The first word of the worker: it is open, or it can't be. */
export type Opening = { readonly opened: true } | { readonly refused: string };
