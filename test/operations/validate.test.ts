import { describe, expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { readExample, readExamples } from '../conformance/fixtures/examples.ts';
import { Random } from '../conformance/mutants/random.ts';
import { thawObject, toText } from '../conformance/mutants/tree.ts';
import { mutateBytes } from '../fuzz/mutate-bytes.ts';
import { mutateTree } from '../fuzz/mutate-tree.ts';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/** Goal: anything is judged by any loaded profile, and nothing else happens. */
const usCorePatient = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient';
const payer = payerForTests();

const patient = { resourceType: 'Patient', gender: 'male' };

function issuesOf({ issue }: JsonObject): readonly JsonObject[] {
  return isJsonArray(issue) ? issue.filter(isJsonObject) : [];
}

/** The status and the issues of a judgement, each as severity and place. */
async function judged(path: string, body: unknown): Promise<readonly [number, ...string[]]> {
  const reply = await payer.post(path, body);
  expect([reply.type, reply.body.resourceType]).toEqual([
    'application/fhir+json; charset=utf-8',
    'OperationOutcome',
  ]);
  const told = issuesOf(reply.body).map(({ severity, expression, diagnostics }) => {
    const [place = ''] = isJsonArray(expression) ? expression.map(String) : [];
    return `${severity} ${place || String(diagnostics)}`;
  });
  return [reply.status, ...told];
}

const parameters = (...parameter: readonly JsonObject[]) => ({
  resourceType: 'Parameters',
  parameter,
});
const resource = { name: 'resource', resource: patient };
const nameMissing = ['error Patient', 'error Patient'];

describe('$validate', () => {
  test.each<[string, string, unknown, readonly [number, ...string[]]]>([
    ['a clean resource', '/fhir/$validate', patient, [200, 'information undefined']],
    [
      'one with an error',
      '/fhir/$validate',
      { ...patient, gender: 'm' },
      [200, 'error Patient.gender'],
    ],
    ['at its type', '/fhir/Patient/$validate', patient, [200, 'information undefined']],
    ['at another type', '/fhir/Claim/$validate', patient, [200, 'error Patient']],
    ['at no type of R4', '/fhir/Nonsense/$validate', patient, [404, 'error undefined']],
    ['at an abstract type', '/fhir/DomainResource/$validate', patient, [404, 'error undefined']],
    [
      'by a profile in the query',
      `/fhir/$validate?profile=${usCorePatient}`,
      patient,
      [200, ...nameMissing],
    ],
    ['in Parameters', '/fhir/$validate', parameters(resource), [200, 'information undefined']],
    [
      'by a profile with its version',
      '/fhir/Patient/$validate',
      parameters(
        resource,
        { name: 'profile', valueUri: `${usCorePatient}|7.0.0` },
        { name: 'mode', valueCode: 'create' },
      ),
      [200, ...nameMissing],
    ],
    [
      'by a version that is not loaded',
      '/fhir/Patient/$validate',
      parameters(resource, { name: 'profile', valueCanonical: `${usCorePatient}|99.0.0` }),
      [400, 'error validate/profile'],
    ],
    [
      'by profiles and a mode that are not known: all at once',
      '/fhir/$validate?profile=http://a.example/b&mode=maybe',
      parameters(resource, { name: 'profile', valueUri: 'http://a.example/c' }),
      [400, 'error validate/mode', 'error validate/profile', 'error validate/profile'],
    ],
    ['to be deleted', '/fhir/$validate?mode=delete', patient, [400, 'error validate/mode']],
    [
      'a profile of another type',
      `/fhir/$validate?profile=${usCorePatient}`,
      { resourceType: 'Basic', code: { text: 'a' } },
      [200, 'error Basic'],
    ],
    [
      'a parameter of another name, and a profile without a value',
      '/fhir/$validate',
      parameters(resource, { name: 'profil', valueUri: usCorePatient }, { name: 'profile' }),
      [400, 'error Parameters.parameter[1]', 'error Parameters.parameter[2]'],
    ],
    [
      'two resources',
      '/fhir/$validate',
      parameters(resource, resource),
      [400, 'error Parameters.parameter'],
    ],
    [
      'a resource that is none',
      '/fhir/$validate',
      parameters({ name: 'resource', valueString: 'a' }),
      [400, 'error Parameters.parameter[0].resource'],
    ],
    [
      'Parameters themselves',
      '/fhir/Parameters/$validate',
      parameters({ name: 'resource', resource: { ...patient, gender: 'm' } }),
      [200, 'error Parameters.parameter[0].resource.gender'],
    ],
    ['no resource at all', '/fhir/$validate', '{}', [200, 'error $this']],
    ['a list', '/fhir/$validate', '[]', [400, 'error $']],
    ['no body', '/fhir/$validate', '', [400, 'error undefined']],
    [
      'a name that stands twice, seen from the resource',
      '/fhir/$validate',
      '{"resourceType":"Parameters","parameter":[{"name":"resource","resource":' +
        '{"resourceType":"Patient","active":true,"active":true}}]}',
      [200, 'error Patient.active'],
    ],
  ])('%s', async (_, path, body, expected) => {
    expect(await judged(path, body)).toEqual(expected);
  });

  test('a version that is not loaded is named with the one that is', async () => {
    const { body } = await payer.post(`/fhir/$validate?profile=${usCorePatient}|1.0.0`, patient);
    expect(JSON.stringify(body)).toContain(`name ${usCorePatient}|7.0.0, which is loaded`);
  });

  test('it is no id, and no other method is offered', async () => {
    for (const path of ['/fhir/Claim/$validate', '/fhir/$validate']) {
      const { status, body } = await payer.get(path);
      expect([path, status, body.resourceType]).toEqual([path, 405, 'OperationOutcome']);
    }
  });

  test('the statement announces it, for the system and for each type', async () => {
    const text = JSON.stringify((await payer.get('/fhir/metadata')).body);
    const definition = 'http://hl7.org/fhir/OperationDefinition/Resource-validate';
    expect(text.split(definition)).toHaveLength(4);
  });

  test('what $submit would take with a word of warning is an error here', async () => {
    const url =
      'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-authorizationNumber';
    const claim = { ...readExample('Claim-HomecareAuthorizationExample') };
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: { ...claim, extension: [{ url, valueString: 'X1' }] } }],
    };
    const [status, ...issues] = await judged('/fhir/Bundle/$validate', bundle);
    expect(status).toBe(200);
    expect(issues).toContain('error Bundle.entry[0].resource.extension[0]');
  });
});

test('R29 of many issues the first hundred are told, and how many more there are', async () => {
  const telecom = Array(250).fill({ system: 'pigeon' });
  const { body } = await payer.post('/fhir/$validate', { ...patient, telecom });
  expect(issuesOf(body)).toHaveLength(101);
  const { details } = issuesOf(body).at(-1) ?? {};
  expect(JSON.stringify(details)).toMatch(/"and \d+ more\. /u);
});

describe('a Bundle of many entries', () => {
  const bundle = (count: number) => ({
    resourceType: 'Bundle',
    type: 'batch',
    entry: Array(count).fill({ request: { method: 'GET', url: 'Patient/1' } }),
  });
  test.each([
    [5_000, 200],
    [5_001, 400],
  ])('%i are %i', async (count, status) => {
    const reply = await payer.post('/fhir/$validate', bundle(count));
    expect([reply.status, reply.body.resourceType]).toEqual([status, 'OperationOutcome']);
    expect(JSON.stringify(reply.body).includes('"error"')).toBe(status === 400);
  });
});

describe('R26 random mutants of the official examples', () => {
  const examples = readExamples();
  test('each is answered in words, and quickly', async () => {
    const statuses = new Map<number, number>();
    for (let number = 0; number < 300; number += 1) {
      const random = new Random(`validate-${number}`);
      const tree = thawObject(random.pick(examples)?.resource ?? {});
      if (number % 2 === 0) mutateTree(tree, random);
      const text = Buffer.from(toText(tree));
      const document = number % 2 === 0 ? text : Buffer.from(mutateBytes(text, random));
      const reply = await payer.post('/fhir/$validate', document.toString('latin1'));
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      expect([200, 400]).toContain(reply.status);
      expect(reply.body.resourceType).toBe('OperationOutcome');
      expect(issuesOf(reply.body).length).toBeGreaterThan(0);
    }
    expect(statuses.get(200) ?? 0).toBeGreaterThan(100);
    expect(statuses.get(400) ?? 0).toBeGreaterThan(20);
  }, 60_000);
});

describe('R27 texts that are no JSON, or odd', () => {
  test.each([
    ...[
      '',
      ' ',
      '{',
      '}',
      '[1,]',
      '{"a":1,}',
      "{'a':1}",
      '{a:1}',
      '{"a" 1}',
      '{"a":}',
      '{"a":1 "b":2}',
    ],
    ...[
      'nul',
      'True',
      'NaN',
      'Infinity',
      '{"a":+1}',
      '{"a":01}',
      '{"a":1.}',
      '{"a":.5}',
      '{"a":1e}',
    ],
    ...[
      '{"a":0x1}',
      '{"a":"\t"}',
      '{"a":"\\x"}',
      '{"a":"\\u12"}',
      '{"a":"b}',
      '{"a":1}}',
      '{"a":1}x',
    ],
    ...[
      '// a\n{}',
      '{"a":1/**/}',
      '"a"',
      '1',
      'null',
      'true',
      '[]',
      '\u00a0{}',
      '[[[[[[',
      '{"a":'.repeat(100),
    ],
  ])('%j is 400', async (text) => {
    const [status, first] = await judged('/fhir/$validate', text);
    expect(status).toBe(400);
    expect(first).toMatch(/^error/u);
  });

  test.each([
    '{}',
    ' {} ',
    '{"a":1e2}',
    '{"":0}',
    '{"a":"\\ud83d\\ude00"}',
    '{"a":[[],{}]}',
    '{"a":-0}',
  ])('%j is JSON, and judged', async (text) => {
    expect((await judged('/fhir/$validate', text))[0]).toBe(200);
  });
});

test('nothing of it is kept', async () => {
  await payer.post('/fhir/$validate', scenario('home-oxygen-approved'));
  const read = await payer.started.store.countRecords('member');
  expect(read.ok).toBe(true);
  const id = '0'.repeat(26);
  expect((await payer.get(`/fhir/Claim/${id}`)).status).toBe(404);
});
