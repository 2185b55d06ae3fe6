import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store-sqlite/store.ts';
import { plainVault } from '../../src/adapters/vault-plain.ts';
import type { CaseId } from '../../src/domain/review/review-case.ts';
import { audit } from '../contract/store/documents.ts';
import { must } from '../contract/store/stores.ts';
import { type ServerProcess, startServerProcess } from '../processes/server-process.ts';
import { scenario, startPayer } from './payer.ts';

/**
 * Goal: ten who read a large request back at one time don't end the process, and others are
 * answered meanwhile. Method: a request of 20 MB is put under a case as it may lie there from
 * before; it is read from a server of its own with a small heap.
 */
const HEAP_MB = 320;
const folder = mkdtempSync(join(tmpdir(), 'assent-reads-'));
const file = join(folder, 'assent.db');
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true });
});

/** The demo's request with a list that is 20 MB long. */
function large(): Uint8Array {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const note = { category: { text: 'from before' }, valueString: 'x'.repeat(400) };
  bundle.entry[0].resource.supportingInfo = Array.from({ length: 43_000 }, (_, index) => ({
    ...note,
    sequence: index + 1,
  }));
  return new TextEncoder().encode(JSON.stringify(bundle));
}

async function caseWithLargeRequest(): Promise<CaseId> {
  const payer = await startPayer({ ASSENT_STORE: `sqlite:${file}` });
  const { body } = await payer.post('/fhir/Claim/$submit', scenario('home-oxygen-approved'));
  await payer.stop();
  const [, id = ''] = /ClaimResponse\/([0-9A-Z]{26})/u.exec(JSON.stringify(body)) ?? [];
  const input = { file, mode: 'write', vault: plainVault, onFatal: () => undefined } as const;
  const store = must(await openSqliteStore(input));
  const [found] = must(await store.read({ cases: [id as CaseId] })).cases;
  if (found === undefined) throw new Error('there is no case');
  const document = { ...found, version: 2, requestBlobKey: 'large' };
  const blobs = [{ key: 'large', bytes: large(), contentType: 'application/fhir+json' }];
  must(await store.write({ blobs, case: { document, expected: 1 }, audit: [audit] }));
  await store.close();
  return found.id;
}

test('row 3: ten reads of 20 MB at one time', async () => {
  const id = await caseWithLargeRequest();
  server = await startServerProcess(HEAP_MB, {
    ASSENT_DEMO: 'on',
    ASSENT_STORE: `sqlite:${file}`,
  });
  const { url, isGone } = server;
  const read = async (path: string): Promise<number> => {
    const response = await fetch(`${url}${path}`);
    await response.arrayBuffer();
    return response.status;
  };
  for (const path of [`/fhir/Claim/${id}`, `/fhir/ClaimResponse/${id}`]) {
    const reads = Array.from({ length: 10 }, () => read(path));
    const small = read('/fhir/metadata');
    const statuses = await Promise.all(reads);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(2);
    expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect([await small, await read('/health/ready')]).toEqual([200, 200]);
  }
  expect(isGone()).toBe(false);
}, 120_000);
