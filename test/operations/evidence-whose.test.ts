import { describe, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import { check, counts, observed, type Row, received, was86 } from './changed-request.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: evidence of somebody else, and of who knows whom, does not count, and the answer says so.
 * Method: as of evidence.
 */
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });

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

describe('whose', () => {
  test.each(whose)('%s', (...row) => check(payer, row));
});
