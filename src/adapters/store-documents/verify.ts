import type { LedgerDocument, StoreProblem } from '../../ports/store.ts';
import type { Vault } from '../../ports/vault.ts';
import { ok, type Result } from '../../result.ts';
import { readWholeBlob } from './blobs.ts';
import { place } from './places.ts';
import type { BodyKind, Kept, TextStore } from './text-store.ts';

/** What a look through a whole store found. */
export interface StoreFinding {
  readonly bodies: number;
  readonly blobs: number;
  /** One line each, at most 100. */
  readonly faults: readonly string[];
}

const PAGE = 200;
const FAULTS_MAX = 100;

/**
 * Opens every body of a store, and follows what they name: the case of each submission and of each
 * claim, the request of each case.
 */
export async function verifyStore(
  texts: TextStore,
  vault: Vault,
  onProgress: (bodies: number) => void = () => undefined,
): Promise<Result<StoreFinding, StoreProblem>> {
  const walk = createWalk(texts, onProgress);
  const cases = new Map<string, string>();
  const seen = await walk.all('case', ([key, body]) => {
    const document: { readonly requestBlobKey?: string } = JSON.parse(
      vault.open(body, place.case(key)),
    );
    cases.set(key, document.requestBlobKey ?? '');
  });
  if (!seen.ok) return seen;
  const parts = { texts, vault, walk };
  const linked = await verifySubmissions(parts);
  if (!linked.ok) return linked;
  const claimed = await verifyLedgers(parts, cases);
  if (!claimed.ok) return claimed;
  const rest = await openRest(walk, vault);
  if (!rest.ok) return rest;
  let blobs = 0;
  for (const [id, key] of cases) {
    if (key === '') continue;
    const bytes = await readBlob(texts, key, vault);
    if (bytes === undefined) walk.fault('case', id, 'its request is not there as it came');
    blobs += 1;
  }
  return ok({ bodies: walk.bodies(), blobs, faults: walk.faults });
}

interface VerifyParts {
  readonly texts: TextStore;
  readonly vault: Vault;
  readonly walk: Walk;
}

/** A look by its id leads from each submission to its case. */
async function verifySubmissions(parts: VerifyParts): Promise<Result<void, StoreProblem>> {
  const { texts, vault, walk } = parts;
  const caseOf = new Map<string, string>();
  const seen = await walk.all('submission', ([key, body]) => {
    const document: { readonly caseId?: string } = JSON.parse(
      vault.open(body, place.submission(key)),
    );
    caseOf.set(key, document.caseId ?? '');
  });
  if (!seen.ok) return seen;
  const ids = [...caseOf.keys()];
  const suspects: string[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const submissions = ids.slice(at, at + PAGE);
    const found = await texts.read({ ...NONE, submissions });
    if (!found.ok) return found;
    const cases = new Set(found.value.cases.map(([key]) => key));
    for (const id of submissions) if (!cases.has(caseOf.get(id) ?? '')) suspects.push(id);
  }
  return faultsOf(suspects, parts, async (id) => {
    const again = await texts.read({ ...NONE, submissions: [id] });
    if (!again.ok) return again;
    const isGone = again.value.submissions.length === 0;
    const isThere = again.value.cases.some(([key]) => key === caseOf.get(id));
    if (!isGone && !isThere) walk.fault('submission', id, 'its case is not there');
    return ok(undefined);
  });
}

const NONE = { submissions: [], cases: [], ledgers: [], streams: [], records: [] } as const;

/** Every claim is of a case that is there, but for those of submissions that are at work. */
async function verifyLedgers(
  parts: VerifyParts,
  cases: ReadonlyMap<string, string>,
): Promise<Result<void, StoreProblem>> {
  const { texts, vault, walk } = parts;
  const suspects: string[] = [];
  const claimsIn = (key: string, body: Kept[1]): LedgerDocument['claims'] => {
    const { claims }: LedgerDocument = JSON.parse(vault.open(body, place.ledger(key)));
    return claims;
  };
  const seen = await walk.all('ledger', ([key, body]) => {
    if (!claimsIn(key, body).every(({ caseId }) => cases.has(caseId))) suspects.push(key);
  });
  if (!seen.ok) return seen;
  return faultsOf(suspects, parts, async (key, isAtWork) => {
    const again = await texts.read({ ...NONE, ledgers: [key] });
    if (!again.ok) return again;
    const claims = again.value.ledgers.flatMap(([name, body]) => claimsIn(name, body));
    const ids = claims.map(({ caseId }) => caseId).filter((id) => !isAtWork(id));
    const found = await texts.read({ ...NONE, cases: ids });
    if (!found.ok) return found;
    const there = new Set(found.value.cases.map(([id]) => id));
    if (!ids.every((id) => there.has(id))) {
      walk.fault('ledger', key, 'a case that it has a claim of is not there');
    }
    return ok(undefined);
  });
}

type Suspect = (
  key: string,
  isAtWork: (caseId: string) => boolean,
) => Promise<Result<void, StoreProblem>>;

/** What looked wrong is looked at once more: a server may have written it in between. */
async function faultsOf(
  suspects: readonly string[],
  { texts }: VerifyParts,
  look: Suspect,
): Promise<Result<void, StoreProblem>> {
  if (suspects.length === 0) return ok(undefined);
  const reserved = await texts.reserved();
  if (!reserved.ok) return reserved;
  const names = new Set(reserved.value.flatMap(({ id, caseId }) => [id, caseId]));
  for (const suspect of suspects) {
    if (names.has(suspect)) continue;
    const looked = await look(suspect, (caseId) => names.has(caseId));
    if (!looked.ok) return looked;
  }
  return ok(undefined);
}

async function openRest(walk: Walk, vault: Vault): Promise<Result<void, StoreProblem>> {
  const places: readonly (readonly [BodyKind, (key: string) => string])[] = [
    ['stream', place.stream],
    ['record', place.recordAt],
    ['audit', (key) => place.audit(key.slice(key.lastIndexOf(':') + 1))],
  ];
  for (const [kind, placeOf] of places) {
    const seen = await walk.all(kind, ([key, body]) => {
      vault.open(body, placeOf(key));
    });
    if (!seen.ok) return seen;
  }
  return ok(undefined);
}

interface Walk {
  readonly faults: string[];
  bodies(): number;
  fault(kind: BodyKind, key: string, why: string): void;
  /** Looks at all bodies of a kind; what is thrown is a fault of the body. */
  all(kind: BodyKind, look: (kept: Kept) => void): Promise<Result<void, StoreProblem>>;
}

function createWalk(texts: TextStore, onProgress: (bodies: number) => void): Walk {
  const faults: string[] = [];
  let bodies = 0;
  const fault = (kind: BodyKind, key: string, why: string): void => {
    if (faults.length < FAULTS_MAX) faults.push(`${kind} ${key}: ${why}`);
  };
  return {
    faults,
    bodies: () => bodies,
    fault,
    async all(kind, look) {
      let after = '';
      for (;;) {
        const page = await texts.scan(kind, after, PAGE);
        if (!page.ok) return page;
        for (const kept of page.value) {
          try {
            look(kept);
          } catch (error) {
            fault(kind, kept[0], error instanceof Error ? error.message : 'it does not open');
          }
        }
        bodies += page.value.length;
        onProgress(bodies);
        const last = page.value.at(-1);
        if (last === undefined || page.value.length < PAGE) return ok(undefined);
        [after] = last;
      }
    },
  };
}

async function readBlob(
  texts: TextStore,
  key: string,
  vault: Vault,
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readWholeBlob(texts, key, vault);
    return bytes.ok ? bytes.value : undefined;
  } catch {
    return undefined;
  }
}
