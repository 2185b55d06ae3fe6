import { describe, expect, test } from 'vitest';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/** Goal: who changes an earlier request learns that this is for later before mending the rest. */
const submit = '/fhir/Claim/$submit';
const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';
const payer = payerForTests();
const cancelled = {
  url: `${pas}extension-certificationType`,
  valueCodeableConcept: {
    coding: [{ system: 'https://codesystem.x12.org/005010/1322', code: '3' }],
  },
};

async function textsOf(change: object, bundle: object = {}) {
  const sent = { ...JSON.parse(scenario('invalid')), ...bundle };
  Object.assign(sent.entry[0].resource, change);
  const { status, body } = await payer.post(submit, sent);
  const { issue } = JSON.parse(JSON.stringify(body));
  return [status, ...issue.map((one: { details: { text: string } }) => one.details.text)];
}

describe('a request with errors that changes an earlier one', () => {
  test.each<[string, object, object?]>([
    ['names it', { related: [{ claim: { reference: 'Claim/1' } }] }],
    ['claims the profile of an update', { meta: { profile: [`${pas}profile-claim-update`] } }],
    ['cancels it', { extension: [cancelled] }],
    ['is refused for what it does not say', { related: [{}] }, { timestamp: undefined }],
  ])('%s', async (_, change, bundle) => {
    const [status, first, ...more] = await textsOf(change, bundle);
    expect(status).toBe(422);
    expect(first).toMatch(/^Changes, renewals, cancellations and appeals are not taken here yet/u);
    expect(more.length).toBeGreaterThan(0);
    expect(JSON.stringify(more)).not.toContain('not taken here yet');
  });

  test('a first request is told its errors alone', async () => {
    expect(JSON.stringify(await textsOf({}))).not.toContain('not taken here yet');
  });
});

describe('a body that is the name of a file', () => {
  test.each(['ok.json', '@ok.json', ' ./a-b/C_1.ndjson\n', 'C:\\a.json'])('%j', async (text) => {
    for (const path of [submit, '/fhir/$validate']) {
      const { status, body } = await payer.post(path, text);
      expect([status, JSON.stringify(body)]).toEqual([
        400,
        expect.stringContaining('This is the name of a file, not what is in it'),
      ]);
    }
  });

  test('another text that is no JSON is none', async () => {
    const { body } = await payer.post(submit, 'ok. json');
    expect(JSON.stringify(body)).toContain('Unexpected o');
  });
});
