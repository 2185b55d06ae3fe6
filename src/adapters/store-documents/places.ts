import type { RecordKind } from '../../ports/store.ts';

/** By the joined key of a record: `KIND|ID`. */
function recordAt(key: string): string {
  return `record|${key}`;
}

/** What a sealed body is bound to: its kind and its key as they lie in the store. */
export const place = {
  submission: (id: string) => `submission|${id}`,
  case: (id: string) => `case|${id}`,
  ledger: (key: string) => `ledger|${key}`,
  stream: (key: string) => `stream|${key}`,
  record: (kind: RecordKind, id: string) => recordAt(`${kind}|${id}`),
  recordAt,
  chunk: (key: string, chunk: number) => `blob|${key}|${chunk}`,
  /** A line of the audit gets its number after it is sealed; its digest is what is its own. */
  audit: (digest: string) => `audit|${digest}`,
} as const;
