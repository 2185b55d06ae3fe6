import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { explainCommand } from '../../src/cli/commands/explain.ts';
import { ok } from '../../src/result.ts';
import { scenario, startPayer } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/** Goal: testers try their own data, and see what happened. */
const submit = '/fhir/Claim/$submit';
const foreign = readFileSync(
  join(
    import.meta.dirname,
    '../conformance/fixtures/pas-2.2.1/Bundle-MedicalServicesAuthorizationBundleExample.json',
  ),
  'utf8',
);
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });

function outcome(body: unknown): string {
  return /"outcome":"(\w+)"/u.exec(JSON.stringify(body))?.[1] ?? '';
}

describe('the sandbox', () => {
  test('an unknown patient is refused, enrolled, and then decided', async () => {
    expect(outcome((await payer.post(submit, foreign)).body)).toBe('error');
    const { body } = await payer.post('/sandbox/enroll', foreign);
    expect(body).toMatchObject({ plan: 'demo-commercial', changed: 0, unchanged: 0 });
    const again = await payer.post('/sandbox/enroll', foreign);
    expect(again.body).toMatchObject({ inserted: 0, changed: 0 });
  });

  test('what was enrolled is named as the bundle names it', async () => {
    await payer.post('/sandbox/reset', '');
    const { body } = await payer.post('/sandbox/enroll', scenario('unknown-member'));
    expect(body.records).toEqual([
      'member https://payer.example.org/member-id|M-DS999999-01',
      'coverage of subscriber DS999999',
      'provider http://hl7.org/fhir/sid/us-npi|9000000015',
      'payer http://hl7.org/fhir/sid/us-npi|9000000007 for demo-tour',
      'provider http://hl7.org/fhir/sid/us-npi|9000000015 for demo-tour',
    ]);
  });

  test('covers from a year before the earliest date of service in the bundle', async () => {
    const bundle = JSON.parse(foreign);
    bundle.entry[0].resource.item[0].servicedPeriod = { start: '2001-03', end: '2001-04-02' };
    const { body } = await payer.post('/sandbox/enroll', bundle);
    expect(body.coveredFrom).toBe('2000-03-01');
    expect(await coveredFrom()).toBe('2000-03-01');
    // What was enrolled for earlier services stays.
    const later = await payer.post('/sandbox/enroll', foreign);
    expect(later.body.coveredFrom).not.toBe('2000-03-01');
    expect(await coveredFrom()).toBe('2000-03-01');
  });

  async function coveredFrom(): Promise<string | undefined> {
    const keys = ['subscriber|1122334455'];
    const found = await payer.started.store.read({ records: [{ kind: 'coverage', keys }] });
    return found.ok ? found.value.coverages[0]?.span.from : undefined;
  }

  test('persons that are there already are not doubled', async () => {
    const own = scenario('home-oxygen-clinical-review');
    const { body } = await payer.post('/sandbox/enroll', own);
    expect(JSON.stringify(body.records)).not.toMatch(/member|coverage/u);
    expect(body.faults).toEqual([]);
    expect(outcome((await payer.post(submit, own)).body)).toBe('complete');
  });

  test('payer and providers are registered for the client that enrols them', async () => {
    const errors = async (headers: Record<string, string>) => {
      const { body } = await payer.post(submit, foreign, headers);
      const text = JSON.stringify(body);
      return [...text.matchAll(/005010\/901","code":"(\w+)"/gu)].map(([, code]) => code);
    };
    await payer.post('/sandbox/enroll', foreign);
    expect(await errors({ authorization: 'Bearer demo-tour' })).toEqual([]);
    const other = { authorization: 'Bearer demo-ehr-one' };
    expect(await errors(other)).toEqual(['79', '41']);
    await payer.post('/sandbox/enroll', foreign, other);
    expect(await errors(other)).toEqual([]);
  });

  test('what can not be enrolled is told with the reason', async () => {
    const bundle = JSON.parse(foreign);
    const patient = bundle.entry.find(
      ({ resource }: { resource: { resourceType: string } }) => resource.resourceType === 'Patient',
    );
    delete patient.resource.identifier;
    const { status, body } = await payer.post('/sandbox/enroll', bundle);
    expect([status, body.faults]).toEqual([
      200,
      [expect.stringMatching(/^Bundle\.entry\[\d\]\.resource: Patient has no member id/u)],
    ]);
  });

  test('a plan may be named; one that is not there is told', async () => {
    const named = await payer.post('/sandbox/enroll?plan=demo-employer', foreign);
    expect(named.body).toMatchObject({ plan: 'demo-employer' });
    const unknown = await payer.post('/sandbox/enroll?plan=none', foreign);
    expect([unknown.status, unknown.type]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(unknown.body.detail).toContain('There is no plan "none"; the demo payer has demo-');
    expect(unknown.body.detail).toContain('demo-employer');
  });

  test('a final case is decided anew, a pending one is not', async () => {
    const id = (body: unknown) => /ClaimResponse\/(\w{26})"/u.exec(JSON.stringify(body))?.[1];
    const approved = scenario('home-oxygen-approved');
    const [one, two] = [await payer.post(submit, approved), await payer.post(submit, approved)];
    expect(id(two.body)).not.toBe(id(one.body));
    expect(JSON.stringify(two.body)).toContain('"A1"');
    const pending = scenario('home-oxygen-information');
    const [three, four] = [await payer.post(submit, pending), await payer.post(submit, pending)];
    expect(id(four.body)).toBe(id(three.body));
  });

  test('exchanges are there by request id, for their own client only, 200 of them', async () => {
    const header = { 'x-request-id': 'look-me-up' };
    await payer.post(submit, scenario('not-required'), header);
    const { body } = await payer.get('/sandbox/exchanges/look-me-up');
    expect(body).toMatchObject({ operation: 'submit', status: 200, clientId: 'demo-tour' });
    expect(JSON.parse(String(body.response))).toMatchObject({ resourceType: 'Bundle' });
    const other = { authorization: 'Bearer demo-ehr-one' };
    expect((await payer.get('/sandbox/exchanges/look-me-up', other)).status).toBe(404);
    for (let sent = 0; sent < 205; sent += 41) {
      await Promise.all(Array.from({ length: 41 }, () => payer.get('/fhir/metadata')));
    }
    const listed = await payer.get('/sandbox/exchanges');
    expect(listed.body.exchanges).toHaveLength(200);
    expect((await payer.get('/sandbox/exchanges/look-me-up')).status).toBe(404);
  });

  test('two clients with one request id each find their own exchange', async () => {
    const id = { 'x-request-id': 'the-same' };
    const others = { ...id, authorization: 'Bearer demo-ehr-one' };
    await payer.get('/fhir/metadata', id);
    await payer.post('/fhir/Claim/$validate', '{}', others);
    await payer.get('/fhir/metadata', others);
    const own = await payer.get('/sandbox/exchanges/the-same');
    const other = await payer.get('/sandbox/exchanges/the-same', others);
    expect(own.body).toMatchObject({ operation: 'metadata', clientId: 'demo-tour' });
    // Of one client's own the last.
    expect(other.body).toMatchObject({ operation: 'metadata', clientId: 'demo-ehr-one' });
    const listed = await payer.get('/sandbox/exchanges', others);
    expect(JSON.stringify(listed.body).match(/"the-same"/gu)).toHaveLength(2);
  });

  test('a page of another origin resets nothing', async () => {
    const foreign = { origin: 'https://evil.example' };
    const rows: readonly (readonly [Record<string, string>, number])[] = [
      [{ ...foreign, 'content-type': 'text/plain' }, 403],
      [{ ...foreign, 'content-type': 'application/json' }, 403],
      [{ 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' }, 403],
      [{ 'content-type': 'text/plain' }, 415],
      [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ];
    await payer.get('/fhir/metadata', { 'x-request-id': 'still-there' });
    for (const [headers, status] of rows) {
      const answer = await payer.post('/sandbox/reset', '{}', headers);
      expect([headers, answer.status]).toEqual([headers, status]);
      expect(answer.type).toBe('application/problem+json; charset=utf-8');
    }
    expect((await payer.get('/sandbox/exchanges/still-there')).status).toBe(200);
  });

  test('a reset forgets everything but the demo payer', async () => {
    expect((await payer.post('/sandbox/reset', '')).body).toEqual({ reset: true });
    expect(outcome((await payer.post(submit, foreign)).body)).toBe('error');
    expect(outcome((await payer.post(submit, scenario('not-required'))).body)).toBe('complete');
  });

  test('a client without its scope is kept out', async () => {
    const stranger = { authorization: 'Bearer demo-ehr-two' };
    expect((await payer.post('/sandbox/reset', '', stranger)).status).toBe(403);
  });
});

test('without the setting there is no sandbox', async () => {
  const plain = await startPayer();
  const { status, body } = await plain.post('/sandbox/reset', '');
  expect([status, body.detail]).toEqual([404, expect.stringContaining('ASSENT_SANDBOX=on')]);
  await plain.stop();
}, 60_000);

test('assent explain prints checks, criteria and evidence of a case', async () => {
  const { body } = await payer.post(submit, scenario('home-oxygen-clinical-review'));
  const id = /ClaimResponse\/(\w{26})"/u.exec(JSON.stringify(body))?.[1] ?? '';
  const printed: string[] = [];
  const output = { write: (text: string) => printed.push(text) > 0, once: () => undefined };
  const { store } = payer.started;
  const command = explainCommand({
    openStore: async () => ok({ ...store, close: async () => undefined }),
  });
  const context: CommandContext = {
    ...{ values: {}, positionals: [id], env: {}, stdout: output, stderr: output },
    stdin: (async function* () {
      yield '';
    })(),
  };
  expect(await command.run(context)).toBe(0);
  const text = printed.join('');
  for (const part of [
    ...[id, 'matched by member id', 'policy HOME-OXYGEN@2026.1', 'notMet'],
    ...['oxygen-saturation ≤ 88 %', '92 %', 'Bundle.entry[5].resource.value', 'ma-standard'],
  ]) {
    expect(text).toContain(part);
  }
  expect(await command.run({ ...context, positionals: ['0'.repeat(26)] })).toBe(2);
});
