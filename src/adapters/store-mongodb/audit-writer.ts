import { chainHash } from '../store-documents/audit-hash.ts';
import type { AuditText } from '../store-documents/text-store.ts';
import type { AuditShape, Collections } from './shapes.ts';

/** Appends to the audit, in chains of this process. */
export interface AuditWriter {
  /** Rejects when the lines may not be there. */
  append(texts: readonly AuditText[]): Promise<void>;
}

interface Waiting {
  readonly texts: readonly AuditText[];
  readonly settle: (error?: unknown) => void;
}

/**
 * Writes what has gathered as one batch after the other, so that the chain has one order. When the
 * fate of a batch is unknown a new chain begins: the old one stays whole, whatever came of it.
 */
export function createAuditWriter(
  collection: Collections['audit'],
  newWriter: () => string,
): AuditWriter {
  let queue: Waiting[] = [];
  let isWriting = false;
  let end = begin(newWriter());

  const writeQueue = async (): Promise<void> => {
    isWriting = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const { rows, next } = linked(end, batch);
      try {
        if (rows.length > 0) await collection.insertMany([...rows], { ordered: true });
        end = next;
        for (const { settle } of batch) settle();
      } catch (error) {
        end = begin(newWriter());
        for (const { settle } of batch) settle(error);
      }
    }
    isWriting = false;
  };
  return {
    append: (texts) =>
      new Promise((resolve, reject) => {
        const settle = (error?: unknown): void => {
          if (error === undefined) resolve();
          else reject(error);
        };
        queue.push({ texts, settle });
        if (!isWriting) void writeQueue();
      }),
  };
}

interface ChainEnd {
  readonly writer: string;
  readonly sequence: number;
  readonly hash: string;
}

function begin(writer: string): ChainEnd {
  return { writer, sequence: 0, hash: writer };
}

function linked(
  from: ChainEnd,
  batch: readonly Waiting[],
): { readonly rows: readonly AuditShape[]; readonly next: ChainEnd } {
  let next = from;
  const rows: AuditShape[] = [];
  for (const { digest, body } of batch.flatMap(({ texts }) => texts)) {
    const { writer } = next;
    const sequence = next.sequence + 1;
    const hash = chainHash(next.hash, digest);
    rows.push({ _id: `${writer}:${sequence}`, writer, sequence, digest, hash, body });
    next = { writer, sequence, hash };
  }
  return { rows, next };
}
