import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPayer, type TestPayer } from './payer.ts';

/**
 * Goal: requests that name somebody else are not approved, and those of the public kits get a
 * decision. Method: files of ../shared, sent on the day that they are made for.
 */
const shared = join(import.meta.dirname, '../../../shared');
const isThere = existsSync(shared);
let payer: TestPayer;
beforeAll(async () => {
  const at = '2026-11-30T16:00:00.000Z';
  payer = await startPayer(
    { ASSENT_SANDBOX: 'on' },
    { now: () => at as never, elapsedMs: () => 0 },
  );
}, 60_000);
afterAll(() => payer.stop());

async function answer(file: string, isEnrolled: boolean): Promise<string> {
  const text = readFileSync(join(shared, file), 'utf8');
  if (isEnrolled) expect((await payer.post('/sandbox/enroll', text)).status).toBe(200);
  const { status, body } = await payer.post('/fhir/Claim/$submit', text);
  const said = JSON.stringify(body);
  const actions = [...said.matchAll(/005010\/306","code":"(\w+)"/gu)].map(([, code]) => code);
  const errors = [...said.matchAll(/005010\/901","code":"(\w+)"/gu)].map(([, code]) => code);
  return [status, ...actions, ...errors].join(' ');
}

test.skipIf(!isThere)('case 38, needs ../shared: a coverage of another patient', async () => {
  expect(await answer('cases/38-submit-coverage-of-other-patient.json', false)).toBe('200 A4');
  const told = await payer.get('/sandbox/exchanges');
  const [{ requestId }] = JSON.parse(JSON.stringify(told.body.exchanges));
  const { body } = await payer.get(`/sandbox/exchanges/${requestId}`);
  expect(body.response).toContain('a coverage that is not of the patient of the request');
});
