import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
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
 * Opens the file of a store, making it and its folder when they are not there. Throws one line when
 * another process writes to it or when a newer program has written it.
 */
export async function openFile(file: string, mode: OpenMode): Promise<OpenFile> {
  const open = await loadSqlite();
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const lock =
    mode === 'write' && file !== ':memory:' ? takeLock(open(`${file}.lock`), file) : undefined;
  try {
    const database = open(file);
    database.exec(pragmas);
    if (mode === 'write') database.exec(tables);
    checkVersion(database, mode);
    return {
      database,
      close: () => {
        // A store that is closed is one file; what can not be merged now is at the next start.
        if (mode === 'write') database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
        database.close();
        lock?.close();
      },
    };
  } catch (error) {
    lock?.close();
    throw damaged(error, file);
  }
}

/** SQLite's words for a file that it can not read, with what to do about it. */
function damaged(error: unknown, file: string): unknown {
  const isDamaged = error instanceof Error && /malformed|not a database/u.test(error.message);
  return isDamaged ? new Error(`${file} is damaged (${error.message}): restore a backup`) : error;
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
