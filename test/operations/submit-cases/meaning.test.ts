import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/fhir/json/json.ts';
import { type TreeObject, thawObject } from '../../conformance/mutants/tree.ts';
import { setAt } from '../../fhir/translate/intake/must-support/places.ts';
import { type Reply, scenario } from '../payer.ts';
import { freshPayerForTests } from '../payer-for-tests.ts';

/**
 * Goal: nothing is approved or waved through whose meaning the request itself takes back. Method:
 * an honest request that is approved at once, one change a case, sent to a running payer; the note
 * says what a person has to look at.
 */
const submit = '/fhir/Claim/$submit';
const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';
const cancelled: Json = [{ url: `${pas}modifierextension-infoCancelled`, valueBoolean: true }];
const shared = join(import.meta.dirname, '../../../../shared/cases');
const payer = freshPayerForTests();

const claim = 'entry(Claim/home-oxygen-approved).resource';
const patient = 'entry(Patient/demo-ada).resource';
const order = 'entry(DeviceRequest/order).resource';

/** Home oxygen with the order behind its only line. */
function honest(): TreeObject {
  const { entry, ...bundle } = JSON.parse(scenario('home-oxygen-approved'));
  const [request, ...others] = entry;
  const [item] = request.resource.item;
  item.extension.push({
    url: `${pas}extension-requestedService`,
    valueReference: { reference: 'DeviceRequest/order' },
  });
  request.resource.item = [item];
  const system = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
  const resource = {
    ...{ resourceType: 'DeviceRequest', id: 'order', status: 'active', intent: 'order' },
    codeCodeableConcept: { coding: [{ system, code: 'E1390' }] },
    subject: { reference: 'Patient/demo-ada' },
  };
  const fullUrl = 'https://ehr.example.org/fhir/DeviceRequest/order';
  return thawObject({ ...bundle, entry: [request, ...others, { fullUrl, resource }] });
}

interface Answered {
  readonly status: number;
  readonly actions: readonly string[];
  readonly text: string;
}

function answered({ status, body }: Reply): Answered {
  const text = JSON.stringify(body);
  const codes = text.matchAll(
    /"system":"https:\/\/codesystem\.x12\.org\/005010\/306","code":"(\w+)"/g,
  );
  return { status, actions: [...codes].map(([, code]) => code ?? ''), text };
}

async function sent(changes: Readonly<Record<string, Json | undefined>>): Promise<Answered> {
  const bundle = honest();
  for (const [place, value] of Object.entries(changes)) {
    if (!setAt(bundle, place, value)) throw new Error(`nothing at ${place}`);
  }
  return answered(await payer.post(submit, bundle));
}

test('the honest request is approved at once', async () => {
  expect((await sent({})).actions).toEqual(['A1']);
});

describe('for a person, who is told why', () => {
  test.each<[string, Readonly<Record<string, Json | undefined>>, string]>([
    [
      'a cancelled line',
      { [`${claim}.item.0.modifierExtension`]: cancelled },
      'is marked as cancelled, and nothing was asked',
    ],
    [
      'cancelled evidence',
      { [`${claim}.supportingInfo.0.modifierExtension`]: cancelled },
      'supporting information that was sent along is marked as cancelled (1)',
    ],
    ['a revoked order', { [`${order}.status`]: 'revoked' }, 'the order is marked as revoked'],
    ['a completed order', { [`${order}.status`]: 'completed' }, 'the order is marked as completed'],
    [
      'an order of unknown state',
      { [`${order}.status`]: 'unknown' },
      'the order is marked as unknown',
    ],
    ['a draft', { [`${order}.status`]: 'draft' }, 'the order is marked as a draft'],
    ['an order on hold', { [`${order}.status`]: 'on-hold' }, 'the order is marked as on hold'],
    ['a dead patient', { [`${patient}.deceasedBoolean`]: true }, 'the patient has died'],
    ['a patient not in use', { [`${patient}.active`]: false }, 'is marked as not in use'],
    [
      'a replaced patient',
      {
        [`${patient}.link`]: [{ other: { reference: 'Patient/demo-ada' }, type: 'replaced-by' }],
      },
      'was replaced by another',
    ],
  ])('%s', async (_, changes, words) => {
    const { status, actions, text } = await sent(changes);
    expect([status, ...actions]).toEqual([200, 'A4']);
    expect(text).toContain(words);
  });

  // What the validation refuses as it is now, and what would be seen if it let it through.
  test.each<[string, Json | undefined]>([
    ['entry(Organization/demo-lung-clinic).resource.active', false],
    [`${claim}.item.0.extension(requestedService).valueReference.reference`, 'DeviceRequest/none'],
    [`${claim}.status`, 'entered-in-error'],
    ['entry(Coverage/demo-ada).resource.status', 'entered-in-error'],
    ['entry(Coverage/demo-ada).resource.status', 'draft'],
    [`${order}.status`, undefined],
    [`${order}.status`, 'ended'],
    [`${order}.status`, 'Active'],
    [`${order}.intent`, 'plan'],
    [`${order}.intent`, 'proposal'],
    [`${order}.intent`, undefined],
    [`${order}.subject`, { display: 'Ada Demoson' }],
    [`${order}.subject`, { reference: 'Organization/demo-payer' }],
    [`${order}.codeCodeableConcept`, { text: 'oxygen' }],
    [`${order}.modifierExtension`, [{ url: 'urn:x', valueBoolean: false }]],
    [`${order}.implicitRules`, 'urn:x'],
    [`${patient}.deceasedDateTime`, '2026-11-01'],
    [`${patient}._deceasedBoolean`, { id: 'x' }],
    [`${patient}.deceasedBoolean`, 'true'],
    [`${patient}.active`, 'false'],
    [`${claim}.item.0.quantity.comparator`, '<'],
    [`${claim}.item.0.detail`, [{ sequence: 1, modifierExtension: cancelled }]],
    [`${claim}.type.coding.0.code`, 'institutional '],
    ['modifierExtension', cancelled],
    ['link', [{ relation: 'self', url: 'urn:x', modifierExtension: cancelled }]],
  ])('%s as %j is not approved', async (place, value) => {
    const { actions } = await sent({ [place]: value });
    expect(actions.filter((action) => action === 'A1' || action === 'NA')).toEqual([]);
  });

  test('a service that needs no review is not waved through either', async () => {
    const bundle = thawObject(JSON.parse(scenario('not-required')));
    const place = 'entry.0.resource.item.0.modifierExtension';
    expect(setAt(bundle, place, cancelled)).toBe(true);
    expect(answered(await payer.post(submit, bundle)).actions).toEqual(['A4']);
  });
});

describe('refused', () => {
  test.each<[string, Readonly<Record<string, Json | undefined>>, number]>([
    ['rules of its own', { [`${claim}.implicitRules`]: 'http://example.org/rules' }, 422],
    [
      'a modifier of an entry',
      { 'entry.5.modifierExtension': [{ url: 'urn:not', valueBoolean: true }] },
      422,
    ],
    [
      'a mark that can not be read',
      {
        [`${claim}.item.0.modifierExtension`]: [
          { url: `${pas}modifierextension-infoCancelled`, valueString: 'true' },
        ],
      },
      422,
    ],
  ])('%s', async (_, changes, status) => {
    expect((await sent(changes)).status).toBe(status);
  });

  test('rules on the Parameters around it', async () => {
    const parameter = [{ name: 'resource', resource: honest() }];
    const body = { resourceType: 'Parameters', implicitRules: 'http://example.org/r', parameter };
    const answer = answered(await payer.post(submit, body));
    expect([answer.status, answer.text.includes('Parameters.implicitRules')]).toEqual([422, true]);
    const { implicitRules: _, ...plain } = body;
    expect(answered(await payer.post(submit, plain)).actions).toEqual(['A1']);
  });

  test('an initial request that is also a renewal or a cancellation', async () => {
    const system = 'https://codesystem.x12.org/005010/1322';
    for (const code of ['R', '3']) {
      const coding = [
        { system, code: 'I' },
        { system, code },
      ];
      const place = `${claim}.item.0.extension(certificationType).valueCodeableConcept.coding`;
      const { actions, text } = await sent({ [place]: coding });
      expect(actions).toEqual([]);
      expect(text).toMatch(/"outcome":"error"|"resourceType":"OperationOutcome"/u);
    }
  });
});

test.skipIf(!existsSync(shared))(
  'case 36, an order entered in error; needs ../shared',
  async () => {
    const file = join(shared, '36-submit-order-entered-in-error.json');
    const text = readFileSync(file, 'utf8').replaceAll('2026-11-30', '2026-11-28');
    const { status, actions, text: said } = answered(await payer.post(submit, text));
    expect([status, ...actions]).toEqual([200, 'A4']);
    expect(said).toContain('the order is marked as entered in error');
    const active = text.replace('entered-in-error', 'active').replace('T1001', 'T3601');
    await payer.post('/sandbox/reset', {});
    expect(answered(await payer.post(submit, active)).actions).toEqual(['A1']);
  },
);
