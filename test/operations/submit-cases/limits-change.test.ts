import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scenario, startPayer } from '../payer.ts';

/**
 * Goal: a case is readable as long as it is kept, whatever the limits of requests are by then.
 * Method: a request that a raised limit lets in, read within it and after it was lowered again.
 */
const folder = mkdtempSync(join(tmpdir(), 'assent-limits-'));
const store = { ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}` };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function large(): string {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  for (let index = 0; index < 600; index += 1) {
    const resource = { resourceType: 'Basic', id: `b${index}`, code: { text: 'a note' } };
    bundle.entry.push({ fullUrl: `https://ehr.example.org/fhir/Basic/b${index}`, resource });
  }
  return JSON.stringify(bundle);
}

const reads = (id: string) => [
  ...[`/fhir/Claim/${id}`, `/fhir/ClaimResponse/${id}`, `/fhir/Claim/${id}/$validate`],
];

test('limits that were raised, and lowered after the request came', async () => {
  const raised = await startPayer({ ...store, ASSENT_SUBMIT_ENTRIES_MAX: '900' });
  const { status, body } = await raised.post('/fhir/Claim/$submit', large());
  const id = /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(body))?.[1] ?? 'none';
  const within = await Promise.all(reads(id).map((path) => raised.get(path)));
  await raised.stop();
  const lowered = await startPayer({
    ...store,
    ASSENT_SUBMIT_ENTRIES_MAX: '5',
    ASSENT_JSON_DEPTH_MAX: '8',
  });
  const after = await Promise.all(reads(id).map((path) => lowered.get(path)));
  const again = await lowered.post('/fhir/Claim/$submit', large());
  await lowered.stop();
  expect([status, ...within.map((one) => one.status)]).toEqual([200, 200, 200, 200]);
  expect(after.map((one) => one.status)).toEqual([200, 200, 200]);
  expect(JSON.stringify(after[2]?.body)).not.toContain('too-costly');
  // What comes anew is held to the limits of today, and told without a stop too many.
  expect(again.status).toBe(400);
  expect(JSON.stringify(again.body)).not.toMatch(/\.[.;)]|\. \(|[a-z]\.\./);
}, 60_000);
