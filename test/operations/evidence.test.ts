import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import { type Change, loinc, newer, percent, saturation, told, ucum } from './changed-request.ts';
import { startPayer, type TestPayer } from './payer.ts';

/**
 * Goal: evidence that counts approves, any other does not, and the answer says what came and why it
 * does not count. Method: one honest request, changed in one place, sent to a running payer.
 */
let payer: TestPayer;
beforeAll(async () => {
  payer = await startPayer({ ASSENT_SANDBOX: 'on' });
}, 60_000);
afterAll(() => payer.stop());

/** `person`: pends for a clinician; `asks`: pends, and asks for a document. */
type Outcome = 'approved' | 'person' | 'asks';
type Row = readonly [name: string, change: Change, outcome: Outcome, says: string];

const spo2 = 'The oxygen saturation is 88 % or lower';
const counts = `${spo2} (86 %, on 2026-11-23)`;
const received = (what: string) => `For “${spo2}” we received ${what}.`;
const was86 = (why: string) => received(`86 %, on 2026-11-23, which ${why}`);
const remark = (at: string) =>
  was86(`has a remark that a person has to read, in its element ${at}`);
const another = (why: string) => received(`86 %, on 2026-11-26, which ${why}`);

const observed = (observation: JsonObject): Change => ({ observation });
const measured = (valueQuantity: JsonObject): Change => observed({ valueQuantity });
const beside = (...more: readonly JsonObject[]): Change => ({ more });
const coded = (system: string, code: string, display?: string): JsonObject => ({
  coding: [{ system, code, display }],
});
const other: JsonObject = { resourceType: 'Patient', id: 'other' };
const panel: JsonObject = {
  valueQuantity: undefined,
  code: coded(loinc, '85353-1'),
  component: [
    { code: coded(loinc, '8867-4'), valueQuantity: { value: 99, system: ucum, code: '/min' } },
    { code: saturation, valueQuantity: percent(86) },
  ],
};

async function check(change: Change, outcome: Outcome, says: string): Promise<void> {
  const { action, asks, text } = await told(payer, change);
  const pending = asks ? 'asks' : 'person';
  const got = action === 'A1' ? 'approved' : action === 'A4' ? pending : action;
  expect([got, text]).toEqual([outcome, expect.stringContaining(says)]);
  if (!says.includes('could not find')) expect(text).not.toContain('could not find');
}

const values: readonly Row[] = [
  ['as it is', {}, 'approved', counts],
  ['no coded unit', measured({ value: 86, unit: '%' }), 'person', was86('has no coded unit')],
  [
    'a unit of another system',
    measured({ value: 86, unit: '%', system: 'urn:units', code: '%' }),
    'person',
    was86('has no coded unit'),
  ],
  [
    'another unit',
    measured({ value: 0.86, system: ucum, code: '1' }),
    'person',
    received('0.86 1, on 2026-11-23, which has a unit that we do not convert'),
  ],
  [
    'one unit in words, another by its code',
    measured(percent(86, { unit: 'mmHg' })),
    'person',
    received('86 mmHg, on 2026-11-23, which names one unit in words and another by its code'),
  ],
  ['a unit in a word', measured(percent(86, { unit: 'Percent' })), 'approved', spo2],
  [
    'a comparator',
    measured(percent(88, { comparator: '<' })),
    'person',
    received('<88 %, on 2026-11-23, which is a limit and no exact value'),
  ],
  [
    'text',
    observed({ valueQuantity: undefined, valueString: '86 percent' }),
    'person',
    received('“86 percent”, on 2026-11-23, which is text and no coded value'),
  ],
  [
    'a reason in place of a value',
    observed({ valueQuantity: undefined, dataAbsentReason: { text: 'refused' } }),
    'person',
    received('a result, on 2026-11-23, which has no value'),
  ],
  ['a fraction under %', measured(percent(0.86)), 'person', 'is not a possible value'],
  ['below zero', measured(percent(-5)), 'person', 'is not a possible value'],
  ['far too much', measured(percent(570)), 'person', 'is not a possible value'],
  ['the lowest that can be', measured(percent(40)), 'approved', spo2],
  ['a part of a panel', observed(panel), 'approved', counts],
  [
    'a part of a panel without a coded unit',
    observed({ ...panel, component: [{ code: saturation, valueQuantity: { value: 86 } }] }),
    'person',
    received('86, on 2026-11-23, which has no coded unit'),
  ],
  [
    'a newer part that says the contrary',
    beside(newer({ ...panel, component: [{ code: saturation, valueQuantity: percent(95) }] })),
    'person',
    `${spo2} (95 %, on 2026-11-26)`,
  ],
];

const times: readonly Row[] = [
  ['undated', observed({ effectiveDateTime: undefined }), 'person', 'which has no exact date'],
  ['a month', observed({ effectiveDateTime: '2026-11' }), 'person', 'which has no exact date'],
  ['too old', observed({ effectiveDateTime: '2026-10-01' }), 'asks', 'which is too old for'],
  ['a month too old', observed({ effectiveDateTime: '2026-09' }), 'asks', 'which is too old for'],
  ['of the future', observed({ effectiveDateTime: '2026-12-24' }), 'person', 'in the future'],
  ['newer, preliminary', beside(newer({ status: 'preliminary' })), 'person', 'preliminary'],
  [
    'newer, registered',
    beside(newer({ status: 'registered' })),
    'person',
    another('has the status registered'),
  ],
  ['newer, of unknown status', beside(newer({ status: 'unknown' })), 'person', 'status unknown'],
  [
    'newer, of nobody',
    beside(newer({ subject: undefined })),
    'person',
    another('does not say whom it is about'),
  ],
  [
    'newer, of the month',
    beside(newer({ effectiveDateTime: '2026-11' })),
    'person',
    'which has no exact date',
  ],
  [
    'undated beside',
    beside(newer({ effectiveDateTime: undefined })),
    'person',
    received('86 %, which has no exact date'),
  ],
  ['older, of a month', beside(newer({ effectiveDateTime: '2026-10' })), 'approved', counts],
  [
    'newer, entered in error',
    beside(newer({ status: 'entered-in-error', valueQuantity: percent(95) })),
    'approved',
    counts,
  ],
  [
    'newer, cancelled',
    beside(newer({ status: 'cancelled', valueQuantity: percent(95) })),
    'approved',
    counts,
  ],
  [
    'entered in error alone',
    observed({ status: 'entered-in-error' }),
    'asks',
    was86('was withdrawn'),
  ],
  [
    'of the same day, and another',
    beside(newer({ effectiveDateTime: '2026-11-23', valueQuantity: percent(95) })),
    'person',
    received('86 %, on 2026-11-23; 95 %, on 2026-11-23; and they do not agree'),
  ],
];

const whose: readonly Row[] = [
  [
    'a focus',
    observed({ focus: [{ display: 'donor' }] }),
    'asks',
    received('a result, on 2026-11-23, which is about somebody else'),
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
    remark('note'),
  ],
  ['a note nobody knows', observed({ note: [{ text: 'see chart' }] }), 'person', remark('note')],
  [
    'a note that is known',
    observed({ note: [{ text: 'At rest, on room air.' }] }),
    'approved',
    counts,
  ],
  ['a method', observed({ method: { text: 'during exercise' } }), 'person', remark('method')],
  [
    'the code in words',
    observed({ code: { ...saturation, text: 'SpO2 on 2 L O2' } }),
    'person',
    remark('code'),
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
    remark('code'),
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
    remark('category'),
  ],
  [
    'an interpretation in words',
    observed({ interpretation: [{ text: 'normal for exertion' }] }),
    'person',
    remark('interpretation'),
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
  ['a site', observed({ bodySite: { text: 'umbilical cord' } }), 'person', remark('bodySite')],
  ['a finger', observed({ bodySite: { text: 'Left index finger' } }), 'approved', counts],
  [
    'oxygen given beside',
    observed({
      component: [
        { code: coded(loinc, '3151-8'), valueQuantity: { value: 2, system: ucum, code: 'L/min' } },
      ],
    }),
    'person',
    remark('component'),
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
    remark('text'),
  ],
  [
    'in the course of a walk',
    observed({ partOf: [{ display: '6 minute walk test' }] }),
    'person',
    remark('partOf'),
  ],
];

describe('values', () => {
  test.each(values)('%s', (_, change, outcome, says) => check(change, outcome, says));
});
describe('times', () => {
  test.each(times)('%s', (_, change, outcome, says) => check(change, outcome, says));
});
describe('whose', () => {
  test.each(whose)('%s', (_, change, outcome, says) => check(change, outcome, says));
});
describe('what stands beside', () => {
  test.each(remarks)('%s', (_, change, outcome, says) => check(change, outcome, says));
});
