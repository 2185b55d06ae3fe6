import { afterAll, beforeAll, describe, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import {
  check,
  coded,
  counts,
  loinc,
  observed,
  type Row,
  received,
  saturation,
  ucum,
  was86,
} from './changed-request.ts';
import { startPayer, type TestPayer } from './payer.ts';

/**
 * Goal: what stands beside a value, and whom it is about, keeps it from counting, and the answer
 * says so. Method: as of evidence.
 */
let payer: TestPayer;
beforeAll(async () => {
  payer = await startPayer({ ASSENT_SANDBOX: 'on' });
}, 60_000);
afterAll(() => payer.stop());

const remark = (what: string) => was86(`has ${what} that a person has to read`);
const circumstance = remark('a circumstance');
const vendor = (valueString: string): JsonObject => ({
  ...{ url: 'https://ehr.example.org/circumstances', valueString },
});
const other: JsonObject = { resourceType: 'Patient', id: 'other' };

const whose: readonly Row[] = [
  [
    'a focus',
    observed({ focus: [{ display: 'donor' }] }),
    'asks',
    received('a result of 2026-11-23, which is about somebody else'),
  ],
  [
    'the patient as focus',
    observed({ focus: [{ reference: 'Patient/demo-ada' }] }),
    'approved',
    counts,
  ],
  [
    'a focus by its code',
    observed({
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/observation-focusCode',
          valueCodeableConcept: { text: 'fetus' },
        },
      ],
    }),
    'asks',
    'is about somebody else',
  ],
  [
    'a specimen of somebody else',
    {
      observation: { specimen: { reference: 'Specimen/s' } },
      more: [{ resourceType: 'Specimen', id: 's', subject: { reference: 'Patient/other' } }, other],
    },
    'asks',
    'is about somebody else',
  ],
  [
    'the identifier of somebody else',
    observed({
      subject: {
        reference: 'Patient/demo-ada',
        identifier: { system: 'https://payer.example.org/member-id', value: 'M-OTHER' },
      },
    }),
    'asks',
    'is about somebody else',
  ],
  [
    'an identifier alone that can not be compared',
    observed({ subject: { identifier: { system: 'urn:other', value: '1' } } }),
    'person',
    was86('does not say whom it is about'),
  ],
  [
    'the same place on another server',
    observed({ subject: { reference: 'https://other.example.org/fhir/Patient/demo-ada' } }),
    'asks',
    'is about somebody else',
  ],
  [
    'evidence from another server',
    { fullUrl: 'https://other.example.org/fhir/Observation/saturation' },
    'asks',
    'is about somebody else',
  ],
  [
    'evidence without a server',
    { fullUrl: 'urn:uuid:0b7ff1b4-2b1c-4b8b-9d0e-6f3f1f3f3f3f' },
    'approved',
    counts,
  ],
  [
    'a contained patient',
    observed({
      contained: [
        {
          ...{ resourceType: 'Patient', id: 'p', gender: 'female', name: [{ family: 'Other' }] },
          identifier: [{ system: 'urn:ehr', value: '2' }],
        },
      ],
      subject: { reference: '#p' },
    }),
    'asks',
    'is about somebody else',
  ],
  [
    'a group',
    { observation: { subject: { reference: 'Group/g' } } },
    'asks',
    'is about somebody else',
  ],
];

const remarks: readonly Row[] = [
  [
    'a note',
    observed({ note: [{ text: 'after six minutes of walking' }] }),
    'person',
    remark('a note'),
  ],
  ['a note nobody knows', observed({ note: [{ text: 'see chart' }] }), 'person', remark('a note')],
  [
    'a note that is known',
    observed({ note: [{ text: 'At rest, on room air.' }] }),
    'approved',
    counts,
  ],
  ['a method', observed({ method: { text: 'during exercise' } }), 'person', remark('a method')],
  [
    'the code in words',
    observed({ code: { ...saturation, text: 'SpO2 on 2 L O2' } }),
    'person',
    remark('words or codes beside its code'),
  ],
  [
    'the code in known words',
    observed({ code: { ...saturation, text: 'SpO2 (pulse ox)' } }),
    'approved',
    counts,
  ],
  [
    'the official name',
    observed({
      code: coded(loinc, '59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'),
    }),
    'approved',
    counts,
  ],
  [
    'the code of an exercise beside',
    observed({
      code: {
        coding: [
          { system: loinc, code: '59408-5' },
          { system: loinc, code: '59417-6' },
        ],
      },
    }),
    'person',
    remark('words or codes beside its code'),
  ],
  [
    'a local code beside',
    observed({
      code: {
        coding: [
          { system: loinc, code: '59408-5' },
          { system: 'urn:ehr', code: '10', display: 'SpO2' },
        ],
      },
    }),
    'approved',
    counts,
  ],
  [
    'a category',
    observed({
      category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'activity')],
    }),
    'person',
    remark('a category'),
  ],
  [
    'an interpretation in words',
    observed({ interpretation: [{ text: 'normal for exertion' }] }),
    'person',
    remark('an interpretation'),
  ],
  [
    'a low interpretation',
    observed({
      interpretation: [
        coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'L'),
      ],
    }),
    'approved',
    counts,
  ],
  ['a site', observed({ bodySite: { text: 'umbilical cord' } }), 'person', remark('a body site')],
  ['a finger', observed({ bodySite: { text: 'Left index finger' } }), 'approved', counts],
  [
    'oxygen given beside',
    observed({
      component: [
        { code: coded(loinc, '3151-8'), valueQuantity: { value: 2, system: ucum, code: 'L/min' } },
      ],
    }),
    'person',
    remark('another value beside it'),
  ],
  [
    'the narrative',
    observed({
      text: {
        status: 'generated',
        div: '<div xmlns="http://www.w3.org/1999/xhtml">86 % during <b>exercise</b></div>',
      },
    }),
    'person',
    remark('a narrative'),
  ],
  [
    'in the course of a walk',
    observed({ partOf: [{ display: '6 minute walk test' }] }),
    'person',
    remark('a procedure that it is part of'),
  ],
];

const aside = (name: string, observation: JsonObject): Row => [
  name,
  observed(observation),
  'person',
  remark('words beside it'),
];
const asides: readonly Row[] = [
  aside('an order', { basedOn: [{ display: 'Six minute walk test' }] }),
  aside('a device', { device: { display: 'Treadmill 3000' } }),
  aside('a reference range', { referenceRange: [{ text: 'below 90 % under exertion' }] }),
  ['a vendor says more', observed({ extension: [vendor('on oxygen')] }), 'person', circumstance],
  ['a vendor says nothing of it', observed({ extension: [vendor('ward 3')] }), 'approved', counts],
];

describe('whose', () => {
  test.each(whose)('%s', (...row) => check(payer, row));
});
describe('what stands beside', () => {
  test.each(remarks)('%s', (...row) => check(payer, row));
});
describe('what is said in passing', () => {
  test.each(asides)('%s', (...row) => check(payer, row));
});
