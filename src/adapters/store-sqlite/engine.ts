import type { ImportedCounts, RecordKind, RecordLookup } from '../../ports/store.ts';
import type { AuditChain } from './audit-chain.ts';
import { type BlobTable, openBlobTable } from './blob-table.ts';
import type {
  ReadMessage,
  ReadReply,
  RecordMessage,
  WriteMessage,
  WriteReply,
} from './protocol.ts';
import { documentTables } from './schema.ts';
import type { SqlDatabase, SqlRow, SqlStatement } from './seam.ts';

/** The commands of the store on an open database; synchronous, inside one transaction or none. */
export interface Engine {
  read(query: ReadMessage): ReadReply;
  write(write: WriteMessage): WriteReply;
  readBlob(key: string): Uint8Array | undefined;
  importRecords(records: readonly RecordMessage[]): ImportedCounts;
  countRecords(kind: RecordKind): number;
  clear(): void;
}

/** Prepares all statements once. */
export function openEngine(database: SqlDatabase, audit: AuditChain): Engine {
  const statements = prepareAll(database);
  const blobs = openBlobTable(database);
  return {
    read: (query) => read(statements, query),
    write: (write) => writeAll({ statements, audit, blobs }, write),
    readBlob: blobs.read,
    importRecords: (records) => importAll(statements, records),
    countRecords: (kind) => Number(statements.countRecords.get(kind)?.count ?? 0),
    clear: () => {
      for (const table of documentTables) database.exec(`DELETE FROM ${table}`);
    },
  };
}

/** Every statement by name; each look-up has an index. */
const sql = {
  submission: 'SELECT body FROM submission WHERE id = ?',
  sameContent: `SELECT body FROM submission WHERE clientId = ? AND contentKey = ?
    ORDER BY reservedAt DESC LIMIT 1`,
  ledger: 'SELECT body FROM ledger WHERE memberKey = ?',
  reviewCase: 'SELECT body FROM reviewCase WHERE id = ?',
  recordsByKey: `SELECT record.body AS body FROM recordKey
    JOIN record ON record.kind = recordKey.kind AND record.id = recordKey.id
    WHERE recordKey.kind = ? AND recordKey.key = ? LIMIT 100`,
  insertSubmission: `INSERT INTO submission
    (id, clientId, contentKey, caseId, reservedAt, body)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  insertLedger: `INSERT INTO ledger (memberKey, version, body) VALUES (?, ?, ?)
    ON CONFLICT DO NOTHING`,
  updateLedger: 'UPDATE ledger SET version = ?, body = ? WHERE memberKey = ? AND version = ?',
  insertCase: 'INSERT INTO reviewCase (id, version, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  updateCase: 'UPDATE reviewCase SET version = ?, body = ? WHERE id = ? AND version = ?',
  record: 'SELECT body FROM record WHERE kind = ? AND id = ?',
  putRecord: `INSERT INTO record (kind, id, body) VALUES (?, ?, ?)
    ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body`,
  dropKeys: 'DELETE FROM recordKey WHERE kind = ? AND id = ?',
  putKey: 'INSERT INTO recordKey (kind, key, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
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
    insertSubmission: prepare('insertSubmission'),
    insertLedger: prepare('insertLedger'),
    updateLedger: prepare('updateLedger'),
    insertCase: prepare('insertCase'),
    updateCase: prepare('updateCase'),
    record: prepare('record'),
    putRecord: prepare('putRecord'),
    dropKeys: prepare('dropKeys'),
    putKey: prepare('putKey'),
    countRecords: prepare('countRecords'),
  };
}

function read(statements: Statements, query: ReadMessage): ReadReply {
  const submissions = bodies(statements.submission, query.submissions);
  const { content } = query;
  const same =
    content === undefined
      ? undefined
      : bodyOf(statements.sameContent.get(content.clientId, content.contentKey));
  const found = [...submissions, ...(same === undefined ? [] : [same])].flatMap(caseIdIn);
  const cases = new Set([...query.cases, ...found]);
  return {
    submissions,
    ...(same === undefined ? {} : { sameContent: same }),
    cases: bodies(statements.reviewCase, [...cases]),
    ledgers: bodies(statements.ledger, query.ledgers),
    records: query.records.flatMap((lookUp) => recordsOf(statements, lookUp)),
  };
}

function bodies(statement: SqlStatement, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => bodyOf(statement.get(key)) ?? []);
}

function bodyOf(row: SqlRow | undefined): string | undefined {
  return typeof row?.body === 'string' ? row.body : undefined;
}

function caseIdIn(submission: string): readonly string[] {
  const { caseId }: { readonly caseId?: unknown } = JSON.parse(submission);
  return typeof caseId === 'string' ? [caseId] : [];
}

function recordsOf(
  statements: Statements,
  { kind, keys }: RecordLookup,
): readonly (readonly [RecordKind, string])[] {
  const found = keys.flatMap((key) => statements.recordsByKey.all(kind, key));
  const texts = found.flatMap((row) => bodyOf(row) ?? []);
  return [...new Set(texts)].map((body) => [kind, body]);
}

interface WriteParts {
  readonly statements: Statements;
  readonly audit: AuditChain;
  readonly blobs: BlobTable;
}

/** In the fixed order; the caller takes back what was written when the answer is not `stored`. */
function writeAll({ statements, audit, blobs }: WriteParts, write: WriteMessage): WriteReply {
  const { submission, ledger, case: reviewCase } = write;
  for (const blob of write.blobs) blobs.put(blob);
  if (submission !== undefined) {
    const { id, clientId, contentKey, caseId, reservedAt, body } = submission;
    const inserted = statements.insertSubmission.run(
      ...[id, clientId, contentKey, caseId, reservedAt, body],
    );
    if (Number(inserted.changes) === 0) {
      return { kind: 'duplicate', submission: bodyOf(statements.submission.get(id)) ?? '' };
    }
  }
  if (ledger !== undefined) {
    const { key, expected, version, body } = ledger;
    const { changes } =
      expected === 0
        ? statements.insertLedger.run(key, version, body)
        : statements.updateLedger.run(version, body, key, expected);
    if (Number(changes) === 0) return { kind: 'conflict', document: 'ledger' };
  }
  if (reviewCase !== undefined) {
    const { key, expected, version, body } = reviewCase;
    const { changes } =
      expected === 0
        ? statements.insertCase.run(key, version, body)
        : statements.updateCase.run(version, body, key, expected);
    if (Number(changes) === 0) return { kind: 'conflict', document: 'case' };
  }
  for (const entry of write.audit) audit.append(entry);
  return { kind: 'stored' };
}

function importAll(statements: Statements, records: readonly RecordMessage[]): ImportedCounts {
  const counts = { inserted: 0, changed: 0, unchanged: 0 };
  for (const { kind, id, keys, body } of records) {
    const known = bodyOf(statements.record.get(kind, id));
    if (known === body) {
      counts.unchanged += 1;
      continue;
    }
    counts[known === undefined ? 'inserted' : 'changed'] += 1;
    statements.putRecord.run(kind, id, body);
    statements.dropKeys.run(kind, id);
    for (const key of new Set(keys)) statements.putKey.run(kind, key, id);
  }
  return counts;
}
