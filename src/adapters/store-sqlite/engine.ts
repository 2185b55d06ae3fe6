import { recordsMax } from '../../ports/record-keys.ts';
import type { ImportedCounts, RecordKind, RecordLookup } from '../../ports/store.ts';
import type { Body } from '../../ports/vault.ts';
import type {
  FoundTexts,
  Kept,
  ReadTexts,
  RecordText,
  VersionedText,
  WriteTexts,
  WrittenTexts,
} from '../store-documents/text-store.ts';
import type { AuditChain } from './audit-chain.ts';
import { type BlobTable, openBlobTable } from './blob-table.ts';
import { type BodyTables, openBodyTables } from './body-tables.ts';
import { documentTables } from './schema.ts';
import {
  asBytes,
  bodyIn,
  type SqlDatabase,
  type SqlRow,
  type SqlStatement,
  textIn,
} from './seam.ts';

/** The commands of the store on an open database; synchronous, inside one transaction or none. */
export interface Engine {
  readonly audit: AuditChain;
  readonly blobs: BlobTable;
  readonly bodies: BodyTables;
  read(query: ReadTexts): FoundTexts;
  write(write: WriteTexts): WrittenTexts;
  importRecords(records: readonly RecordText[]): ImportedCounts;
  countRecords(kind: RecordKind): number;
  integrity(): readonly string[];
  readMeta(name: string): string | undefined;
  writeMeta(name: string, value: string): void;
  clear(): void;
}

/** Prepares all statements once. */
export function openEngine(database: SqlDatabase, audit: AuditChain): Engine {
  const statements = prepareAll(database);
  const blobs = openBlobTable(database);
  return {
    audit,
    blobs,
    bodies: openBodyTables(database),
    read: (query) => read(statements, query),
    write: (write) => writeAll({ statements, audit, blobs }, write),
    importRecords: (records) => importAll(statements, records),
    countRecords: (kind) => Number(statements.countRecords.get(kind)?.count ?? 0),
    integrity: () => {
      const rows = database.prepare('PRAGMA integrity_check(10)').all();
      const said = rows.map((row) => String(row.integrity_check));
      return said.filter((line) => line !== 'ok');
    },
    readMeta(name) {
      const row = statements.readMeta.get(name);
      return row && textIn(row, 'value');
    },
    writeMeta: (name, value) => {
      statements.writeMeta.run(name, value);
    },
    clear: () => {
      for (const table of documentTables) database.exec(`DELETE FROM ${table}`);
    },
  };
}

/** Every statement by name; each look-up has an index. */
const sql = {
  submission: `SELECT ${asBytes('id', 'caseId')}, body FROM submission WHERE id = ?`,
  sameContent: `SELECT ${asBytes('id', 'caseId')}, body FROM submission
    WHERE clientId = ? AND contentKey = ?
    ORDER BY reservedAt DESC LIMIT 1`,
  ledger: 'SELECT body FROM ledger WHERE memberKey = ?',
  reviewCase: `SELECT length(body) AS bytes, CASE WHEN length(body) <= ? THEN body END AS body
    FROM reviewCase WHERE id = ?`,
  stream: 'SELECT body FROM stream WHERE id = ?',
  recordsByKey: `SELECT ${asBytes('record.id')}, record.body AS body FROM recordKey
    JOIN record ON record.kind = recordKey.kind AND record.id = recordKey.id
    WHERE recordKey.kind = ? AND recordKey.key = ? LIMIT ${recordsMax + 1}`,
  /** Of a list of kinds and keys, with the place in it, and in its order. */
  recordsByKeys: `SELECT wanted.key AS place, ${asBytes('record.id')}, record.body AS body
    FROM json_each(?) AS wanted
    CROSS JOIN recordKey ON recordKey.kind = wanted.value ->> 0
      AND recordKey.key = wanted.value ->> 1
    CROSS JOIN record ON record.kind = recordKey.kind AND record.id = recordKey.id
    LIMIT ${recordsMax + 1}`,
  insertSubmission: `INSERT INTO submission
    (id, clientId, contentKey, caseId, reservedAt, body)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  insertLedger: `INSERT INTO ledger (memberKey, version, body) VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING`,
  updateLedger: 'UPDATE ledger SET version = ?, body = ? WHERE memberKey = ? AND version = ?',
  insertCase: 'INSERT INTO reviewCase (id, version, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  updateCase: 'UPDATE reviewCase SET version = ?, body = ? WHERE id = ? AND version = ?',
  insertStream: 'INSERT INTO stream (id, version, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  updateStream: 'UPDATE stream SET version = ?, body = ? WHERE id = ? AND version = ?',
  record: `SELECT ${asBytes('digest')} FROM record WHERE kind = ? AND id = ?`,
  putRecord: `INSERT INTO record (kind, id, digest, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, id) DO UPDATE SET digest = excluded.digest, body = excluded.body`,
  dropKeys: 'DELETE FROM recordKey WHERE kind = ? AND id = ?',
  putKey: 'INSERT INTO recordKey (kind, key, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  readMeta: `SELECT ${asBytes('value')} FROM meta WHERE name = ?`,
  writeMeta: `INSERT INTO meta (name, value) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  countRecords: 'SELECT count(*) AS count FROM record WHERE kind = ?',
} as const;

type Statements = Readonly<Record<keyof typeof sql, SqlStatement>>;

function prepareAll(database: SqlDatabase): Statements {
  const prepare = (name: keyof typeof sql): SqlStatement => database.prepare(sql[name]);
  return {
    submission: prepare('submission'),
    sameContent: prepare('sameContent'),
    ledger: prepare('ledger'),
    reviewCase: prepare('reviewCase'),
    recordsByKey: prepare('recordsByKey'),
    recordsByKeys: prepare('recordsByKeys'),
    insertSubmission: prepare('insertSubmission'),
    insertLedger: prepare('insertLedger'),
    updateLedger: prepare('updateLedger'),
    insertCase: prepare('insertCase'),
    updateCase: prepare('updateCase'),
    stream: prepare('stream'),
    insertStream: prepare('insertStream'),
    updateStream: prepare('updateStream'),
    record: prepare('record'),
    putRecord: prepare('putRecord'),
    dropKeys: prepare('dropKeys'),
    putKey: prepare('putKey'),
    countRecords: prepare('countRecords'),
    readMeta: prepare('readMeta'),
    writeMeta: prepare('writeMeta'),
  };
}

function read(statements: Statements, query: ReadTexts): FoundTexts {
  const submissions = query.submissions
    .map((id) => statements.submission.get(id))
    .filter((row) => row !== undefined);
  const { content } = query;
  const same =
    content === undefined
      ? undefined
      : statements.sameContent.get(content.clientId, content.contentKey);
  const found = [...submissions, ...(same === undefined ? [] : [same])];
  const cases = new Set([...query.cases, ...found.map((row) => textIn(row, 'caseId'))]);
  const records = recordsOf(statements, query.records);
  return {
    ...(records === 'cut' ? { isCut: true as const } : {}),
    submissions: submissions.map(keptIn),
    ...(same === undefined ? {} : { sameContent: keptIn(same) }),
    ...casesOf(statements, [...cases], query.caseBytesMax),
    ledgers: bodies(statements.ledger, query.ledgers),
    streams: bodies(statements.stream, query.streams),
    records: records === 'cut' ? [] : records,
  };
}

/** A case that is too large is left where it lies: only its length is told. */
function casesOf(
  { reviewCase }: Statements,
  ids: readonly string[],
  bytesMax = Number.MAX_SAFE_INTEGER,
): Pick<FoundTexts, 'cases' | 'caseBytes'> {
  const cases: Kept[] = [];
  let caseBytes = 0;
  for (const id of ids) {
    const row = reviewCase.get(bytesMax, id);
    const bytes = Number(row?.bytes ?? 0);
    if (row === undefined) continue;
    if (bytes <= bytesMax) cases.push([id, bodyIn(row)]);
    else caseBytes = Math.max(caseBytes, bytes);
  }
  return caseBytes === 0 ? { cases } : { cases, caseBytes };
}

function bodies(statement: SqlStatement, keys: readonly string[]): readonly Kept[] {
  return keys.flatMap((key): readonly Kept[] => {
    const row = statement.get(key);
    return row === undefined ? [] : [[key, bodyIn(row)]];
  });
}

function bodyOf(row: SqlRow | undefined): Body {
  return row === undefined ? new Uint8Array() : bodyIn(row);
}

function keptIn(row: SqlRow): Kept {
  return [textIn(row, 'id'), bodyIn(row)];
}

/** All in one look; where that finds very many, key by key, as each has a limit of its own. */
function recordsOf(statements: Statements, lookUps: readonly RecordLookup[]): Records | 'cut' {
  const wanted = lookUps.flatMap(({ kind, keys }) => keys.map((key) => [kind, key] as const));
  if (wanted.length === 0) return [];
  const rows = statements.recordsByKeys.all(JSON.stringify(wanted));
  if (rows.length <= recordsMax) return distinct(rows, wanted);
  const found = wanted.map(([kind, key], place) =>
    statements.recordsByKey.all(kind, key).map((row) => ({ ...row, place })),
  );
  return found.some(({ length }) => length > recordsMax) ? 'cut' : distinct(found.flat(), wanted);
}

type Records = FoundTexts['records'];

/** Each record once, however many of its keys were asked for. */
function distinct(
  rows: readonly SqlRow[],
  wanted: readonly (readonly [kind: RecordKind, key: string])[],
): Records {
  const found = new Map<string, Records[number]>();
  for (const row of rows) {
    const [kind] = wanted[Number(row.place)] ?? [];
    const [id, body] = keptIn(row);
    if (kind !== undefined) found.set(`${kind} ${id}`, [kind, id, body]);
  }
  return [...found.values()];
}

interface WriteParts {
  readonly statements: Statements;
  readonly audit: AuditChain;
  readonly blobs: BlobTable;
}

/** In the fixed order; the caller takes back what was written when the answer is not `stored`. */
function writeAll({ statements, audit, blobs }: WriteParts, write: WriteTexts): WrittenTexts {
  for (const chunk of write.chunks) blobs.putChunk(chunk);
  for (const manifest of write.manifests) blobs.putManifest(manifest);
  const { submission } = write;
  if (submission !== undefined) {
    const { id, clientId, contentKey, caseId, reservedAt, body } = submission;
    const inserted = statements.insertSubmission.run(
      ...[id, clientId, contentKey, caseId, reservedAt, body],
    );
    if (Number(inserted.changes) === 0) {
      return { kind: 'duplicate', submission: [id, bodyOf(statements.submission.get(id))] };
    }
  }
  for (const document of ['ledger', 'case', 'stream'] as const) {
    const versioned = write[document];
    if (versioned !== undefined && !isPut(statements, document, versioned)) {
      return { kind: 'conflict', document };
    }
  }
  for (const text of write.audit) audit.append(text);
  return { kind: 'stored' };
}

const guarded = {
  ledger: ['insertLedger', 'updateLedger'],
  case: ['insertCase', 'updateCase'],
  stream: ['insertStream', 'updateStream'],
} as const;

/** Writes a document when the version in the store is still the expected one. */
function isPut(
  statements: Statements,
  document: keyof typeof guarded,
  { key, expected, version, body }: VersionedText,
): boolean {
  const [insert, update] = guarded[document];
  const { changes } =
    expected === 0
      ? statements[insert].run(key, version, body)
      : statements[update].run(version, body, key, expected);
  return Number(changes) > 0;
}

function importAll(statements: Statements, records: readonly RecordText[]): ImportedCounts {
  const counts = { inserted: 0, changed: 0, unchanged: 0 };
  for (const { kind, id, keys, digest, body } of records) {
    const row = statements.record.get(kind, id);
    const known = row && textIn(row, 'digest');
    if (known === digest) {
      counts.unchanged += 1;
      continue;
    }
    counts[known === undefined ? 'inserted' : 'changed'] += 1;
    statements.putRecord.run(kind, id, digest, body);
    statements.dropKeys.run(kind, id);
    for (const key of new Set(keys)) statements.putKey.run(kind, key, id);
  }
  return counts;
}
