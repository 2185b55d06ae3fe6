import type { Collection, Db } from 'mongodb';
import type { RecordKind } from '../../ports/store.ts';
import type { Body } from '../../ports/vault.ts';

/** `submission`: reserved while it has an attempt, else done. */
export interface SubmissionShape {
  readonly _id: string;
  readonly clientId: string;
  readonly contentKey: string;
  readonly caseId: string;
  readonly reservedAt: string;
  readonly ledgerKey?: string;
  readonly attempt?: string;
  readonly body: Body;
}

/** `ledger`, `stream`. */
export interface VersionedShape {
  readonly _id: string;
  readonly version: number;
  readonly body: Body;
}

/** `case`: a case, or the mark that keeps attempts from writing theirs. */
export interface CaseShape {
  readonly _id: string;
  readonly version?: number;
  readonly body?: Body;
  readonly void?: readonly string[];
}

/** `blob`: manifests. */
export interface ManifestShape {
  readonly _id: string;
  readonly size: number;
  readonly chunks: number;
  readonly digest: string;
  readonly contentType: string;
}

/** `blobChunk`: `KEY:0`, `KEY:1` … */
export interface ChunkShape {
  readonly _id: string;
  readonly bytes: Uint8Array;
}

/** `audit`: `WRITER:SEQUENCE`. */
export interface AuditShape {
  readonly _id: string;
  readonly writer: string;
  readonly sequence: number;
  readonly digest: string;
  readonly hash: string;
  readonly body: Body;
}

/** `record`: `KIND|ID` with the keys under which it is found. */
export interface RecordShape {
  readonly _id: string;
  readonly kind: RecordKind;
  readonly id: string;
  readonly keys: readonly string[];
  readonly digest: string;
  readonly body: Body;
}

/** `meta`: facts of the store itself. */
export interface MetaShape {
  readonly _id: string;
  readonly value: number | string;
}

/** All collections of a store. */
export interface Collections {
  readonly meta: Collection<MetaShape>;
  readonly submission: Collection<SubmissionShape>;
  readonly ledger: Collection<VersionedShape>;
  readonly case: Collection<CaseShape>;
  readonly stream: Collection<VersionedShape>;
  readonly blob: Collection<ManifestShape>;
  readonly blobChunk: Collection<ChunkShape>;
  readonly audit: Collection<AuditShape>;
  readonly record: Collection<RecordShape>;
}

/** The collections of a database. */
export function collectionsOf(database: Db): Collections {
  return {
    meta: database.collection('meta'),
    submission: database.collection('submission'),
    ledger: database.collection('ledger'),
    case: database.collection('case'),
    stream: database.collection('stream'),
    blob: database.collection('blob'),
    blobChunk: database.collection('blobChunk'),
    audit: database.collection('audit'),
    record: database.collection('record'),
  };
}
