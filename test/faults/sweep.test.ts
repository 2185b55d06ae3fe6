import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemDigest } from '../../src/adapters/system-chance.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { Store, StoreWrite } from '../../src/ports/store.ts';
import { audit, claimOn } from '../contract/store/documents.ts';
import { mongoKind, mongoUrl, must, type StoreKind, sqliteKind } from '../contract/store/stores.ts';
import { createFaultPlan, type FaultMode, faultModes } from './fault-plan.ts';
import { through as throughMongo } from './mongodb.ts';
import { startHere, through as throughSqlite } from './sqlite.ts';

/**
 * Goal: whatever call of the driver fails, a retry ends with exactly one case and one claim (R02).
 * Method: the real adapters; call 1, 2, 3 … fails until a command passes without one.
 */
const kinds: readonly StoreKind[] = [
  sqliteKind(),
  ...(mongoUrl === undefined ? [] : [mongoKind(mongoUrl)]),
];

describe.each(kinds)('R02: $name', (kind) => {
  const plan = createFaultPlan();
  let store: Store;
  beforeAll(async () => {
    store = await kind.open({
      start: startHere(throughSqlite(plan.run)),
      between: throughMongo(plan.run),
    });
  });
  afterAll(async () => {
    await store.close();
    await kind.remove();
  });

  const bytes = new TextEncoder().encode('a request');
  const request = (id: string, expected: number): StoreWrite => ({
    ...claimOn(`member-${id}`, id, expected),
    blobs: [{ key: id, bytes, contentType: 'application/fhir+json' }],
    audit: [{ ...audit, requestId: id }],
  });

  /** As the pipeline does: read, decide, write; again when somebody came between. */
  async function submit(id: string): Promise<'kept' | 'earlier' | 'unavailable'> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const read = await store.read({ submissions: [id], ledgers: [`member-${id}`] });
      if (!read.ok) return 'unavailable';
      if (read.value.submissions.length > 0 && read.value.cases.length > 0) return 'earlier';
      const version = read.value.ledgers[0]?.version ?? 0;
      const written = await store.write(request(id, version));
      if (!written.ok) return 'unavailable';
      if (written.value.kind === 'stored') return 'kept';
      if (written.value.kind === 'duplicate') {
        const { caseId } = written.value.submission;
        const found = await store.read({ cases: [caseId] });
        if (!found.ok || found.value.cases.length === 0) return 'unavailable';
        return 'earlier';
      }
    }
    return 'unavailable';
  }

  async function sweepOf(mode: FaultMode): Promise<number> {
    for (let call = 1; ; call += 1) {
      const id = `${mode.replace(' ', '-')}-${call}`;
      plan.arm(call, mode);
      const first = await submit(id);
      const hasFailed = plan.disarm();
      if (first !== 'unavailable' && !hasFailed) return call - 1;
      const again = await submit(id);
      expect([id, again]).toEqual([id, expect.stringMatching(/kept|earlier/)]);
      const found = must(await store.read({ submissions: [id], ledgers: [`member-${id}`] }));
      expect(found.submissions.map((one) => one.id)).toEqual([id]);
      expect(found.cases.map((one) => one.id)).toEqual([`case-${id}`]);
      const claims = found.ledgers.flatMap((ledger) => ledger.claims.map((one) => one.caseId));
      expect([id, claims]).toEqual([id, [`case-${id}`]]);
      expect(must(await store.readBlob(id))).toEqual(new Uint8Array(bytes));
    }
  }

  test.each(faultModes)('%s', async (mode) => {
    const calls = await sweepOf(mode);
    expect(calls).toBeGreaterThan(5);
    console.log(`R02 ${kind.name}, ${mode}: ${calls} calls failed one after the other`);
  });

  test('afterwards nothing is left to sweep, and the audit is whole', async () => {
    const at = '2026-11-28T16:00:00.000Z' as Instant;
    must(await store.sweep());
    expect(must(await store.sweep())).toEqual({ completed: 0, freed: 0 });
    must(await store.sealAudit(at));
    expect(must(await verifyAudit(store, systemDigest)).broken).toBeUndefined();
  });
});
