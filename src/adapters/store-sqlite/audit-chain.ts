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
  nextWriter: `SELECT ${asBytes('writer')} FROM audit WHERE audit.writer > ?
    ORDER BY audit.writer LIMIT 1`,
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
        const name = writerIn(row);
        const one = end.get(name);
        if (one !== undefined) ends.push(endIn(one));
        row = nextWriter.get(name);
      }
      return ends;
    },
  };
}

function endIn(row: SqlRow): AuditEnd {
  return {
    writer: writerIn(row),
    sequence: Number(row.sequence),
    hash: textIn(row, 'hash'),
  };
}

/** Throws when the name is not what was written: by another name the rows behind are not found. */
function writerIn(row: SqlRow): string {
  const name = textIn(row, 'writer');
  if (!name.includes('\uFFFD')) return name;
  throw new Error('malformed: the name of a writer of the audit is no text');
}
