import {
  emptyProblem,
  makeFolder,
  makeOwn,
  placeProblem,
  realPlace,
  removeEmpty,
} from './file-place.ts';
import { pragmas, SCHEMA_VERSION, tables } from './schema.ts';
import { loadSqlite, type SqlDatabase } from './seam.ts';

/** A store's file, open, with the lock that keeps other writers out. */
export interface OpenFile {
  readonly database: SqlDatabase;
  close(): void;
}

/** How a file is opened: a reader takes no lock and may look while a writer works. */
export type OpenMode = 'write' | 'read';

/**
 * Opens the file of a store; a writer makes it and its folder when they are not there, a reader
 * makes nothing. Throws one line when another process writes to it, when it is no store, or when a
 * newer program has written it.
 */
export async function openFile(named: string, mode: OpenMode): Promise<OpenFile> {
  const open = await loadSqlite();
  const file = named === ':memory:' ? named : placeOf(named, mode);
  let lock: SqlDatabase | undefined;
  let database: SqlDatabase | undefined;
  let isMade = false;
  try {
    if (mode === 'write' && file !== ':memory:') {
      makeOwn(`${file}.lock`);
      lock = takeLock(open(`${file}.lock`), file);
      // Not before it is ours alone: another process may be making it at this moment.
      refuse(emptyProblem(file));
      isMade = makeOwn(file);
    }
    database = open(file);
    database.exec(pragmas);
    if (mode === 'write') database.exec(tables);
    checkVersion(database, mode);
    return openedFile(database, mode, lock);
  } catch (error) {
    database?.close();
    // The next start would take it for a store that was emptied.
    if (isMade) removeEmpty(file);
    lock?.close();
    throw damaged(error, file);
  }
}

function openedFile(
  database: SqlDatabase,
  mode: OpenMode,
  lock: SqlDatabase | undefined,
): OpenFile {
  return {
    database,
    close: () => {
      // A store that is closed is one file; what can not be merged now is at the next start.
      if (mode === 'write') database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
      lock?.close();
    },
  };
}

/** Where the file really is, once a store can lie there. Throws one line when none can. */
function placeOf(named: string, mode: OpenMode): string {
  const file = realPlace(named);
  if (file === undefined) throw new Error(`${named} is a link that leads nowhere: remove it`);
  refuse(placeProblem(file, mode) ?? makeFolder(file));
  if (mode === 'read') refuse(emptyProblem(file));
  return file;
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new Error(problem);
}

/** The system's and SQLite's words for a file that it can not read, with what to do about it. */
function damaged(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  const code = 'code' in error && /^E[A-Z0-9]+$/u.test(String(error.code)) ? error.code : undefined;
  const why = code ?? /^disk I\/O error|is full$|readonly database/u.exec(message)?.[0];
  if (why !== undefined) {
    return new Error(`${file} can not be opened (${why}): look at its disk and its rights`);
  }
  if (/no such table: meta/u.test(message)) {
    return new Error(`${file} is no store of Assent: name another file`);
  }
  if (/unable to open|connectionfailed/iu.test(message)) {
    return new Error(`${file} can not be opened: look at the rights of the file and its folder`);
  }
  const isDamaged = /malformed|not a database/u.test(message);
  return isDamaged ? new Error(`${file} is damaged (${message}): restore a backup`) : error;
}

/** A lock that the operating system takes back when the process dies, however it dies. */
function takeLock(lock: SqlDatabase, file: string): SqlDatabase {
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;');
    return lock;
  } catch {
    lock.close();
    throw new Error(`${file} is in use by another process: stop it, or name another store`);
  }
}

function checkVersion(database: SqlDatabase, mode: OpenMode): void {
  const sql = "SELECT CAST(value AS INTEGER) AS value FROM meta WHERE name = 'schemaVersion'";
  const row = database.prepare(sql).get();
  if (row === undefined && mode === 'write') {
    const put = database.prepare("INSERT INTO meta (name, value) VALUES ('schemaVersion', ?)");
    put.run(String(SCHEMA_VERSION));
  } else if (Number(row?.value ?? 0) > SCHEMA_VERSION) {
    throw new Error(
      `a newer version wrote the store (schema ${row?.value}; known is ${SCHEMA_VERSION})`,
    );
  }
}
