import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import type { Validator } from '../../src/fhir/validate/validator.ts';
import { openValidator } from '../../src/wire.ts';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/** Goal: one request in, one explained determination out. Method: a running payer on loopback. */
const submit = '/fhir/Claim/$submit';
const examples = join(import.meta.dirname, '../conformance/fixtures/pas-2.2.1');
const payer = payerForTests();
let validator: Validator;

beforeAll(async () => {
  validator = await openValidator('2.2');
}, 60_000);

function resources(bundle: JsonObject, type: string): readonly JsonObject[] {
  const entries = isJsonArray(bundle.entry) ? bundle.entry.filter(isJsonObject) : [];
  return entries.flatMap(({ resource }) =>
    isJsonObject(resource) && resource.resourceType === type ? [resource] : [],
  );
}

function actions(bundle: JsonObject): readonly string[] {
  const found = JSON.stringify(bundle).matchAll(
    /"system":"https:\/\/codesystem\.x12\.org\/005010\/306","code":"(\w+)"/g,
  );
  return [...found].map(([, code]) => code ?? '');
}

function errorsOf(resource: JsonObject): readonly string[] {
  const { issues } = validator.validate(JSON.parse(JSON.stringify(resource)));
  const errors = issues.filter(({ severity }) => severity === 'error');
  return errors.map(({ expression, rule, message }) => `${expression} ${rule}: ${message}`);
}

describe('outcomes by content', () => {
  test.each([
    ['home-oxygen-approved', ['A1', 'A1'], 'complete'],
    ['home-oxygen-approved-es', ['A1'], 'complete'],
    ['home-oxygen-information', ['A4'], 'complete'],
    ['home-oxygen-clinical-review', ['A4'], 'complete'],
    ['foreign-saturation', ['A4'], 'complete'],
    ['not-required', ['NA'], 'complete'],
    ['unknown-member', [], 'error'],
  ])('%s: %j, %s; spec-30, spec-34', async (...[name, codes, outcome]) => {
    const { status, type, body } = await payer.post(submit, scenario(name));
    expect([status, type]).toEqual([200, 'application/fhir+json; charset=utf-8']);
    expect(actions(body)).toEqual(codes);
    const [response] = resources(body, 'ClaimResponse');
    expect(response?.outcome).toBe(outcome);
    expect(errorsOf(body)).toEqual([]);
  });

  test('the note names policy, version and criteria, in the language of the request', async () => {
    const english = JSON.stringify(
      (await payer.post(submit, scenario('home-oxygen-approved'))).body,
    );
    expect(english).toContain('HOME-OXYGEN@2026.1');
    expect(english).toContain('88 % or lower (86 %, on 2026-11-23)');
    const spanish = await payer.post(submit, scenario('home-oxygen-approved-es'));
    expect(JSON.stringify(spanish.body)).toContain('88 % o menos (86 %, el 2026-11-23)');
  });

  test('what is missing is asked for once, and can be told apart; ainfo-2', async () => {
    const { body } = await payer.post(submit, scenario('home-oxygen-information'));
    const [asked, ...more] = resources(body, 'CommunicationRequest');
    expect(more).toEqual([]);
    expect(JSON.stringify(asked)).toContain('52053-6');
  });

  test('conf-5: numbers that the guide asks for on the Claim are no error there', async () => {
    const bundle = JSON.parse(scenario('home-oxygen-information').replaceAll('1003', '8003'));
    const url = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-';
    bundle.entry[0].resource.extension = [
      'authorizationNumber',
      'administrationReferenceNumber',
    ].map((name) => ({ url: `${url}${name}`, valueString: 'X1' }));
    expect((await payer.post(submit, bundle)).status).toBe(200);
  });

  test('spec-35: a bad bundle gets all its errors at once, each with its place', async () => {
    const { status, body } = await payer.post(submit, scenario('invalid'));
    expect([status, body.resourceType]).toEqual([422, 'OperationOutcome']);
    const text = JSON.stringify(body);
    for (const place of ['resource.created', 'item[0].sequence', 'item[0]', 'birthDate']) {
      expect(text).toContain(place);
    }
  });
});

describe('re-sent requests (R07)', () => {
  test('the same transmission, also fifty at a time, is one case with one number', async () => {
    const text = scenario('home-oxygen-approved').replaceAll('T1001', 'T2001');
    const changed = text.replaceAll('"value": 86', '"value": 85');
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => payer.post(submit, changed)),
    );
    const ids = replies.map(({ body }) => resources(body, 'ClaimResponse')[0]?.id);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(ids).size).toBe(1);
  });

  test('the same content under new identifiers is the same case, and says so', async () => {
    const first = await payer.post(submit, scenario('home-oxygen-information'));
    const renamed = scenario('home-oxygen-information').replaceAll('1003', '7003');
    const again = await payer.post(submit, renamed);
    const id = (body: JsonObject) => resources(body, 'ClaimResponse')[0]?.id;
    expect(id(again.body)).toBe(id(first.body));
    expect(JSON.stringify(again.body)).toContain('was sent before');
  });

  test('an error is never replayed: it asks for a resend', async () => {
    const one = await payer.post(submit, scenario('unknown-member'));
    const two = await payer.post(submit, scenario('unknown-member'));
    const id = (body: JsonObject) => resources(body, 'ClaimResponse')[0]?.id;
    expect(id(one.body)).not.toBe(id(two.body));
  });
});

test('after a restart the case has the same answer; another client sees nothing', async () => {
  const { body } = await payer.post(submit, scenario('home-oxygen-clinical-review'));
  const [told] = resources(body, 'ClaimResponse');
  await payer.restart();
  const own = await payer.get(`/fhir/ClaimResponse/${String(told?.id)}`);
  expect(own.status).toBe(200);
  expect(own.body.item).toEqual(told?.item);
  const claim = await payer.get(`/fhir/Claim/${String(told?.id)}`);
  expect([claim.status, claim.body.resourceType]).toEqual([200, 'Claim']);
  const other = { authorization: 'Bearer demo-ehr-one' };
  const foreign = await payer.get(`/fhir/ClaimResponse/${String(told?.id)}`, other);
  const nothing = await payer.get('/fhir/ClaimResponse/0000000000000000000000ZZZZ', other);
  expect([foreign.status, foreign.body]).toEqual([404, nothing.body]);
}, 60_000);

describe('the official requests, enrolled through the sandbox', () => {
  const files = readdirSync(examples).filter((name) =>
    /^Bundle-(Referral|Medical|Homecare|Surgical).*(Request|Authorization|Update)BundleEx/.test(
      name,
    ),
  );
  const sandbox = payerForTests({ ASSENT_SANDBOX: 'on' });

  test('there are five of them', () => {
    expect(files.filter((name) => !name.includes('Response'))).toHaveLength(5);
  });

  test.each(files.filter((name) => !name.includes('Response')))('%s', async (name) => {
    const text = readFileSync(join(examples, name), 'utf8');
    const enrolled = await sandbox.post('/sandbox/enroll', text);
    expect(enrolled.status).toBe(200);
    const { status, body } = await sandbox.post(submit, text);
    expect([status, body.resourceType]).toEqual([200, 'Bundle']);
    expect(errorsOf(body)).toEqual([]);
  });
});

test('the same content in other bytes: each case keeps the bytes that it came in', async () => {
  const refused = scenario('unknown-member');
  const later = refused.replace(/"timestamp": ?"[^"]+"/u, '"timestamp":"2026-11-28T15:59:59Z"');
  expect(later).not.toBe(refused);
  const ids: string[] = [];
  for (const body of [refused, later, `${refused}\n\n`]) {
    const answer = await payer.post(submit, body);
    ids.push(/\/ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(answer.body))?.[1] ?? '');
  }
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) {
    expect((await payer.get(`/fhir/Claim/${id}`)).status).toBe(200);
  }
  await payer.restart();
  expect((await payer.get(`/fhir/ClaimResponse/${ids[0]}`)).status).toBe(200);
});

describe('a corrected request under another identifier is a new one', () => {
  const caseOf = async (body: string): Promise<string> => {
    const answer = await payer.post(submit, body);
    return /\/ClaimResponse\/([0-9A-Z]{26})"/.exec(JSON.stringify(answer.body))?.[1] ?? '';
  };
  /** The scenario of a wrong subject, sent again under new identifiers with a change. */
  const again = (number: number, change: (text: string) => string): string =>
    change(scenario('foreign-saturation').replace(/"value": ?"1\d{3}"/u, `"value": "8${number}"`));
  const plain = (text: string): string => text;

  test('as it was: the same case; its subject, its words, its dates: others', async () => {
    const first = await caseOf(again(101, plain));
    expect(await caseOf(again(102, plain))).toBe(first);
    const changes = [
      (text: string) =>
        text.replace(/("subject": ?\{\s*"reference": ?")[^"]+(")/u, '$1Patient/none$2'),
      (text: string) =>
        text.replace(/"priority": ?\{/u, '"accident": {"date": "2026-11-01"}, "priority": {'),
    ];
    for (const [index, change] of changes.entries()) {
      const body = again(103 + index, change);
      expect(body).not.toBe(again(103 + index, plain));
      expect(await caseOf(body)).not.toBe(first);
    }
  });
});
