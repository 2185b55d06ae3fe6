import { describe, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import {
  check,
  coded,
  counts,
  loinc,
  observed,
  type Row,
  saturation,
  ucum,
  was86,
} from './changed-request.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: what stands beside a value and may change what it means keeps it from counting, and the
 * answer says so. Method: as of evidence.
 */
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });

const remark = (what: string) => was86(`has ${what} that a person has to read`);
const circumstance = remark('a circumstance');
const vendor = (valueString: string): JsonObject => ({
  ...{ url: 'https://ehr.example.org/circumstances', valueString },
});
const narrative = (words: string): JsonObject => ({
  text: {
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml">${words}</div>`,
  },
});
const report = (status: string): JsonObject => ({
  ...{ resourceType: 'DiagnosticReport', id: 'report', status, code: { text: 'oximetry' } },
  ...{ subject: { reference: 'Patient/demo-ada' } },
  result: [{ reference: 'Observation/saturation' }],
});

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

const aside = (name: string, observation: JsonObject, what: string): Row => [
  name,
  observed(observation),
  'person',
  remark(what),
];
const asides: readonly Row[] = [
  aside('an order', { basedOn: [{ display: 'Six minute walk test' }] }, 'an order behind it'),
  aside('a device', { device: { display: 'Treadmill 3000' } }, 'a device'),
  aside(
    'a reference range',
    { referenceRange: [{ text: 'below 90 % under exertion' }] },
    'words beside it',
  ),
  [
    'a picture',
    observed({ code: { ...saturation, text: '\u{1F3C3}' } }),
    'person',
    remark('words or codes beside its code'),
  ],
  [
    'an invisible sign within a word of the narrative',
    observed(narrative('on exer\u200bcise')),
    'person',
    remark('a narrative'),
  ],
  [
    'a mark within a word of the narrative',
    observed(narrative('on e<b>xer</b>&#99;ise')),
    'person',
    remark('a narrative'),
  ],
  ['a narrative of nothing else', observed(narrative('86 %, Ada Demoson')), 'approved', counts],
  [
    'a narrative of somebody else',
    observed(narrative('86 %, John Walker')),
    'person',
    remark('a narrative'),
  ],
  ...['preliminary', 'entered-in-error'].map(
    (status): Row => [
      `a report that is ${status}`,
      { more: [report(status)] },
      'person',
      remark('a report that is not final'),
    ],
  ),
  ['a final report', { more: [report('final')] }, 'approved', counts],
  ['a vendor says more', observed({ extension: [vendor('on oxygen')] }), 'person', circumstance],
  ['a vendor says nothing of it', observed({ extension: [vendor('ward 3')] }), 'approved', counts],
];

describe('what stands beside', () => {
  test.each(remarks)('%s', (...row) => check(payer, row));
});
describe('what is said in passing', () => {
  test.each(asides)('%s', (...row) => check(payer, row));
});
