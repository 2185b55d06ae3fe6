import { statSync } from 'node:fs';
import type { Store, StoreProblem } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import type { CaseLimit } from '../store-documents/case-limit.ts';
import { openDocuments } from '../store-documents/open-documents.ts';
import type { TextStore } from '../store-documents/text-store.ts';
import { verifyStore } from '../store-documents/verify.ts';
import { sentChunk } from './sent-chunk.ts';
import { NO_PLACE, type WatchedPlace, watchPlace } from './watch-place.ts';
import { startWorker, type WorkerClient } from './worker-client.ts';

/** Where a store lies, what seals it and what is to be told when it is gone. */
export interface SqliteStoreInput {
  /** A file, or `:memory:`. */
  readonly file: string;
  readonly mode: 'write' | 'read';
  readonly vault: Vault;
  readonly caseLimit?: CaseLimit;
  readonly onFatal: (reason: string) => void;
  /** Runs the commands elsewhere than in a worker; absent in production. */
  readonly start?: typeof startWorker;
}

/**
 * Opens the embedded store: SQLite in a worker thread, durable at every acknowledgement.
 * Problems: one line, when another process has it, or a newer program wrote it.
 */
export async function openSqliteStore(input: SqliteStoreInput): Promise<Result<Store, string>> {
  const { vault, mode, caseLimit } = input;
  const texts = await openSqliteTexts(input);
  if (!texts.ok) return texts;
  const store = await openDocuments(texts.value, vault, present({ mode, caseLimit }));
  if (!store.ok || mode === 'read') return store;
  const fault = await damage(texts.value, input);
  if (fault === undefined) return store;
  await texts.value.close();
  return fail(`${input.file} is damaged (${fault}): restore a backup`);
}

/** A file that is no larger is looked through whole at every start; it takes a moment. */
const CHECKED_BYTES_MAX = 16 * 1024 * 1024;

/** What is wrong with a small file that is opened for writing; undefined when nothing is found. */
async function damage(
  texts: SqliteTexts,
  { file, vault }: SqliteStoreInput,
): Promise<string | undefined> {
  if (file === ':memory:' || statSync(file).size > CHECKED_BYTES_MAX) return undefined;
  const found = await texts.integrity();
  if (!found.ok) return found.problem.reason;
  if (found.value[0] !== undefined) return found.value[0].split('\n')[0];
  const verified = await verifyStore(texts, vault);
  return verified.ok ? verified.value.faults[0] : verified.problem.reason;
}

/** What the embedded store keeps, and how its file is looked through. */
export interface SqliteTexts extends TextStore {
  integrity(): Promise<Result<readonly string[], StoreProblem>>;
}

/** Opens what the embedded store keeps, whatever sealed it. */
export async function openSqliteTexts(
  input: Omit<SqliteStoreInput, 'vault'>,
): Promise<Result<SqliteTexts, string>> {
  const { file, mode, onFatal, start = startWorker } = input;
  const worker = await start({ file, mode }, onFatal);
  if (!worker.ok) return worker;
  const place = file === ':memory:' ? NO_PLACE : watchPlace(file);
  const only = { worker: worker.value, reader: worker.value, place };
  if (mode === 'read' || file === ':memory:') return ok(textsOf(only));
  const reader = await start({ file, mode: 'read' }, onFatal);
  if (reader.ok) return ok(textsOf({ ...only, reader: reader.value }));
  await worker.value.close();
  return reader;
}

interface TextsParts {
  readonly worker: WorkerClient;
  readonly reader: WorkerClient;
  readonly place: WatchedPlace;
}

/**
 * What requests look for is read beside the thread that writes, on a connection of its own: a look
 * waits for no commit. It sees what is durable: a commit shows itself after it is synchronized.
 */
function textsOf({ worker, reader, place }: TextsParts): SqliteTexts {
  /** What is written to a file that has lost its name would be gone with the process. */
  const inPlace = async <Value>(
    write: () => Promise<Result<Value, StoreProblem>>,
  ): Promise<Result<Value, StoreProblem>> => {
    const reason = place.moved();
    return reason === undefined ? write() : fail({ kind: 'unavailable', reason });
  };
  return {
    read: (read) => reader.ask({ kind: 'read', read }),
    write: (write) =>
      inPlace(() => {
        const sent = write.chunks.map(sentChunk);
        const chunks = sent.map(({ chunk }) => chunk);
        const transfer = sent.flatMap((one) => one.transfer);
        return worker.ask({ kind: 'write', write: { ...write, chunks } }, transfer);
      }),
    putChunk: (part) => {
      const { chunk, transfer } = sentChunk(part);
      return worker.ask({ kind: 'putChunk', chunk }, transfer);
    },
    readBlob: (key) => reader.ask({ kind: 'blob', key }),
    readChunk: (key, chunk) => reader.ask({ kind: 'chunk', key, chunk }),
    importRecords: (records) => inPlace(() => worker.ask({ kind: 'import', records })),
    countRecords: (kind) => worker.ask({ kind: 'count', of: kind }),
    readAudit: (after, limit) => worker.ask({ kind: 'audit', after, limit }),
    auditEnds: () => worker.ask({ kind: 'auditEnds' }),
    reserved: async () => ok([]),
    scan: (of, after, limit) => worker.ask({ kind: 'scan', of, after, limit }),
    rewrite: (of, rewrites) => worker.ask({ kind: 'rewrite', of, rewrites }),
    integrity: () => worker.ask({ kind: 'integrity' }),
    readMeta: (name) => worker.ask({ kind: 'readMeta', name }),
    writeMeta: (name, value) => worker.ask({ kind: 'writeMeta', name, value }),
    // A command is one transaction: nobody who dies leaves a reservation behind.
    abandoned: async () => ok([]),
    voidCase: async () => ok('exists'),
    settle: async () => ok(true),
    clear: () => inPlace(() => worker.ask({ kind: 'clear' })),
    placeProblem: place.problem,
    isReady: () => worker.isAlive() && reader.isAlive(),
    async close() {
      // The last to close merges the log into the file.
      if (reader !== worker) await reader.close();
      await worker.close();
    },
  };
}
