import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: a practice asks for its own providers, an intermediary for any, and neither sees what
 * another one sent. Method: the demo's clients at a running payer.
 */
const submit = '/fhir/Claim/$submit';
const by = (client: string, sender?: string) => ({
  authorization: `Bearer ${client}`,
  ...(sender === undefined ? {} : { 'assent-sender': sender }),
});
const payer = payerForTests();

let sent = 0;
/** A request under new numbers, from a sending system when one is named. */
function request(changes: Readonly<Record<string, string>> = {}, sender?: string): string {
  sent += 1;
  let text = scenario('home-oxygen-information').replaceAll('1003', `3${100 + sent}`);
  for (const [from, to] of Object.entries(changes)) text = text.replaceAll(from, to);
  const bundle = JSON.parse(text);
  if (sender !== undefined) {
    const url =
      'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-TransmissionIdentifiers';
    const part = (name: string, valueString: string) => ({ url: name, valueString });
    bundle.entry[0].resource.extension = [
      {
        url,
        extension: [
          part('applicationSenderCode', 'APP'),
          part('applicationReceiverCode', 'PAYER'),
          part('interchangeSenderID', sender),
        ],
      },
    ];
  }
  return JSON.stringify(bundle);
}

function outcome(body: JsonObject): string {
  const text = JSON.stringify(body);
  const codes = [...text.matchAll(/005010\/901","code":"(\w+)"/gu)].map(([, code]) => code);
  return [/"outcome":"(\w+)"/u.exec(text)?.[1] ?? '', ...codes].join(' ');
}

function caseOf(body: JsonObject): string {
  return /ClaimResponse\/(\w{26})"/u.exec(JSON.stringify(body))?.[1] ?? '';
}

const hospital = { '9000000015': '9000000031' };

describe('a requester outside of the client is ClaimResponse.error 901 41', () => {
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['a practice for itself', 'demo-ehr-one', {}, 'complete'],
    ['a practice for another', 'demo-ehr-one', hospital, 'error 41'],
    ['another practice for itself', 'demo-ehr-two', hospital, 'complete'],
    ['another practice for the first', 'demo-ehr-two', {}, 'error 41'],
    ['an intermediary for one', 'demo-clearinghouse', {}, 'complete'],
    ['an intermediary for another', 'demo-clearinghouse', hospital, 'complete'],
    [
      'an intermediary for nobody on file',
      'demo-clearinghouse',
      { '9000000015': '9000000098' },
      'error 51',
    ],
  ])('%s', async (...[, client, changes, expected]) => {
    const { status, body } = await payer.post(submit, request(changes), by(client));
    expect([status, outcome(body)]).toEqual([200, expected]);
  });
});

describe('an intermediary sees what the sender that it names has sent', () => {
  const read = (id: string, sender?: string) =>
    payer.get(`/fhir/ClaimResponse/${id}`, by('demo-clearinghouse', sender));
  const statusOf = async (id: string, sender?: string) => (await read(id, sender)).status;

  test.each<[string, string | undefined, string]>([
    ['named by ISA06', 'SENDERONE', 'SENDERONE'],
    ['padded as X12 does', 'SENDERONE      ', 'SENDERONE'],
    ['named by its NPI alone', undefined, '9000000015'],
  ])('%s', async (_, isa06, sender) => {
    const { body } = await payer.post(submit, request({}, isa06), by('demo-clearinghouse'));
    const id = caseOf(body);
    expect(await statusOf(id, sender)).toBe(200);
    expect(await statusOf(id, 'SENDERTWO')).toBe(404);
    const absent = await read(id);
    expect([absent.status, JSON.stringify(absent.body)]).toEqual([
      400,
      expect.stringContaining('header Assent-Sender'),
    ]);
    const other = await payer.get(`/fhir/Claim/${id}`, by('demo-clearinghouse', 'SENDERTWO'));
    const nothing = await read('0000000000000000000000ZZZZ', 'SENDERTWO');
    expect([other.status, other.body]).toEqual([404, nothing.body]);
    const practice = await payer.get(`/fhir/Claim/${id}`, by('demo-tour', sender));
    expect(practice.status).toBe(404);
  });

  test('the header has to name the sender of the request', async () => {
    const text = request({}, 'SENDERONE');
    const wrong = await payer.post(submit, text, by('demo-clearinghouse', 'SENDERTWO'));
    expect([wrong.status, wrong.body.issue]).toMatchObject([400, [{ code: 'value' }]]);
    expect(JSON.parse(JSON.stringify(wrong.body)).issue[0].details.text).toContain(
      'Assent-Sender says "SENDERTWO", and the request is of "SENDERONE" (ISA06, else GS02',
    );
    const right = await payer.post(submit, text, by('demo-clearinghouse', 'SENDERONE'));
    expect(right.status).toBe(200);
  });

  test('what one sender sent answers no other, word for word the same', async () => {
    const text = request({}, 'SENDERONE');
    const one = await payer.post(submit, text, by('demo-clearinghouse'));
    const two = await payer.post(
      submit,
      text.replace('SENDERONE', 'SENDERTWO'),
      by('demo-clearinghouse'),
    );
    const again = await payer.post(submit, text, by('demo-clearinghouse'));
    expect(caseOf(two.body)).not.toBe(caseOf(one.body));
    expect(caseOf(again.body)).toBe(caseOf(one.body));
  });

  test('the sender is recorded in the case and in the audit', async () => {
    const { body } = await payer.post(submit, request({}, 'SENDERSIX'), by('demo-clearinghouse'));
    await read(caseOf(body), 'SENDERSIX');
    await read(caseOf(body), 'SENDERTEN');
    const lines = await payer.started.store.readAudit(undefined, 10_000);
    if (!lines.ok) throw new Error(lines.problem.reason);
    const own = lines.value.filter(({ entry }) => entry?.caseId === caseOf(body));
    expect(own.map(({ entry }) => [entry?.operation, entry?.clientId, entry?.subSender])).toEqual([
      ['submit', 'demo-clearinghouse', 'SENDERSIX'],
      ['readClaimResponse', 'demo-clearinghouse', 'SENDERSIX'],
    ]);
    const refused = lines.value.map(({ entry }) => entry).filter((entry) => entry?.status === 404);
    expect(refused.at(-1)).toMatchObject({
      operation: 'readClaimResponse',
      subSender: 'SENDERTEN',
    });
  });
});

describe('whose, at the door', () => {
  const changed = (change: (bundle: ReturnType<typeof JSON.parse>) => void): string => {
    const bundle = JSON.parse(request());
    change(bundle);
    return JSON.stringify(bundle);
  };
  const resource = (bundle: ReturnType<typeof JSON.parse>, type: string) =>
    bundle.entry.find((one: { resource: JsonObject }) => one.resource.resourceType === type)
      .resource;

  test('insurer and payor have to be us', async () => {
    const text = request({ '9000000007': '9000000098' });
    expect(outcome((await payer.post(submit, text)).body)).toBe('error 79');
  });

  test('more identifiers than can be looked up are a named problem, never cut off', async () => {
    const text = changed((bundle) => {
      const person = resource(bundle, 'Patient');
      for (let index = 0; index < 60; index += 1) {
        person.identifier.unshift({ system: 'urn:other', value: `X${index}` });
      }
    });
    const { status, body } = await payer.post(submit, text);
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('More than 50')]);
  });
});
