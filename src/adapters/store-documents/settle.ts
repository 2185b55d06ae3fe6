import type { LedgerDocument, StoreProblem, SweptCounts } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { fail, ok, type Result } from '../../result.ts';
import { place } from './places.ts';
import type { Reservation, TextStore } from './text-store.ts';
import { upcast } from './upcast.ts';

type Settled = Result<keyof SweptCounts, StoreProblem>;

/** A ledger that moves on this often while a dead claim is taken out is no ledger of one member. */
const TRIES_MAX = 50;

/** Settles all reservations whose writers must be dead. */
export async function sweep(
  texts: TextStore,
  vault: Vault,
): Promise<Result<SweptCounts, StoreProblem>> {
  const abandoned = await texts.abandoned();
  if (!abandoned.ok) return abandoned;
  const counts = { completed: 0, freed: 0 };
  let failed: Settled | undefined;
  for (const reservation of abandoned.value) {
    const settled = await settle(texts, reservation, vault);
    // One that can not be settled keeps none of the others waiting.
    if (settled.ok) counts[settled.value] += 1;
    else failed = settled;
  }
  return failed === undefined || failed.ok ? ok(counts) : failed;
}

/**
 * Completes a reservation whose case is there, else frees it: first its attempt is kept from
 * writing the case, then its claim is taken off the ledger, last the submission goes. Each step can
 * be repeated, and a writer that was only slow fails at its next one: the ledger has another
 * version, the case is void for it.
 */
export async function settle(
  texts: TextStore,
  reservation: Reservation,
  vault: Vault,
): Promise<Settled> {
  try {
    return await settleOne(texts, reservation, vault);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'a body does not open';
    return fail({ kind: 'damaged', reason });
  }
}

async function settleOne(
  texts: TextStore,
  reservation: Reservation,
  vault: Vault,
): Promise<Settled> {
  const voided = await texts.voidCase(reservation);
  if (!voided.ok) return voided;
  if (voided.value === 'exists') return end(texts, reservation, 'done');
  const { ledgerKey, id, body } = reservation;
  if (ledgerKey !== undefined) {
    const { memberKey = '' } = upcast('submission', vault.open(body, place.submission(id)));
    const freed = await takeOffLedger(texts, ledgerKey, { reservation, memberKey, vault });
    if (!freed.ok) return freed;
  }
  return end(texts, reservation, 'gone');
}

async function end(
  texts: TextStore,
  reservation: Reservation,
  as: 'done' | 'gone',
): Promise<Settled> {
  const settled = await texts.settle(reservation, as);
  if (!settled.ok) return settled;
  return ok(as === 'done' ? 'completed' : 'freed');
}

interface Claimant {
  readonly reservation: Reservation;
  readonly memberKey: string;
  readonly vault: Vault;
}

/** Writes the ledger anew in any case: the version that a slow writer read is gone with it. */
async function takeOffLedger(
  texts: TextStore,
  key: string,
  { reservation, memberKey, vault }: Claimant,
): Promise<Result<true, StoreProblem>> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const found = await texts.read({
      ...{ submissions: [], cases: [], ledgers: [key], streams: [], records: [] },
    });
    if (!found.ok) return found;
    const [kept] = found.value.ledgers;
    const ledger =
      kept === undefined
        ? emptyLedger(memberKey)
        : upcast('ledger', vault.open(kept[1], place.ledger(key)));
    const claims = ledger.claims.filter((claim) => !isOf(claim, reservation));
    const document = { ...ledger, version: ledger.version + 1, claims };
    const body = vault.seal(JSON.stringify(document), place.ledger(key));
    const expected = ledger.version;
    const written = await texts.write({
      chunks: [],
      manifests: [],
      ledger: { key, expected, version: document.version, body },
      audit: [],
    });
    if (!written.ok) return written;
    if (written.value.kind === 'stored') return ok(true);
  }
  return fail({ kind: 'unavailable', reason: 'a ledger did not stand still' });
}

/** A claim of another attempt at the same submission stays: that one may have come through. */
function isOf(claim: LedgerDocument['claims'][number], reservation: Reservation): boolean {
  return claim.caseId === reservation.caseId && claim.attempt === reservation.attempt;
}

function emptyLedger(memberKey: string): LedgerDocument {
  return { schemaVersion: 1, memberKey, version: 0, claims: [] };
}
