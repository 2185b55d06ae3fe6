import { createHash } from 'node:crypto';
import type { SqlDatabase } from './seam.ts';

/** The audit of one writer: each entry carries the hash of all before it. */
export interface AuditChain {
  append(entry: string): void;
  /** Where the chain ends now. */
  end(): ChainEnd;
  /** Lets the chain end where it did: what followed has been rolled back. */
  cutTo(end: ChainEnd): void;
}

/** Where a chain ends. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

const INSERT = 'INSERT INTO audit (writer, sequence, body, hash) VALUES (?, ?, ?, ?)';

/** Opens the chain of a writer that begins now. */
export function openAuditChain(database: SqlDatabase, writer: string): AuditChain {
  const insert = database.prepare(INSERT);
  let last: ChainEnd = { sequence: 0, hash: writer };
  return {
    append(entry) {
      const sequence = last.sequence + 1;
      const hash = chainHash(last.hash, entry);
      insert.run(writer, sequence, entry, hash);
      last = { sequence, hash };
    },
    end: () => last,
    cutTo(end) {
      last = end;
    },
  };
}

/** The hash of an entry that follows on another. */
function chainHash(before: string, entry: string): string {
  return createHash('sha256').update(before).update('\n').update(entry).digest('hex');
}
