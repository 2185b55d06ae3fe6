/** The version of the tables that this program writes; a newer one is not touched. */
export const SCHEMA_VERSION = 1;

/** The tables: documents as text under their keys, and the columns that look-ups need. */
export const tables = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS submission (
  id TEXT PRIMARY KEY, clientId TEXT NOT NULL, contentKey TEXT NOT NULL, caseId TEXT NOT NULL,
  reservedAt TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS submissionByContent ON submission (clientId, contentKey, reservedAt);
CREATE TABLE IF NOT EXISTS ledger (
  memberKey TEXT PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reviewCase (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS stream (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS blobChunk (
  key TEXT NOT NULL, chunk INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (key, chunk)
);
CREATE TABLE IF NOT EXISTS blob (
  key TEXT PRIMARY KEY, size INTEGER NOT NULL, chunks INTEGER NOT NULL, digest TEXT NOT NULL,
  contentType TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS audit (
  writer TEXT NOT NULL, sequence INTEGER NOT NULL, digest TEXT NOT NULL, hash TEXT NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY (writer, sequence)
);
CREATE TABLE IF NOT EXISTS record (
  kind TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS recordKey (
  kind TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, key, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS recordKeyById ON recordKey (kind, id);
`;

/** All tables that hold documents, in the order in which they are emptied. */
export const documentTables = [
  'submission',
  'ledger',
  'reviewCase',
  'stream',
  'blobChunk',
  'blob',
  'record',
  'recordKey',
] as const;

/**
 * WAL with a full sync at every commit: what is acknowledged survives a cut of power. Pages and the
 * log have the size that makes requests of 20 kB cheapest; a file keeps the pages that it has.
 */
export const pragmas = `
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA wal_autocheckpoint = 2000;
PRAGMA synchronous = FULL;
PRAGMA busy_timeout = 5000;
PRAGMA foreign_keys = OFF;
PRAGMA cache_size = -65536;
`;
