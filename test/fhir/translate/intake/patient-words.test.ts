import { describe, expect, test } from 'vitest';
import { openRequestBundle } from '../../../../src/fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../../../../src/fhir/json/json.ts';
import { identityConcerns } from '../../../../src/fhir/translate/intake/identity-concerns.ts';
import { patientWords } from '../../../../src/fhir/translate/intake/patient-words.ts';
import { scenario } from '../../../operations/payer.ts';

/** Goal: all that is written in the record of a patient is read; their names are one person's. */
function bundleWith(patient: JsonObject, ...more: readonly JsonObject[]) {
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const { resourceType, id } = bundle.entry[4].resource;
  bundle.entry[4].resource = { resourceType, id, ...patient };
  for (const resource of more) {
    const { resourceType: type, id: own } = resource;
    bundle.entry.push({ fullUrl: `https://ehr.example.org/fhir/${type}/${own}`, resource });
  }
  const opened = openRequestBundle(bundle);
  if (!opened.ok) throw new Error('no request');
  return opened.value;
}

describe('what is written in the record of a patient', () => {
  const ada = { family: 'Demoson', given: ['Ada'] };
  const hospice = { resourceType: 'Organization', id: 'h', name: 'Sunset Hospice' };
  let deep: JsonObject = { text: 'however deep' };
  for (let level = 0; level < 9; level += 1) deep = { extension: [deep] };
  test.each<[JsonObject, readonly string[] | undefined]>([
    [{}, undefined],
    [{ name: [ada], address: [{ text: 'Home' }], text: { div: 'narrative' } }, undefined],
    [{ name: [{ ...ada, suffix: ['Jr.'] }] }, undefined],
    [{ name: [{ ...ada, suffix: ['Jr.', '(dead)'] }] }, ['(dead)']],
    [{ name: [ada, { use: 'maiden', family: 'Before', given: ['Ada'] }] }, ['Before']],
    [{ telecom: [{ system: 'phone', value: '505-555-0100' }, { value: 'no x12' }] }, ['no x12']],
    [
      { maritalStatus: { coding: [{ system: 'urn:s', code: 'MM' }], text: 'Married' } },
      ['Married'],
    ],
    [
      { generalPractitioner: [{ display: 'GP', reference: 'Organization/h' }] },
      ['GP', 'Sunset Hospice'],
    ],
    [{ contact: [{ organization: { reference: 'Organization/h' } }] }, ['Sunset Hospice']],
    [{ extension: [deep] }, ['however deep']],
  ])('%j', (patient, expected) => {
    expect(patientWords(bundleWith(patient, hospice)).patient).toEqual(expected);
  });

  test('more than is read is kept by nobody', () => {
    const contact = ['a', 'b', 'c'].map((one) => ({ name: { text: one.repeat(2_667) } }));
    expect(patientWords(bundleWith({ contact }))).toEqual({ isPatientLong: true });
  });
});

describe('names of one patient', () => {
  const ada = { use: 'official', family: 'Demoson', given: ['Ada'] };
  test.each<[JsonObject, boolean]>([
    [{ use: 'usual', family: 'Otherperson', given: ['Ben'] }, true],
    [{ use: 'usual', text: 'Ben Otherperson' }, true],
    [{ use: 'nickname', family: 'Otherperson', given: ['Ben'] }, true],
    [{ use: 'nickname', given: ['Dee'] }, false],
    [{ use: 'old', family: 'Before', given: ['Augusta'] }, false],
    [{ use: 'maiden', family: 'Before', given: ['Ada'] }, false],
    [{ use: 'usual', text: 'Mrs. ADA Demóson' }, false],
    [{ use: 'usual', prefix: ['Mrs.'] }, false],
  ])('%j', (name, isStrange) => {
    const concerns = identityConcerns(bundleWith({ name: [ada, name] }));
    const found = concerns.filter(({ detail }) => detail.startsWith('a name that shares'));
    expect(found).toHaveLength(isStrange ? 1 : 0);
  });
});
