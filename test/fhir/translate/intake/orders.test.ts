import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/fhir/json/json.ts';
import { setAt } from './must-support/places.ts';
import { readBundle, requestIn, richRequest } from './rich-request.ts';

/** Goal: an order is what the line names, of the patient, and nothing that forbids the service. */
const claim = 'entry(Claim/rich-2).resource';
const named = `${claim}.item.1.extension(requestedService).valueReference`;
const order = 'entry(DeviceRequest/oxygen).resource';

function orderWith(place: string, value: Json) {
  const bundle = richRequest();
  if (!setAt(bundle, place, value)) throw new Error(`nothing at ${place}`);
  return requestIn(bundle).lines[1]?.requestedOrder;
}

const nobody = { kind: 'unknown', codes: [] };

describe('the order behind a line', () => {
  test.each<[string, string, Json, object]>([
    ['as it is', `${order}.status`, 'active', { kind: 'DeviceRequest', isOfPatient: true }],
    [
      'of somebody else',
      `${order}.subject`,
      { reference: 'Patient/subscriber' },
      {
        isOfPatient: false,
      },
    ],
    ['of nobody here', `${order}.subject`, { reference: 'Patient/none' }, { isOfPatient: false }],
    ['of nobody', `${order}.subject`, { display: 'somebody' }, {}],
    [
      'of the patient and, by number, another',
      `${order}.subject.identifier`,
      { system: 'https://payer.example.org/member-ids', value: 'another' },
      { isOfPatient: false },
    ],
    ['a plan', `${order}.intent`, 'plan', { intent: 'plan' }],
    ['not here', named, { reference: 'DeviceRequest/none' }, nobody],
    ['by its number alone', named, { identifier: { value: '7' } }, nobody],
    ['in words', named, { display: 'oxygen' }, nobody],
    ['no order', named, { reference: 'Condition/copd' }, nobody],
  ])('%s', (_, place, value, expected) => {
    const found = orderWith(place, value);
    expect(found).toMatchObject(expected);
    if (!('isOfPatient' in expected) && place.includes('subject')) {
      expect(found?.isOfPatient).toBeUndefined();
    }
  });

  test('several are for a person', () => {
    const bundle = richRequest();
    const url = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-requestedService';
    setAt(bundle, `${claim}.item.1.extension`, [
      { url, valueReference: { reference: 'DeviceRequest/oxygen' } },
      { url, valueReference: { reference: 'ServiceRequest/visits' } },
    ]);
    const { concerns } = requestIn(bundle);
    expect(concerns.map(({ words, lines }) => [words.en, lines])).toEqual([
      ['the line refers to several orders', [2]],
    ]);
  });
});

test.each<[string, Json, boolean]>([
  ['ServiceRequest/visits', true, false],
  ['ServiceRequest/visits', 'true', false],
  ['ServiceRequest/visits', false, true],
  ['MedicationRequest/dose', true, false],
])('doNotPerform of %s, %j: read %j', (name, value, isRead) => {
  const bundle = richRequest();
  setAt(bundle, `entry(${name}).resource.doNotPerform`, value);
  expect(readBundle(bundle).ok).toBe(isRead);
});

describe('when an order is to be carried out', () => {
  const month = (value: number) => ({ value, unit: 'mo' });
  test.each<[string, Json, object]>([
    [
      'between one and three months',
      { repeat: { boundsRange: { low: month(1), high: month(3) } } },
      { schedule: { bound: { amount: '' } } },
    ],
    [
      'on single days',
      { event: ['2026-12-05', '2026-12-01T08:00:00Z'] },
      { span: { from: '2026-12-01', to: '2026-12-05' } },
    ],
  ])('%s', (_, timing, expected) => {
    const bundle = richRequest();
    setAt(bundle, `${order}.occurrenceDateTime`, undefined);
    setAt(bundle, `${order}.occurrencePeriod`, undefined);
    if (!setAt(bundle, `${order}.occurrenceTiming`, timing)) throw new Error('no order');
    expect(requestIn(bundle).lines[1]?.requestedOrder).toMatchObject(expected);
  });

  test('a stranger who is responsible is of the whole request', () => {
    const bundle = richRequest();
    const pas = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/';
    const scope = `${pas}extension-careTeamClaimScope`;
    const member = {
      extension: [{ url: scope, valueBoolean: false }],
      ...{ sequence: 1, provider: { reference: 'Practitioner/none' } },
    };
    const scopeOf = (careTeam: Json) => {
      setAt(bundle, `${claim}.careTeam`, [careTeam]);
      return requestIn(bundle).careTeam.map((one) => one.scope);
    };
    expect(scopeOf(member)).toEqual(['line']);
    expect(scopeOf({ ...member, responsible: true })).toEqual(['request']);
  });
});
