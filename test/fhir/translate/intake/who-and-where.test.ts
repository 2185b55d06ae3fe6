import { describe, expect, test } from 'vitest';
import {
  openRequestBundle,
  type RequestBundle,
} from '../../../../src/fhir/bundle/request-bundle.ts';
import type { Json, JsonObject } from '../../../../src/fhir/json/json.ts';
import { ordererOf } from '../../../../src/fhir/translate/intake/orderer.ts';
import { paperWords } from '../../../../src/fhir/translate/intake/paper-words.ts';
import { providerWords } from '../../../../src/fhir/translate/intake/provider-words.ts';
import { residenceOf } from '../../../../src/fhir/translate/intake/residence.ts';
import { scenario } from '../../../operations/payer.ts';

/** Goal: who ordered, what providers and papers are called, and where a patient lives is read. */
function bundleWith(patient: JsonObject, ...more: readonly JsonObject[]): RequestBundle {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  Object.assign(bundle.entry[4].resource, patient);
  for (const resource of more) {
    const { resourceType, id } = resource;
    bundle.entry.push({ fullUrl: `https://ehr.example.org/fhir/${resourceType}/${id}`, resource });
  }
  const opened = openRequestBundle(bundle);
  if (!opened.ok) throw new Error('no request');
  return opened.value;
}
const npi = (value: string) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
const coded = (code: string, display?: string): JsonObject => ({
  coding: [{ system: 'urn:s', code, ...(display === undefined ? {} : { display }) }],
});

describe('where the patient lives', () => {
  const home = { use: 'home', line: ['1 Test Street', 'unit 2'], country: 'US' };
  const prison = { resourceType: 'Organization', id: 'm', name: 'State Prison' };
  test.each<[JsonObject, object | undefined]>([
    [{ address: [] }, undefined],
    [{ address: [home] }, { countries: ['US'], texts: ['1 Test Street', 'unit 2'] }],
    [{ address: [{ ...home, use: 'old' }] }, undefined],
    [{ address: [{ text: 'Jail' }] }, { countries: [], texts: ['Jail'] }],
    [
      { managingOrganization: { display: 'Demo', reference: 'Organization/m' } },
      { countries: [], texts: ['Demo', 'State Prison'] },
    ],
  ])('%j', (patient, expected) => {
    expect(residenceOf(bundleWith({ address: [], ...patient }, prison))).toEqual(expected);
  });
});

describe('who ordered', () => {
  const doctor = { resourceType: 'Practitioner', id: 'd', identifier: [npi('7')] };
  const named = { ...doctor, name: [{ family: 'Demodoc', given: ['Pat'] }] };
  const role = {
    ...{ resourceType: 'PractitionerRole', id: 'r', practitioner: { reference: 'Practitioner/d' } },
    ...{ specialty: [coded('1', 'Lungs')], code: [coded('2')] },
  };
  const by = (requester: Json | undefined) => {
    const order: JsonObject = { resourceType: 'DeviceRequest', id: 'o' };
    const given = requester === undefined ? order : { ...order, requester };
    const bundle = bundleWith({}, named, role, given);
    const entry = bundle.entries.at(-1);
    const found = entry && ordererOf(bundle, entry);
    return found && { ...found, provider: found.provider?.identifiers };
  };
  const nobody = { kinds: [], texts: [] };
  test.each<[string, Json | undefined, object | undefined]>([
    ['nobody', undefined, undefined],
    ['words', { display: 'Pat' }, { ...nobody, texts: ['Pat'] }],
    ['a number', { identifier: npi('7') }, { ...nobody, provider: [npi('7')] }],
    [
      'a person by their record and another number',
      { reference: 'Practitioner/d', display: 'Dr. P', identifier: npi('8') },
      { ...nobody, texts: ['Dr. P', 'Pat Demodoc'], provider: [npi('7'), npi('8')] },
    ],
    [
      'a role',
      { reference: 'PractitionerRole/r', identifier: npi('7') },
      {
        ...{ texts: ['Pat Demodoc'], provider: [npi('7')] },
        kinds: [
          { codes: [{ system: 'urn:s', code: '1', display: 'Lungs' }], texts: ['Lungs'] },
          { codes: [{ system: 'urn:s', code: '2' }], texts: [] },
        ],
      },
    ],
    ['a patient', { reference: 'Patient/demo-ada' }, nobody],
  ])('%s', (_, requester, expected) => {
    expect(by(requester)).toEqual(expected);
  });
});

describe('what an orderer is called', () => {
  const doctor = { resourceType: 'Practitioner', id: 'd', identifier: [npi('7')] };
  const house = { resourceType: 'Organization', id: 'h', name: 'House', alias: ['Home'] };
  const named = { ...doctor, name: [{ family: 'Demodoc', given: ['Pat'] }] };
  const role = {
    ...{ resourceType: 'PractitionerRole', id: 'r', practitioner: { reference: 'Practitioner/d' } },
    organization: { reference: 'Organization/h' },
  };
  const by = (requester: Json) => {
    const order: JsonObject = { resourceType: 'DeviceRequest', id: 'o', requester };
    const bundle = bundleWith({}, named, house, role, order);
    const entry = bundle.entries.at(-1);
    const { provider } = (entry && ordererOf(bundle, entry)) ?? {};
    const { practitionerCalledAs, organizationCalledAs } = provider ?? {};
    return [provider?.calledAs, practitionerCalledAs, organizationCalledAs];
  };
  test.each<[string, Json, readonly unknown[]]>([
    ['a number', { identifier: npi('7') }, [undefined, undefined, undefined]],
    ['a number and a name', { identifier: npi('7'), display: 'M' }, [['M'], undefined, undefined]],
    [
      'a record and a name',
      { reference: 'Practitioner/d', display: 'M' },
      [['Pat Demodoc', 'M'], undefined, undefined],
    ],
    [
      'a role',
      { reference: 'PractitionerRole/r' },
      [['Pat Demodoc', 'House Home'], ['Pat Demodoc'], ['House Home']],
    ],
  ])('%s', (_, requester, expected) => {
    expect(by(requester)).toEqual(expected);
  });
});

test('what stands beside the numbers of providers', () => {
  const house = {
    ...{ resourceType: 'Organization', id: 'h', name: 'House', alias: ['Formerly X'] },
    contact: [{ purpose: { text: 'closed' }, name: { text: 'Liquidator' } }],
  };
  const names = [
    { prefix: ['Dr'], given: ['G', 'H'], family: 'F', suffix: ['MD'] },
    { text: 'F - license revoked' },
    { use: 'old', family: 'E' },
  ];
  const doctor = { resourceType: 'Practitioner', id: 'd', name: names };
  const role = { resourceType: 'PractitionerRole', id: 'r', specialty: [{ text: 'suspended' }] };
  expect(providerWords(bundleWith({}, house, doctor, role))).toEqual({
    providers: ['Demo Lung Clinic', 'Assent Demo Health'].concat(
      ['House', 'Liquidator', 'Formerly X', 'closed'],
      ['Dr G H F MD', 'F - license revoked', 'E', 'suspended'],
    ),
  });
  const long = { ...house, alias: Array.from({ length: 90 }, (_, at) => `${at}`.repeat(100)) };
  expect(providerWords(bundleWith({}, long))).toEqual({ areProvidersLong: true });
});

test('what papers are, and what they are called', () => {
  const paper = {
    ...{ resourceType: 'DocumentReference', id: 'p', description: 'Note', type: coded('1', 'N') },
    ...{ category: [coded('2')], securityLabel: [coded('R', 'restricted'), coded('N')] },
  };
  const { papers, paperKinds, called } = paperWords(bundleWith({}, paper));
  expect(papers).toEqual(['Note', 'N']);
  expect(paperKinds?.flatMap(({ codes }) => codes.map(({ code }) => code))).toEqual([
    'PY',
    '1',
    '2',
  ]);
  expect(called?.map(({ element, codes }) => [element, codes[0]?.code])).toEqual([
    ['securityLabel', 'R'],
  ]);
});

test.each([
  ['SpO2 86 %', 'SpO2   %'],
  ['SpO2 97 %', 'SpO2 97 %'],
  ['SpO2 86.5 %', 'SpO2 86.5 %'],
  ['SpO2', 'SpO2'],
])('a result may be called with its own number: %s', (display, expected) => {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  bundle.entry[0].resource.supportingInfo[0].valueReference.display = display;
  const opened = openRequestBundle(bundle);
  expect(opened.ok && paperWords(opened.value).papers).toEqual([expected]);
});
