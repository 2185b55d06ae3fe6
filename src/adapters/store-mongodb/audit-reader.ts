import type { AuditEnd } from '../../ports/store.ts';
import type { AuditPlace, AuditRow } from '../store-documents/text-store.ts';
import type { Collections } from './shapes.ts';

/** Lines of all writers in order, from behind one on. */
export async function readAudit(
  { audit }: Collections,
  after: AuditPlace | undefined,
  limit: number,
): Promise<readonly AuditRow[]> {
  const filter =
    after === undefined
      ? {}
      : {
          $or: [
            { writer: { $gt: after.writer } },
            { writer: after.writer, sequence: { $gt: after.sequence } },
          ],
        };
  const found = await audit.find(filter).sort({ writer: 1, sequence: 1 }).limit(limit).toArray();
  return found.map(({ _id, ...row }) => row);
}

/** Where the chain of each writer ends. */
export async function auditEnds({ audit }: Collections): Promise<readonly AuditEnd[]> {
  const writers = await audit.distinct('writer');
  const ends: AuditEnd[] = [];
  for (const writer of writers.sort()) {
    const last = await audit.findOne({ writer }, { sort: { sequence: -1 } });
    if (last !== null) ends.push({ writer, sequence: last.sequence, hash: last.hash });
  }
  return ends;
}
