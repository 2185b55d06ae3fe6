import { MongoServerError } from 'mongodb';
import { present } from '../../result.ts';
import type {
  Reservation,
  SubmissionText,
  VersionedText,
  WrittenTexts,
} from '../store-documents/text-store.ts';
import type { ReservationObserver } from './observer.ts';
import type { CaseShape, Collections, SubmissionShape, VersionedShape } from './shapes.ts';

/** A submission that is reserved for this attempt, or why it is not. */
export type Reserved = { readonly kind: 'reserved' } | Exclude<WrittenTexts, { kind: 'stored' }>;

/** Reserves a submission; inserting it decides who of several equal requests does the work. */
export async function reserve(
  { submission: collection }: Collections,
  { id, ...submission }: SubmissionText,
  observer: ReservationObserver,
): Promise<Reserved> {
  const document: SubmissionShape = { _id: id, ...submission };
  if (await isInserted(collection.insertOne(document))) return { kind: 'reserved' };
  const found = await collection.findOne({ _id: id });
  // It was freed since: the caller looks again, and may find the way clear.
  if (found === null) return { kind: 'conflict', document: 'submission' };
  const reservation = reservationOf(found);
  return reservation !== undefined && observer.isAbandoned(reservation)
    ? { kind: 'abandoned', reservation }
    : { kind: 'duplicate', submission: [id, found.body] };
}

/** The reservation in a submission; undefined when it is done. */
export function reservationOf(shape: SubmissionShape): Reservation | undefined {
  const { _id: id, caseId, ledgerKey, attempt, body } = shape;
  return attempt === undefined ? undefined : present({ id, caseId, ledgerKey, attempt, body });
}

/** Writes a document when the version in the store is still the expected one. */
export async function putVersioned(
  collection: Collections['ledger' | 'stream'],
  { key, expected, version, body }: VersionedText,
): Promise<boolean> {
  const document: VersionedShape = { _id: key, version, body };
  if (expected === 0) return isInserted(collection.insertOne(document));
  const { matchedCount } = await collection.replaceOne(
    { _id: key, version: expected },
    { version, body },
  );
  return matchedCount === 1;
}

/**
 * Writes a case. A new one may take the place of a mark that other attempts are void, which makes
 * inserting or replacing it the one instant at which a submission is decided.
 */
export async function putCase(
  { case: collection }: Collections,
  { key, expected, version, body }: VersionedText,
  attempt: string | undefined,
): Promise<boolean> {
  if (expected > 0) {
    const { matchedCount } = await collection.replaceOne(
      { _id: key, version: expected },
      { version, body },
    );
    return matchedCount === 1;
  }
  const document: CaseShape = { _id: key, version, body };
  if (await isInserted(collection.insertOne(document))) return true;
  if (attempt === undefined) return false;
  const { matchedCount } = await collection.replaceOne(
    { _id: key, void: { $exists: true, $ne: attempt } },
    { version, body },
  );
  return matchedCount === 1;
}

/** Keeps an attempt from writing its case, unless it has. */
export async function voidCase(
  { case: collection }: Collections,
  { caseId, attempt }: Reservation,
): Promise<'void' | 'exists'> {
  const mark: CaseShape = { _id: caseId, void: [attempt] };
  if (await isInserted(collection.insertOne(mark))) return 'void';
  const { matchedCount } = await collection.updateOne(
    { _id: caseId, void: { $exists: true } },
    { $addToSet: { void: attempt } },
  );
  return matchedCount === 1 ? 'void' : 'exists';
}

async function isInserted(insert: Promise<unknown>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === 11_000) return false;
    throw error;
  }
}
