import type { Body } from '../../ports/vault.ts';

/** What SQLite takes and gives. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** A row by the names of its columns. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A prepared statement; parameters are positional. */
export interface SqlStatement {
  run(...values: readonly SqlValue[]): { readonly changes: number | bigint };
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
}

/** An open database: the little of it that the store uses. */
export interface SqlDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  close(): void;
}

type OpenDatabase = (file: string) => SqlDatabase;

/** The runtime's own SQLite where it has one (22.13 and newer), else the library's. */
export async function loadSqlite(): Promise<OpenDatabase> {
  const own = await loadOwn();
  if (own !== undefined) return own;
  const { default: Database } = await import('libsql');
  return (file) => wrap(libraryDatabase(new Database(file)));
}

async function loadOwn(): Promise<OpenDatabase | undefined> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 13)) return undefined;
  // Older type definitions do not know the module, and older runtimes do not have it.
  const name: string = 'node:sqlite';
  const { DatabaseSync } = await import(name);
  return (file) => wrap(new DatabaseSync(file));
}

/** The library's own types say less than it gives. */
function libraryDatabase(database: LibraryDatabase): LibraryDatabase {
  return database;
}

/** What both libraries have in common; their rows are checked, not believed. */
interface LibraryDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): LibraryStatement;
  close(): unknown;
}

interface LibraryStatement {
  run(...values: SqlValue[]): { readonly changes: number | bigint };
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): readonly unknown[];
}

function wrap(database: LibraryDatabase): SqlDatabase {
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        run: (...values) => statement.run(...values),
        get: (...values) => rowOf(statement.get(...values)),
        all: (...values) =>
          statement
            .all(...values)
            .map(rowOf)
            .filter((row) => row !== undefined),
      };
    },
    close: () => {
      database.close();
    },
  };
}

/** One of the libraries gives bytes as views in single rows and as buffers in lists of them. */
function rowOf(row: unknown): SqlRow | undefined {
  if (!isRow(row)) return undefined;
  const values = Object.entries(row).map(([name, value]) => [name, bytesIn(value) ?? value]);
  return Object.fromEntries(values);
}

function bytesIn(value: unknown): Uint8Array | undefined {
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
}

/** The body in a row; empty, which no body is, when the row has none. */
export function bodyIn(row: SqlRow): Body {
  const { body } = row;
  return body instanceof Uint8Array ? body : new Uint8Array();
}

/** Reads a column as bytes: one of the libraries ends the process on a text that is damaged. */
export function asBytes(...columns: readonly string[]): string {
  return columns.map((column) => `CAST(${column} AS BLOB) AS ${bareName(column)}`).join(', ');
}

function bareName(column: string): string {
  return column.slice(column.indexOf('.') + 1);
}

/** A text that was read as bytes. */
export function textIn(row: SqlRow, column: string): string {
  const value = row[column];
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value);
}

function isRow(row: unknown): row is SqlRow {
  return typeof row === 'object' && row !== null;
}
