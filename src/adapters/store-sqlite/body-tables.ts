import type { BodyKind, Kept, Rewrite } from '../store-documents/text-store.ts';
import { asBytes, bodyIn, type SqlDatabase, type SqlValue, textIn } from './seam.ts';

/** All tables with bodies, for those who go through all of them. */
export interface BodyTables {
  scan(kind: BodyKind, after: string, limit: number): readonly Kept[];
  rewrite(kind: BodyKind, rewrites: readonly Rewrite[]): void;
}

/** Where the bodies of a kind lie: the columns of the key, how they are joined, the body's. */
interface Table {
  readonly name: string;
  readonly key: readonly [string] | readonly [string, string];
  readonly body: 'body' | 'bytes';
  readonly joint: '|' | ':';
}

const tables: Readonly<Record<BodyKind, Table>> = {
  submission: { name: 'submission', key: ['id'], body: 'body', joint: '|' },
  ledger: { name: 'ledger', key: ['memberKey'], body: 'body', joint: '|' },
  case: { name: 'reviewCase', key: ['id'], body: 'body', joint: '|' },
  stream: { name: 'stream', key: ['id'], body: 'body', joint: '|' },
  record: { name: 'record', key: ['kind', 'id'], body: 'body', joint: '|' },
  blobChunk: { name: 'blobChunk', key: ['key', 'chunk'], body: 'bytes', joint: ':' },
  audit: { name: 'audit', key: ['writer', 'sequence'], body: 'body', joint: ':' },
};

/** Opens the tables; their statements are made when they are needed. */
export function openBodyTables(database: SqlDatabase): BodyTables {
  return {
    scan: (kind, after, limit) => scan(database, kind, { after, limit }),
    rewrite: (kind, rewrites) => {
      for (const change of rewrites) rewrite(database, kind, change);
    },
  };
}

interface Page {
  readonly after: string;
  readonly limit: number;
}

function scan(database: SqlDatabase, kind: BodyKind, { after, limit }: Page): readonly Kept[] {
  const { name, key, body, joint } = tables[kind];
  // By their full names: those that are read are other columns of the same name.
  const columns = key.map((column) => `${name}.${column}`).join(', ');
  const parts = kind === 'audit' ? [...key, 'digest'] : key;
  const read = asBytes(...parts);
  const from = after === '' ? [] : partsOf(kind, after);
  const marks = from.map(() => '?').join(', ');
  const where = after === '' ? '' : `WHERE (${columns}) > (${marks})`;
  const sql = `SELECT ${read}, ${body} AS body FROM ${name} ${where}
    ORDER BY ${columns} LIMIT ?`;
  return database
    .prepare(sql)
    .all(...from, limit)
    .map((row): Kept => {
      const joined = parts.map((part) => textIn(row, part)).join(joint);
      return [joined, bodyIn(row)];
    });
}

/** The values of a key's columns; a digest at its end is not one of them. */
function partsOf(kind: BodyKind, joined: string): readonly SqlValue[] {
  const { key, joint } = tables[kind];
  if (key.length === 1) return [joined];
  if (kind === 'record') {
    const bar = joined.indexOf(joint);
    return [joined.slice(0, bar), joined.slice(bar + 1)];
  }
  const parts = joined.split(joint);
  if (kind === 'audit') return [parts[0] ?? '', Number(parts[1])];
  return [parts.slice(0, -1).join(joint), Number(parts.at(-1))];
}

function rewrite(database: SqlDatabase, kind: BodyKind, change: Rewrite): void {
  const { name, key, body } = tables[kind];
  const { from, to, found } = change;
  const [old, next] = [partsOf(kind, from), partsOf(kind, to)];
  const isOld = key.map((column) => `${column} = ?`).join(' AND ');
  const sets = [...key, body].map((column) => `${column} = ?`).join(', ');
  database.prepare(`UPDATE ${name} SET ${sets} WHERE ${isOld}`).run(...next, change.body, ...old);
  if (found === undefined) return;
  const [kindOf = '', id = ''] = next;
  database
    .prepare('UPDATE record SET digest = ? WHERE kind = ? AND id = ?')
    .run(found.digest, kindOf, id);
  database.prepare('DELETE FROM recordKey WHERE kind = ? AND id = ?').run(...old);
  const put = database.prepare(
    'INSERT INTO recordKey (kind, key, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const one of new Set(found.keys)) put.run(kindOf, one, id);
}
