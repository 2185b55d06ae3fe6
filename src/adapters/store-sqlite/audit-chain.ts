import type { AuditEnd } from '../../ports/store.ts';
import { chainHash } from '../store-documents/audit-hash.ts';
import type { AuditPlace, AuditRow, AuditText } from '../store-documents/text-store.ts';
import { asBytes, bodyIn, type SqlDatabase, type SqlRow, textIn } from './seam.ts';

/** The audit of one writer: each line carries the hash of all before it. */
export interface AuditChain {
  append(text: AuditText): void;
  /** Where the chain ends now. */
  end(): ChainEnd;
  /** Lets the chain end where it did: what followed has been rolled back. */
  cutTo(end: ChainEnd): void;
  /** Begins a chain of another writer: what became of the last lines is not known. */
  startOver(): void;
  /** Lines of all writers, from behind one on. */
  read(after: AuditPlace | undefined, limit: number): readonly AuditRow[];
  ends(): readonly AuditEnd[];
}

/** Where a chain ends. */
export type ChainEnd = Pick<AuditEnd, 'sequence' | 'hash'>;

const sql = {
  insert: 'INSERT INTO audit (writer, sequence, digest, hash, body) VALUES (?, ?, ?, ?, ?)',
  read: `SELECT ${asBytes('writer', 'digest', 'hash')}, sequence, body FROM audit
    WHERE (audit.writer, sequence) > (?, ?) ORDER BY audit.writer, sequence LIMIT ?`,
  nextWriter: 'SELECT writer FROM audit WHERE writer > ? ORDER BY writer LIMIT 1',
  end: `SELECT ${asBytes('writer', 'hash')}, sequence FROM audit WHERE audit.writer = ?
    ORDER BY sequence DESC LIMIT 1`,
} as const;

/** Opens the chain of a writer that begins now. */
export function openAuditChain(database: SqlDatabase, newWriter: () => string): AuditChain {
  const insert = database.prepare(sql.insert);
  const read = database.prepare(sql.read);
  const nextWriter = database.prepare(sql.nextWriter);
  const end = database.prepare(sql.end);
  let writer = newWriter();
  let last: ChainEnd = { sequence: 0, hash: writer };
  return {
    append({ digest, body }) {
      const sequence = last.sequence + 1;
      const hash = chainHash(last.hash, digest);
      insert.run(writer, sequence, digest, hash, body);
      last = { sequence, hash };
    },
    end: () => last,
    cutTo(end) {
      last = end;
    },
    startOver() {
      writer = newWriter();
      last = { sequence: 0, hash: writer };
    },
    read: (after, limit) =>
      read.all(after?.writer ?? '', after?.sequence ?? 0, limit).map((row) => ({
        ...endIn(row),
        digest: textIn(row, 'digest'),
        body: bodyIn(row),
      })),
    ends() {
      const ends: AuditEnd[] = [];
      let row = nextWriter.get('');
      while (row !== undefined) {
        const one = end.get(String(row.writer));
        if (one !== undefined) ends.push(endIn(one));
        row = nextWriter.get(String(row.writer));
      }
      return ends;
    },
  };
}

function endIn(row: SqlRow): AuditEnd {
  return {
    writer: textIn(row, 'writer'),
    sequence: Number(row.sequence),
    hash: textIn(row, 'hash'),
  };
}
