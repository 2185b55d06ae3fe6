import type { LedgerDocument, StoreUnavailable } from '../../ports/store.ts';
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
): Promise<Result<StoreFinding, StoreUnavailable>> {
  const walk = createWalk(texts, onProgress);
  const cases = new Map<string, string>();
  const seen = await walk.all('case', ([key, body]) => {
    const document: { readonly requestBlobKey?: string } = JSON.parse(
      vault.open(body, place.case(key)),
    );
    cases.set(key, document.requestBlobKey ?? '');
  });
  if (!seen.ok) return seen;
  const linked = await verifySubmissions({ texts, vault, walk });
  if (!linked.ok) return linked;
  const claimed = await walk.all('ledger', ([key, body]) => {
    const { claims }: LedgerDocument = JSON.parse(vault.open(body, place.ledger(key)));
    if (!claims.every(({ caseId }) => cases.has(caseId))) {
      throw new Error('a case that it has a claim of is not there');
    }
  });
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
async function verifySubmissions({
  texts,
  vault,
  walk,
}: VerifyParts): Promise<Result<void, StoreUnavailable>> {
  const caseOf = new Map<string, string>();
  const seen = await walk.all('submission', ([key, body]) => {
    const document: { readonly caseId?: string } = JSON.parse(
      vault.open(body, place.submission(key)),
    );
    caseOf.set(key, document.caseId ?? '');
  });
  if (!seen.ok) return seen;
  const ids = [...caseOf.keys()];
  for (let at = 0; at < ids.length; at += PAGE) {
    const submissions = ids.slice(at, at + PAGE);
    const none = { cases: [], ledgers: [], streams: [], records: [] };
    const found = await texts.read({ submissions, ...none });
    if (!found.ok) return found;
    const cases = new Set(found.value.cases.map(([key]) => key));
    for (const id of submissions) {
      if (!cases.has(caseOf.get(id) ?? '')) walk.fault('submission', id, 'its case is not there');
    }
  }
  return ok(undefined);
}

async function openRest(walk: Walk, vault: Vault): Promise<Result<void, StoreUnavailable>> {
  const places: readonly (readonly [BodyKind, (key: string) => string])[] = [
    ['stream', place.stream],
    ['record', (key) => `record|${key}`],
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
  all(kind: BodyKind, look: (kept: Kept) => void): Promise<Result<void, StoreUnavailable>>;
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
