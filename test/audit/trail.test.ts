import { expect, test } from 'vitest';
import type { AuditLine } from '../../src/ports/store.ts';
import { must } from '../contract/store/stores.ts';
import { startTestServer } from '../http/test-server.ts';
import { scenario } from '../operations/payer.ts';
import { payerForTests } from '../operations/payer-for-tests.ts';

/** Goal: exactly one line for each call of an operation, whatever came of it (R47). */
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });
let seen = 0;

/** The lines that a call added. */
async function added(call: () => Promise<unknown>): Promise<readonly AuditLine['entry'][]> {
  const count = async () => must(await payer.started.store.readAudit(undefined, 10_000));
  seen = (await count()).length;
  await call();
  return (await count()).slice(seen).map(({ entry }) => entry);
}

const submit = '/fhir/Claim/$submit';
const other = { authorization: 'Bearer no-such-token' };

test('spec R47: success, refusal and failure have one line each', async () => {
  const approved = scenario('home-oxygen-approved');
  const rows: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['submit success 200', () => payer.post(submit, approved)],
    ['submit success 200', () => payer.post(submit, approved)],
    ['submit refused 200', () => payer.post(submit, scenario('unknown-member'))],
    ['submit refused 422', () => payer.post(submit, scenario('invalid'))],
    ['submit refused 400', () => payer.post(submit, '{')],
    ['submit refused 401', () => payer.post(submit, approved, other)],
    ['submit refused 415', () => payer.post(submit, '<x/>', { 'content-type': 'text/xml' })],
    ['readClaim refused 404', () => payer.get('/fhir/Claim/00000000000000000000000000')],
    ['readClaimResponse refused 401', () => payer.get('/fhir/ClaimResponse/x', other)],
  ];
  for (const [expected, call] of rows) {
    const lines = await added(call);
    const told = lines.map((entry) => `${entry?.operation} ${entry?.outcome} ${entry?.status}`);
    expect(told).toEqual([expected]);
  }
});

test('a read names the case and whose it is not; metadata has no line', async () => {
  const { body } = await payer.post(submit, scenario('home-oxygen-clinical-review'));
  const id = /ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(body))?.[1] ?? '';
  const [line] = await added(() => payer.get(`/fhir/ClaimResponse/${id}`));
  expect(line).toMatchObject({ operation: 'readClaimResponse', outcome: 'success', caseId: id });
  expect(await added(() => payer.get('/fhir/metadata'))).toEqual([]);
});

test('what can not be noted has failed', async () => {
  const problem = { code: 'store-unavailable', retryAfterSeconds: 5 } as const;
  const { server, url } = await startTestServer({
    trail: { note: async () => ({ ok: false, problem }) },
  });
  const refused = await fetch(`${url}/fhir/Claim/1`, { headers: other });
  const answered = await fetch(`${url}/fhir/Claim/1`);
  expect([refused.status, answered.status]).toEqual([503, 503]);
  await server.close();
});
