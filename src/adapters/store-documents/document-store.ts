import { recordsMax } from '../../ports/record-keys.ts';
import type {
  AuditEntry,
  AuditLine,
  Store,
  StoreProblem,
  StoreWrite,
  Weigh,
  Written,
} from '../../ports/store.ts';
import { appended, claimed, emptyStream, type StreamDocument } from '../../ports/stream.ts';
import type { Vault } from '../../ports/vault.ts';
import { fail, ok, type Result } from '../../result.ts';
import { BUSY, putBlob, readWholeBlob, type SealedBlob } from './blobs.ts';
import { type CaseLimit, NO_CASE_LIMIT, oversized } from './case-limit.ts';
import { place } from './places.ts';
import { foundDocuments, opener, readTexts } from './read-texts.ts';
import { settle, sweep } from './settle.ts';
import { storeProblem } from './store-problem.ts';
import type { AuditRow, FoundTexts, Reservation, TextStore } from './text-store.ts';
import { auditText, recordText, versioned, writeTexts } from './write-texts.ts';

/**
 * The store of documents over an adapter that keeps texts: what is common to all adapters. Bodies
 * pass through the vault, and through upcasters when an older program wrote them.
 */
export function storeOver(texts: TextStore, vault: Vault, limit: CaseLimit = NO_CASE_LIMIT): Store {
  const open = opener(vault);
  return {
    ...streamCommands(texts, vault),
    ...auditCommands(texts, vault),
    async read(query, weigh) {
      const look = (bytesMax: number) => texts.read(readTexts(query, vault, bytesMax));
      const found =
        weigh === undefined ? await look(limit.bytesMax) : await weighed(look, limit, weigh);
      if (!found.ok) return found;
      if (found.value.isCut === true) return fail(tooMany);
      const large = oversized(largestCase(found.value), limit);
      if (large !== undefined) return fail(large);
      return opened(() => foundDocuments(found.value, vault));
    },
    async write(write) {
      const sealed = written(() => writeTexts(write, vault));
      if (!sealed.ok) return sealed;
      // Before anything is sent: of what is refused nothing is kept.
      const large = oversized(sealed.value.case?.body.length ?? 0, limit);
      if (large !== undefined) return fail(large);
      const blobs = await putBlobs(texts, write, vault);
      if (!blobs.ok) return blobs;
      const chunks = blobs.value.map(({ first }) => first);
      const manifests = blobs.value.map(({ manifest }) => manifest);
      const done = await texts.write({ chunks, manifests, ...sealed.value });
      if (!done.ok) return done;
      const { value } = done;
      if (value.kind === 'abandoned') return settleAndTellAgain(texts, value.reservation, vault);
      if (value.kind !== 'duplicate') return ok(value);
      const submission = opened(() => open.submission(value.submission));
      return submission.ok ? ok({ kind: 'duplicate', submission: submission.value }) : submission;
    },
    async readBlob(key, weigh) {
      try {
        return await readWholeBlob(texts, key, vault, weigh);
      } catch (error) {
        return closed(error);
      }
    },
    importRecords: (records) =>
      texts.importRecords(records.map((record) => recordText(record, vault))),
    countRecords: (kind) => texts.countRecords(kind),
    sweep: () => sweep(texts, vault),
    async clear() {
      const cleared = await texts.clear();
      return cleared.ok ? ok(undefined) : cleared;
    },
    probe: (bytes) => probe(texts, bytes),
    isReady: () => texts.isReady(),
    close: () => texts.close(),
  };
}

/** The name of a fact that says nothing: it is written to see whether it can be. */
const PROBE = 'probe';

async function probe(texts: TextStore, bytes: number): Promise<Result<void, StoreProblem>> {
  const reason = texts.placeProblem();
  if (reason !== undefined) return fail({ kind: 'unavailable', reason });
  if (bytes === 0) return ok(undefined);
  const written = await texts.writeMeta(PROBE, '-'.repeat(bytes));
  if (!written.ok) return written;
  // Its room is for others again.
  const emptied = await texts.writeMeta(PROBE, '');
  return emptied.ok ? ok(undefined) : emptied;
}

/** What is cut off would never be missed: so nothing is told. */
const tooMany: StoreProblem = {
  kind: 'too-many',
  reason: `a key leads to more than ${recordsMax} records`,
};

async function settleAndTellAgain(
  texts: TextStore,
  reservation: Reservation,
  vault: Vault,
): Promise<Result<Written, StoreProblem>> {
  const settled = await settle(texts, reservation, vault);
  return settled.ok ? ok({ kind: 'conflict', document: 'submission' }) : settled;
}

async function putBlobs(
  texts: TextStore,
  { blobs = [] }: StoreWrite,
  vault: Vault,
): Promise<Result<readonly SealedBlob[], StoreProblem>> {
  const sealed: SealedBlob[] = [];
  for (const blob of blobs) {
    const put = await putBlob(texts, blob, vault);
    if (!put.ok) return put;
    sealed.push(put.value);
  }
  return ok(sealed);
}

function streamCommands(
  texts: TextStore,
  vault: Vault,
): Pick<Store, 'claimStream' | 'appendToStream'> {
  const put = async (document: StreamDocument, expected: number) => {
    const stream = versioned('stream', document.id, { document, expected }, vault);
    return texts.write({ chunks: [], manifests: [], stream, audit: [] });
  };
  return {
    async claimStream({ id, holder, until, now }) {
      const found = await texts.read(readTexts({ streams: [id] }, vault));
      if (!found.ok) return found;
      const known = opened(() => foundDocuments(found.value, vault).streams);
      if (!known.ok) return known;
      const [stream = emptyStream(id)] = known.value;
      const taken = claimed(stream, { holder, until }, now);
      if (taken === undefined) return ok({ kind: 'held' });
      const written = await put(taken, stream.version);
      if (!written.ok) return written;
      return ok(
        written.value.kind === 'stored' ? { kind: 'claimed', stream: taken } : { kind: 'held' },
      );
    },
    async appendToStream(stream, entries) {
      const longer = appended(stream, entries);
      const written = await put(longer, stream.version);
      if (!written.ok) return written;
      const isStored = written.value.kind === 'stored';
      return ok(
        isStored ? { kind: 'stored', stream: longer } : { kind: 'conflict', document: 'stream' },
      );
    },
  };
}

function auditCommands(texts: TextStore, vault: Vault): Pick<Store, 'readAudit' | 'sealAudit'> {
  return {
    async readAudit(after, limit) {
      const rows = await texts.readAudit(after, limit);
      return rows.ok ? ok(rows.value.map((row) => lineOf(row, vault))) : rows;
    },
    async sealAudit(at) {
      const ends = await texts.auditEnds();
      if (!ends.ok) return ends;
      const entry: AuditEntry = {
        at,
        requestId: 'seal',
        clientId: 'assent',
        operation: 'seal',
        outcome: 'success',
        status: 200,
        ends: ends.value,
      };
      const audit = [auditText(entry, vault)];
      const written = await texts.write({ chunks: [], manifests: [], audit });
      return written.ok ? ok(undefined) : written;
    },
  };
}

function lineOf({ writer, sequence, hash, digest, body }: AuditRow, vault: Vault): AuditLine {
  const kept = { writer, sequence, hash, digest };
  const text = opened(() => vault.open(body, place.audit(digest)));
  // A line that was changed is told by its place; the others are looked at all the same.
  if (!text.ok) return { ...kept, text: '' };
  const entry: AuditEntry = JSON.parse(text.value);
  return { ...kept, text: text.value, entry };
}

/** A body that does not open is a store that is damaged: nothing is made up for it. */
function opened<Value>(open: () => Value): Result<Value, StoreProblem> {
  try {
    return ok(open());
  } catch (error) {
    return closed(error);
  }
}

function closed(error: unknown): Result<never, StoreProblem> {
  const reason = error instanceof Error ? error.message : 'a body does not open';
  return fail({ kind: 'damaged', reason });
}

/** What can not be written as a text at all is too large for one. */
function written<Value>(write: () => Value): Result<Value, StoreProblem> {
  try {
    return ok(write());
  } catch (error) {
    return fail(storeProblem(error instanceof Error ? error.message : 'it can not be written'));
  }
}

/** Cases that are no larger are fetched at once, before anybody has weighed them. */
const SMALL_CASE_BYTES = 128 * 1024;

/** Weighs large cases before they are fetched: who waits for its turn holds none of them. */
async function weighed(
  look: (bytesMax: number) => ReturnType<TextStore['read']>,
  limit: CaseLimit,
  weigh: Weigh,
): ReturnType<TextStore['read']> {
  const first = await look(Math.min(SMALL_CASE_BYTES, limit.bytesMax));
  if (!first.ok || first.value.isCut === true) return first;
  const { cases, caseBytes: left = 0 } = first.value;
  // What may not be opened need not wait to be told so.
  if (oversized(left, limit) !== undefined) return first;
  const here = cases.reduce((sum, [, { length }]) => sum + length, 0);
  if (!(await weigh(here + left))) return fail(BUSY);
  return left === 0 ? first : look(limit.bytesMax);
}

/** Bytes of the largest case that there is, here or left where it lies. */
function largestCase({ cases, caseBytes: left = 0 }: FoundTexts): number {
  return cases.reduce((most, [, { length }]) => Math.max(most, length), left);
}
