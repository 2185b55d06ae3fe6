import { randomUUID } from 'node:crypto';
import type { StoreProblem } from '../../ports/store.ts';
import { fail, ok, type Result } from '../../result.ts';
import { storeProblem } from '../store-documents/store-problem.ts';
import type {
  Reservation,
  TextStore,
  WriteTexts,
  WrittenTexts,
} from '../store-documents/text-store.ts';
import { auditEnds, readAudit } from './audit-reader.ts';
import { type AuditWriter, createAuditWriter } from './audit-writer.ts';
import { putChunk, putManifest, readBlobStart, readChunk } from './blobs.ts';
import { createObserver, type ReservationObserver } from './observer.ts';
import { readTexts } from './read.ts';
import { countRecords, importRecords } from './records.ts';
import { rewrite, scan } from './rewrite.ts';
import type { Collections } from './shapes.ts';
import { putCase, putVersioned, reservationOf, reserve, voidCase } from './submissions.ts';

/** What texts are kept with. */
export interface MongoTextsInput {
  readonly collections: Collections;
  /** Longer than any writer works on one submission. */
  readonly reservationMs: number;
  readonly elapsedMs: () => number;
  readonly isReady: () => boolean;
  readonly close: () => Promise<void>;
}

/** A submission is done when nobody's attempt is in it; what recovery needed goes with it. */
const DONE = { $unset: { attempt: '', ledgerKey: '' } } as const;

/** Reservations that are looked at at a time. */
const RESERVED_MAX = 1_000;

interface Parts {
  readonly collections: Collections;
  readonly observer: ReservationObserver;
  readonly audit: AuditWriter;
}

/** Texts in the collections of a database: each document atomic, in the fixed order. */
export function mongoTexts(input: MongoTextsInput): TextStore {
  const { collections, reservationMs, elapsedMs } = input;
  const observer = createObserver(reservationMs, elapsedMs);
  const audit = createAuditWriter(collections.audit, randomUUID);
  const { submission } = collections;
  return {
    read: (query) => answered(() => readTexts(collections, query)),
    write: (texts) => answered(() => write({ collections, observer, audit }, texts)),
    putChunk: (chunk) => answered(() => putChunk(collections, chunk)),
    readBlob: (key) => answered(() => readBlobStart(collections, key)),
    readChunk: (key, chunk) => answered(() => readChunk(collections, key, chunk)),
    importRecords: (records) => answered(() => importRecords(collections, records)),
    countRecords: (kind) => answered(() => countRecords(collections, kind)),
    readAudit: (after, limit) => answered(() => readAudit(collections, after, limit)),
    auditEnds: () => answered(() => auditEnds(collections)),
    readMeta: (name) =>
      answered(async () => {
        const value = (await collections.meta.findOne({ _id: name }))?.value;
        return value === undefined ? undefined : String(value);
      }),
    writeMeta: (name, value) =>
      answered(async () => {
        await collections.meta.replaceOne({ _id: name }, { value }, { upsert: true });
        return true;
      }),
    reserved: () => answered(() => reservedIn(collections)),
    scan: (kind, after, limit) => answered(() => scan(collections, kind, { after, limit })),
    rewrite: (kind, rewrites) => answered(() => rewrite(collections, kind, rewrites)),
    abandoned: () =>
      answered(async () => {
        const reserved = await reservedIn(collections);
        return reserved.filter((one) => observer.isAbandoned(one));
      }),
    voidCase: (reservation) => answered(() => voidCase(collections, reservation)),
    settle: ({ id, attempt }, as) =>
      answered(async () => {
        if (as === 'gone') await submission.deleteOne({ _id: id, attempt });
        else await submission.updateOne({ _id: id, attempt }, DONE);
        return true;
      }),
    clear: () =>
      answered(async () => {
        const { meta: _, audit: __, ...documents } = collections;
        for (const collection of Object.values(documents)) await collection.deleteMany({});
        return true;
      }),
    placeProblem: () => undefined,
    isReady: input.isReady,
    close: input.close,
  };
}

/**
 * blob, submission (reserved), ledger, case, stream, submission (done), audit. Whoever dies in
 * between leaves a reservation that the next one to ask, or the sweeper, settles.
 */
async function write(parts: Parts, texts: WriteTexts): Promise<WrittenTexts> {
  const { collections, observer, audit } = parts;
  const { submission } = texts;
  for (const chunk of texts.chunks) await putChunk(collections, chunk);
  for (const manifest of texts.manifests) await putManifest(collections, manifest);
  if (submission === undefined) {
    const written = await writeDocuments(collections, texts, undefined);
    if (written.kind === 'stored') await audit.append(texts.audit);
    return written;
  }
  const { attempt } = submission;
  try {
    const reserved = await reserve(collections, submission, observer);
    if (reserved.kind !== 'reserved') return reserved;
    const written = await writeDocuments(collections, texts, attempt);
    if (written.kind === 'stored') {
      await collections.submission.updateOne({ _id: submission.id, attempt }, DONE);
      await audit.append(texts.audit);
    } else if (written.kind === 'conflict' && written.document === 'ledger') {
      await collections.submission.deleteOne({ _id: submission.id, attempt });
    } else observer.fail(attempt);
    return written;
  } catch (error) {
    observer.fail(attempt);
    throw error;
  }
}

async function reservedIn({ submission }: Collections): Promise<readonly Reservation[]> {
  const reserved = submission.find({ attempt: { $exists: true } }).limit(RESERVED_MAX);
  return (await reserved.toArray()).flatMap((one) => reservationOf(one) ?? []);
}

async function writeDocuments(
  collections: Collections,
  { ledger, case: reviewCase, stream }: WriteTexts,
  attempt: string | undefined,
): Promise<WrittenTexts> {
  if (ledger !== undefined && !(await putVersioned(collections.ledger, ledger))) {
    return { kind: 'conflict', document: 'ledger' };
  }
  if (reviewCase !== undefined && !(await putCase(collections, reviewCase, attempt))) {
    return { kind: 'conflict', document: 'case' };
  }
  if (stream !== undefined && !(await putVersioned(collections.stream, stream))) {
    return { kind: 'conflict', document: 'stream' };
  }
  return { kind: 'stored' };
}

async function answered<const Value>(
  work: () => Promise<Value>,
): Promise<Result<Value, StoreProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    // The driver's own words can name hosts and documents; its names of errors don't.
    const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' };
    const { kind } = storeProblem(message);
    return fail({
      kind: kind === 'too-large' ? kind : 'unavailable',
      reason: `MongoDB: ${name}`,
    });
  }
}
