import type { ReviewCase } from '../../domain/review/review-case.ts';
import type { LedgerDocument, RecordBodies, SubmissionDocument } from '../../ports/store.ts';
import type { StreamDocument } from '../../ports/stream.ts';

/** The documents of the store by their kind, in the form of this program. */
export interface Documents extends RecordBodies {
  readonly submission: SubmissionDocument;
  readonly ledger: LedgerDocument;
  readonly case: ReviewCase;
  readonly stream: StreamDocument;
}

/** Makes a document of one version into one of the next; pure. */
type Upcaster = (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Upcasters by kind: the first makes version 2 of version 1, and so on. There are none yet. */
const upcasters: Readonly<Record<keyof Documents, readonly Upcaster[]>> = {
  submission: [],
  ledger: [],
  case: [],
  stream: [],
  plan: [],
  member: [],
  coverage: [],
  provider: [],
  registration: [],
};

/** Reads a stored document in the form of this program, whatever version it was written in. */
export function upcast<Kind extends keyof Documents>(kind: Kind, text: string): Documents[Kind] {
  return raise(kind, JSON.parse(text));
}

/** Applies the upcasters that are missing to a document of some version. */
export function raise<Kind extends keyof Documents>(
  kind: Kind,
  stored: Readonly<Record<string, unknown>>,
): Documents[Kind] {
  const version = typeof stored.schemaVersion === 'number' ? stored.schemaVersion : 1;
  const steps = upcasters[kind].slice(version - 1);
  const raised: unknown = steps.reduce((document, step) => step(document), stored);
  return raised as Documents[Kind]; // brand
}
