import type { AuditEnd, ImportedCounts, RecordKind } from '../../ports/store.ts';
import type {
  AuditPlace,
  AuditRow,
  BlobChunk,
  BlobStart,
  BodyKind,
  FoundTexts,
  Kept,
  ReadTexts,
  RecordText,
  Rewrite,
  WriteTexts,
  WrittenTexts,
} from '../store-documents/text-store.ts';

/** A command to the worker. */
export type Command =
  | { readonly kind: 'read'; readonly read: ReadTexts }
  | { readonly kind: 'write'; readonly write: WriteTexts }
  | { readonly kind: 'putChunk'; readonly chunk: BlobChunk }
  | { readonly kind: 'blob'; readonly key: string }
  | { readonly kind: 'chunk'; readonly key: string; readonly chunk: number }
  | { readonly kind: 'import'; readonly records: readonly RecordText[] }
  | { readonly kind: 'count'; readonly of: RecordKind }
  | { readonly kind: 'audit'; readonly after: AuditPlace | undefined; readonly limit: number }
  | { readonly kind: 'auditEnds' }
  | {
      readonly kind: 'scan';
      readonly of: BodyKind;
      readonly after: string;
      readonly limit: number;
    }
  | { readonly kind: 'rewrite'; readonly of: BodyKind; readonly rewrites: readonly Rewrite[] }
  | { readonly kind: 'integrity' }
  | { readonly kind: 'readMeta'; readonly name: string }
  | { readonly kind: 'writeMeta'; readonly name: string; readonly value: string }
  | { readonly kind: 'clear' };

/** What a command is answered with, by its kind. */
export interface Replies {
  readonly read: FoundTexts;
  readonly write: WrittenTexts;
  readonly putChunk: true;
  readonly blob: BlobStart | undefined;
  readonly chunk: Uint8Array | undefined;
  readonly import: ImportedCounts;
  readonly count: number;
  readonly audit: readonly AuditRow[];
  readonly auditEnds: readonly AuditEnd[];
  readonly scan: readonly Kept[];
  readonly rewrite: true;
  /** What SQLite finds wrong with the file; empty when nothing. */
  readonly integrity: readonly string[];
  readonly readMeta: string | undefined;
  readonly writeMeta: true;
  readonly clear: true;
}
