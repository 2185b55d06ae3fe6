import type { CaseId, ReviewCase } from '../../domain/review/review-case.ts';
import type {
  RecordDocument,
  Store,
  StoreAnswer,
  StoreQuery,
  StoreUnavailable,
  StoreWrite,
  Written,
} from '../../ports/store.ts';
import { ok, type Result } from '../../result.ts';
import { upcast } from '../schema/upcast.ts';
import type { ReadReply, RecordMessage, WriteMessage, WriteReply } from './protocol.ts';
import { startWorker, type WorkerClient } from './worker-client.ts';

/** Where a store lies and what is to be told when it is gone. */
export interface SqliteStoreInput {
  /** A file, or `:memory:`. */
  readonly file: string;
  readonly mode: 'write' | 'read';
  readonly onFatal: (reason: string) => void;
}

/**
 * Opens the embedded store: SQLite in a worker thread, durable at every acknowledgement.
 * Problems: one line, when another process has it, or a newer program wrote it.
 */
export async function openSqliteStore(input: SqliteStoreInput): Promise<Result<Store, string>> {
  const { file, mode, onFatal } = input;
  const started = await startWorker({ file, mode }, onFatal);
  return started.ok ? ok(storeOn(started.value)) : started;
}

function storeOn(worker: WorkerClient): Store {
  return {
    async read(query) {
      const answer = await worker.ask({ kind: 'read', read: readMessage(query) });
      return answer.ok ? ok(toAnswer(answer.value)) : answer;
    },
    async write(write) {
      const { message, transfer } = writeMessage(write);
      const answer = await worker.ask({ kind: 'write', write: message }, transfer);
      return answer.ok ? ok(toWritten(answer.value)) : answer;
    },
    readBlob: (key) => worker.ask({ kind: 'blob', key }),
    importRecords: (records) => worker.ask({ kind: 'import', records: records.map(recordMessage) }),
    countRecords: (kind) => worker.ask({ kind: 'count', of: kind }),
    async clear(): Promise<Result<void, StoreUnavailable>> {
      const answer = await worker.ask({ kind: 'clear' });
      return answer.ok ? ok(undefined) : answer;
    },
    isReady: () => worker.isAlive(),
    close: () => worker.close(),
  };
}

function readMessage(query: StoreQuery) {
  const { submissions = [], content, cases = [], ledgers = [], records = [] } = query;
  const rest = { submissions, cases, ledgers, records };
  return content === undefined ? rest : { ...rest, content };
}

function toAnswer(reply: ReadReply): StoreAnswer {
  const of = (wanted: string): readonly string[] =>
    reply.records.flatMap(([kind, body]) => (kind === wanted ? [body] : []));
  const answer = {
    submissions: reply.submissions.map((text) => upcast('submission', text)),
    cases: reply.cases.map((text) => upcast('case', text)),
    ledgers: reply.ledgers.map((text) => upcast('ledger', text)),
    plans: of('plan').map((text) => upcast('plan', text)),
    members: of('member').map((text) => upcast('member', text)),
    coverages: of('coverage').map((text) => upcast('coverage', text)),
    providers: of('provider').map((text) => upcast('provider', text)),
  };
  const { sameContent } = reply;
  return sameContent === undefined
    ? answer
    : { ...answer, sameContent: upcast('submission', sameContent) };
}

interface Outgoing {
  readonly message: WriteMessage;
  readonly transfer: readonly ArrayBuffer[];
}

function writeMessage({
  blobs = [],
  submission,
  ledger,
  case: reviewCase,
  audit,
}: StoreWrite): Outgoing {
  const copies = blobs.map((blob) => ({ ...blob, bytes: new Uint8Array(blob.bytes) }));
  const message: WriteMessage = {
    blobs: copies,
    audit: audit.map((entry) => JSON.stringify(entry)),
    ...(submission === undefined
      ? {}
      : { submission: { ...submission, body: JSON.stringify(submission) } }),
    ...(ledger === undefined ? {} : { ledger: ledgerMessage(ledger) }),
    ...(reviewCase === undefined ? {} : { case: caseMessage(reviewCase) }),
  };
  return { message, transfer: copies.map(({ bytes }) => bytes.buffer) };
}

function ledgerMessage({ document, expected }: NonNullable<StoreWrite['ledger']>) {
  const { memberKey, version } = document;
  return { key: memberKey, expected, version, body: JSON.stringify(document) };
}

function caseMessage({ document, expected }: { document: ReviewCase; expected: number }) {
  const { id, version } = document;
  return { key: id satisfies CaseId, expected, version, body: JSON.stringify(document) };
}

function recordMessage({ kind, id, keys, body }: RecordDocument): RecordMessage {
  return { kind, id, keys, body: JSON.stringify({ schemaVersion: 1, ...body }) };
}

function toWritten(reply: WriteReply): Written {
  if (reply.kind !== 'duplicate') return reply;
  return { kind: 'duplicate', submission: upcast('submission', reply.submission) };
}
