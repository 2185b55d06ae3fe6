import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonObject } from '../../src/fhir/json/json.ts';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: no list that a request's cost grows with is longer than a setting says; what is longer is
 * refused with its length, the limit and the setting, and nothing of it is kept.
 * Method: one list is made longer at a time, by small limits.
 */
const payer = payerForTests({ ASSENT_LINES_MAX: '3', ASSENT_LIST_MAX: '20' });

type Change = (resource: JsonObject) => JsonObject;

/** The demo's request with another resource of a type. */
function changed(type: string, change: Change): string {
  const bundle: JsonObject = JSON.parse(scenario('home-oxygen-approved'));
  const entry = (isJsonArray(bundle.entry) ? bundle.entry : []).map((one) => {
    const { resource } = isJsonObject(one) ? one : {};
    if (!isJsonObject(one) || !isJsonObject(resource) || resource.resourceType !== type) return one;
    return { ...one, resource: change(resource) };
  });
  return JSON.stringify({ ...bundle, entry });
}

/** A list of this many, each like the first, with a number of its own where it has one. */
function many(list: JsonObject[string], count: number): JsonObject[] {
  const [first] = isJsonArray(list) ? list : [];
  const one = isJsonObject(first) ? first : {};
  return Array.from({ length: count }, (_, index) =>
    'sequence' in one ? { ...one, sequence: index + 1 } : one,
  );
}

const longer =
  (name: string, count: number): Change =>
  (resource) => ({ ...resource, [name]: many(resource[name], count) });

const first = (list: JsonObject[string], change: Change): JsonObject[] =>
  many(list, 1).map((one) => change(one));

test.each<[string, string, Change, string]>([
  ['lines', 'Claim', longer('item', 4), 'item'],
  ['diagnoses', 'Claim', longer('diagnosis', 21), 'diagnosis'],
  ['care team', 'Claim', longer('careTeam', 21), 'careTeam'],
  ['supporting information', 'Claim', longer('supportingInfo', 21), 'supportingInfo'],
  ['insurance', 'Claim', longer('insurance', 21), 'insurance'],
  ['identifiers', 'Claim', longer('identifier', 21), 'identifier'],
  ['extensions', 'Claim', longer('extension', 21), 'extension'],
  ['identifiers of the patient', 'Patient', longer('identifier', 21), 'identifier'],
  ['names of the patient', 'Patient', longer('name', 21), 'name'],
  ['identifiers of a result', 'Observation', longer('identifier', 21), 'identifier'],
  [
    'modifiers of a line',
    'Claim',
    (claim) => ({ ...claim, item: first(claim.item, longer('modifier', 21)) }),
    'item[0].modifier',
  ],
  [
    'given names',
    'Patient',
    (patient) => ({
      ...patient,
      name: first(patient.name, (name) => ({ ...name, given: Array(21).fill('A') })),
    }),
    'name[0].given',
  ],
])('%s', async (_, type, change, place) => {
  const { status, body } = await payer.post('/fhir/Claim/$submit', changed(type, change));
  const [issue = {}] = isJsonArray(body.issue) ? body.issue.filter(isJsonObject) : [];
  const isLines = place === 'item';
  const [length, limit] = isLines ? [4, 3] : [21, 20];
  const told = `There are ${length} ${isLines ? 'lines' : 'entries'}; ${limit} are allowed.`;
  const setting = isLines ? 'ASSENT_LINES_MAX' : 'ASSENT_LIST_MAX';
  expect([status, body.resourceType, issue.code]).toEqual([422, 'OperationOutcome', 'too-costly']);
  expect(JSON.stringify(issue.expression)).toContain(`.resource.${place}"]`);
  expect(JSON.stringify(issue)).toContain(told);
  expect(JSON.stringify(issue)).toContain(`the limit is ${setting}.`);
});

test('as many as are allowed are taken, and evidence may have more parts', async () => {
  const three = changed('Claim', (claim) => ({
    ...claim,
    item: many(claim.item, 3),
    diagnosis: many(claim.diagnosis, 20),
  }));
  expect((await payer.post('/fhir/Claim/$submit', three)).status).toBe(200);
  const parts = changed('Observation', (result) => ({
    ...result,
    note: Array.from({ length: 30 }, () => ({ text: 'at rest' })),
  }));
  expect((await payer.post('/fhir/Claim/$submit', parts)).status).toBe(200);
});
