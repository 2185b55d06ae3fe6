import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../src/fhir/json/json.ts';
import { thawObject } from '../../conformance/mutants/tree.ts';
import { setAt } from '../../fhir/translate/intake/must-support/places.ts';
import { scenario, startPayer, type TestPayer } from '../payer.ts';

/** Goal: faults that change nothing refuse nothing, and what may change something is looked at. */
const submit = '/fhir/Claim/$submit';
const shared = join(import.meta.dirname, '../../../../shared');
let tolerant: TestPayer;
let strict: TestPayer;
beforeAll(async () => {
  const sandbox = { ASSENT_SANDBOX: 'on' };
  [tolerant, strict] = await Promise.all([
    startPayer(sandbox),
    startPayer({ ...sandbox, ASSENT_INTAKE: 'strict' }),
  ]);
}, 60_000);
afterAll(() => Promise.all([tolerant.stop(), strict.stop()]));

const claim = 'entry(Claim/home-oxygen-approved).resource';
const patient = 'entry(Patient/demo-ada).resource';
const evidence = 'entry(Observation/saturation).resource';
/** A request that is approved as it is, with something else at a place of it. */
function changed(place: string, value: Json | undefined): string {
  const bundle = thawObject(JSON.parse(scenario('home-oxygen-approved')));
  if (!setAt(bundle, place, value)) throw new Error(`there is no ${place}`);
  return JSON.stringify(bundle);
}

interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
  readonly actions: string;
}

async function send(payer: TestPayer, text: string, path = submit): Promise<Sent> {
  const headers = { 'content-type': 'application/fhir+json' };
  const method = 'POST';
  const response = await fetch(`${payer.started.url}${path}`, { method, headers, body: text });
  const body: unknown = await response.json();
  if (!isJsonObject(body)) throw new Error('the answer is no JSON object');
  const actions = JSON.stringify(body).matchAll(/005010\/306","code":"(\w+)"/g);
  const codes = [...actions].map(([, code]) => code).join(' ');
  return { status: response.status, headers: response.headers, body, actions: codes };
}

function entries(bundle: JsonObject): readonly JsonObject[] {
  const items = isJsonArray(bundle.entry) ? bundle.entry.filter(isJsonObject) : [];
  return items.map(({ resource }) => resource).filter(isJsonObject);
}

describe('a refusal', () => {
  test('what refuses comes first, and everything comes with it', async () => {
    const bundle = thawObject(JSON.parse(changed(`${claim}.total`, { currency: 'x' })));
    setAt(bundle, `${patient}.birthDate`, '2026-02-30');
    const { body } = await send(tolerant, JSON.stringify(bundle));
    const issues = isJsonArray(body.issue) ? body.issue.filter(isJsonObject) : [];
    const places = issues.map(({ expression }) => String(expression));
    expect(places[0]).toBe('Bundle.entry[4].resource.birthDate');
    expect(places).toContain('Bundle.entry[0].resource.total.currency');
  });
});

describe('the answer to a request with faults', () => {
  const faulty = changed(`${claim}.item.1.revenue`, { coding: [{ system: 'urn:x', code: '1' }] });

  test('counts them, says where they are told, and has them as warnings; spec-40', async () => {
    const { headers, body } = await send(tolerant, faulty);
    const id = String(entries(body)[0]?.id);
    expect(headers.get('assent-findings')).toMatch(/^errors=1, warnings=\d+$/u);
    expect(headers.get('link')).toMatch(
      new RegExp(`/fhir/Claim/${id}/\\$validate>; rel="describedby"$`, 'u'),
    );
    const [outcome, ...more] = entries(body).filter(
      (one) => one.resourceType === 'OperationOutcome',
    );
    expect(more).toEqual([]);
    expect(JSON.stringify(outcome)).toContain('A person looks at what it concerns.');
    expect(JSON.stringify(outcome)).not.toContain('"error"');
    const judged = await send(tolerant, JSON.stringify(body), '/fhir/$validate');
    expect(JSON.stringify(judged.body)).not.toContain('"severity":"error"');
  });

  test('says in words what a person has to look at, in the language of the letter', async () => {
    const { body } = await send(tolerant, faulty);
    expect(JSON.stringify(body)).toContain(
      'what the request says about the revenue code of a line breaks a rule',
    );
    const headers = { 'accept-language': 'es' };
    const spanish = await tolerant.post(submit, faulty, headers);
    expect(JSON.stringify(spanish.body)).toContain(
      'lo que la solicitud dice sobre el código de ingresos de una línea',
    );
  });

  test('is the same when the request is sent again', async () => {
    const text = changed(`${evidence}.status`, 'ready');
    const [one, two] = [await send(tolerant, text), await send(tolerant, text)];
    expect(entries(two.body)[0]?.id).toBe(entries(one.body)[0]?.id);
    expect(two.headers.get('assent-findings')).toBe(one.headers.get('assent-findings'));
  });

  test('is not the answer to the request without them', async () => {
    const clean = await send(tolerant, scenario('home-oxygen-information'));
    const text = scenario('home-oxygen-information').replace(
      '"status": "active"',
      '"status": "on"',
    );
    const id = entries(clean.body)[0]?.id;
    expect(clean.body.entry).toBeDefined();
    expect(entries((await send(tolerant, text)).body)[0]?.id).not.toBe(id);
  });

  test('of a request without errors has no outcome', async () => {
    const { body, headers } = await send(tolerant, scenario('home-oxygen-approved'));
    expect(entries(body).map((one) => one.resourceType)).not.toContain('OperationOutcome');
    expect(headers.get('assent-findings') ?? 'errors=0').toMatch(/^errors=0/u);
  });
});

describe('GET Claim/{id}/$validate', () => {
  test('tells what was found, to the submitter alone', async () => {
    const sent = await send(tolerant, changed(`${evidence}.status`, 'ready'));
    const path = `/fhir/Claim/${String(entries(sent.body)[0]?.id)}/$validate`;
    const own = await tolerant.get(path);
    expect([own.status, own.body.resourceType]).toEqual([200, 'OperationOutcome']);
    expect(JSON.stringify(own.body)).toContain('Bundle.entry[5].resource.status');
    const counted = /errors=(\d+), warnings=(\d+)/u.exec(sent.headers.get('assent-findings') ?? '');
    const count = (severity: string) =>
      JSON.stringify(own.body).split(`"severity":"${severity}"`).length - 1;
    expect(counted?.slice(1)).toEqual([String(count('error')), String(count('warning'))]);
    const other = await tolerant.get(path, { authorization: 'Bearer demo-ehr-one' });
    const none = await tolerant.get(`/fhir/Claim/${'0'.repeat(26)}/$validate`, {
      authorization: 'Bearer demo-ehr-one',
    });
    expect([other.status, other.body]).toEqual([404, none.body]);
  });
});

describe('a Bundle.identifier', () => {
  test.each([
    ['without a system', { value: 'T1' }],
    ['without a value', { system: 'urn:x' }],
  ])('%s is taken in both modes', async (_, identifier) => {
    const text = changed('identifier', identifier);
    for (const payer of [tolerant, strict]) {
      await payer.post('/sandbox/reset', '{}');
      expect((await send(payer, text)).actions).toBe('A1 A1');
    }
  });
});

const isHere = existsSync(join(shared, 'fixtures'));

describe.skipIf(!isHere)('needs ../shared: what real senders send', () => {
  test.each([
    'submit-approval',
    'claim-update-1-initial',
  ])('%s of the public kit, once enrolled, is decided', async (name) => {
    // Its services are of 2016: a day before them, so that the coverage has begun.
    const day = { now: () => '2016-08-01T16:00:00.000Z' as Instant, elapsedMs: () => 0 };
    const payer = await startPayer({ ASSENT_SANDBOX: 'on' }, day);
    const text = readFileSync(join(shared, `fixtures/inferno/pas-2.2.1/${name}.json`), 'utf8');
    await payer.post('/sandbox/enroll', text);
    const sent = await send(payer, text);
    await payer.stop();
    expect(sent.status).toBe(200);
    expect(sent.actions).toMatch(/^A4(?: A4)*$/u);
    expect(entries(sent.body)[0]?.outcome).toBe('complete');
  });

  test.each([
    '41-submit-bundle-identifier-no-system',
    '42-submit-language-text-only',
  ])('%s is approved', async (name) => {
    const day = { now: () => '2026-11-30T16:00:00.000Z' as Instant, elapsedMs: () => 0 };
    const payer = await startPayer({}, day);
    const sent = await send(payer, readFileSync(join(shared, `cases/${name}.json`), 'utf8'));
    await payer.stop();
    expect([sent.status, sent.actions]).toEqual([200, 'A1']);
  });
});

test.each([
  'tolerant',
  'strict',
])('a Claim alone, %s: the first issue says what to send', async (mode) => {
  const payer = mode === 'strict' ? strict : tolerant;
  const { status, body } = await send(payer, '{"resourceType":"Claim"}');
  expect(status).toBe(422);
  const [first] = isJsonArray(body.issue) ? body.issue : [];
  expect(JSON.stringify(first)).toContain('send a Bundle of type collection with the Claim first');
});
