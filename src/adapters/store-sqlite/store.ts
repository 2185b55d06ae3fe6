import type { Store } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { ok, type Result } from '../../result.ts';
import { openDocuments } from '../store-documents/open-documents.ts';
import type { TextStore } from '../store-documents/text-store.ts';
import { startWorker, type WorkerClient } from './worker-client.ts';

/** Where a store lies, what seals it and what is to be told when it is gone. */
export interface SqliteStoreInput {
  /** A file, or `:memory:`. */
  readonly file: string;
  readonly mode: 'write' | 'read';
  readonly vault: Vault;
  readonly onFatal: (reason: string) => void;
  /** Runs the commands elsewhere than in a worker; absent in production. */
  readonly start?: typeof startWorker;
}

/**
 * Opens the embedded store: SQLite in a worker thread, durable at every acknowledgement.
 * Problems: one line, when another process has it, or a newer program wrote it.
 */
export async function openSqliteStore(input: SqliteStoreInput): Promise<Result<Store, string>> {
  const texts = await openSqliteTexts(input);
  return texts.ok ? openDocuments(texts.value, input.vault, input.mode) : texts;
}

/** Opens what the embedded store keeps, whatever sealed it. */
export async function openSqliteTexts(
  input: Omit<SqliteStoreInput, 'vault'>,
): Promise<Result<TextStore, string>> {
  const { file, mode, onFatal, start = startWorker } = input;
  const started = await start({ file, mode }, onFatal);
  return started.ok ? ok(textsOf(started.value)) : started;
}

function textsOf(worker: WorkerClient): TextStore {
  return {
    read: (read) => worker.ask({ kind: 'read', read }),
    write: (write) => worker.ask({ kind: 'write', write }),
    putChunk: (chunk) => worker.ask({ kind: 'putChunk', chunk }),
    readBlob: (key) => worker.ask({ kind: 'blob', key }),
    readChunk: (key, chunk) => worker.ask({ kind: 'chunk', key, chunk }),
    importRecords: (records) => worker.ask({ kind: 'import', records }),
    countRecords: (kind) => worker.ask({ kind: 'count', of: kind }),
    readAudit: (after, limit) => worker.ask({ kind: 'audit', after, limit }),
    auditEnds: () => worker.ask({ kind: 'auditEnds' }),
    countReserved: async () => ok(0),
    scan: (of, after, limit) => worker.ask({ kind: 'scan', of, after, limit }),
    rewrite: (of, rewrites) => worker.ask({ kind: 'rewrite', of, rewrites }),
    readMeta: (name) => worker.ask({ kind: 'readMeta', name }),
    writeMeta: (name, value) => worker.ask({ kind: 'writeMeta', name, value }),
    // A command is one transaction: nobody who dies leaves a reservation behind.
    abandoned: async () => ok([]),
    voidCase: async () => ok('exists'),
    settle: async () => ok(true),
    clear: () => worker.ask({ kind: 'clear' }),
    isReady: () => worker.isAlive(),
    close: () => worker.close(),
  };
}
