import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { formats, patient, rows, US_CORE } from './rows.ts';

const LOCAL = { system: 'http://id.loc.gov/vocabulary/iso639-1', code: 'hi' };
const TAG = { system: 'urn:ietf:bcp:47', code: 'hi' };
const speaks = (language: JsonObject, profile?: string): JsonObject =>
  patient({
    ...(profile === undefined ? {} : { meta: { profile: [`${US_CORE}${profile}`] } }),
    identifier: [{ system: 'http://h.example.org/mrn', value: '1' }],
    name: [{ family: 'Testperson' }],
    gender: 'female',
    communication: [{ language }],
  });
const UNKNOWN = 'Patient.communication[0].language Patient.communication.language/code';
const OUTSIDE = 'Patient.communication[0].language Patient.communication.language/maxBinding';

rows('a maximum value set binds codes, whatever the strength and the profile', [
  ['text alone', speaks({ text: 'Hindi' })],
  ['text alone, US Core', speaks({ text: 'Hindi' }, 'us-core-patient')],
  ['a display alone', speaks({ coding: [{ display: 'Hindi' }] }, 'us-core-patient')],
  ['a system alone', speaks({ coding: [{ system: 'urn:ietf:bcp:47' }] })],
  ['a code without a system', speaks({ coding: [{ code: 'hi' }] })],
  ['a tag', speaks({ coding: [TAG] }, 'us-core-patient')],
  ['a tag beside another code', speaks({ coding: [LOCAL, TAG] })],
  ['another system', speaks({ coding: [LOCAL] }), [OUTSIDE]],
  [
    'another system, US Core',
    speaks({ coding: [LOCAL] }, 'us-core-patient'),
    [OUTSIDE, OUTSIDE.replace('maxBinding', 'binding')],
  ],
  ['no tag at all', speaks({ coding: [{ ...TAG, code: 'nonsense' }] }), [OUTSIDE, UNKNOWN]],
  [
    'of a code',
    patient({ language: 'nonsense' }),
    ['Patient.language Patient.language/maxBinding'],
  ],
  [
    'of another type',
    { resourceType: 'Practitioner', communication: [{ coding: [LOCAL] }] },
    ['Practitioner.communication[0] Practitioner.communication/maxBinding'],
  ],
]);

rows('short names of formats, where R4 allows them', [
  ['all three', formats(['xml', 'json', 'ttl', 'application/fhir+json; fhirVersion=4.0'])],
  [
    'another one',
    formats(['yaml']),
    ['CapabilityStatement.format[0] CapabilityStatement.format/binding'],
  ],
  [
    'of patches',
    formats(['json'], { patchFormat: ['json'] }),
    ['CapabilityStatement.patchFormat[0] CapabilityStatement.patchFormat/binding'],
  ],
]);

const study = (status: string): JsonObject => ({ resourceType: 'ResearchStudy', status });

rows('base R4 is R4', [
  ['a status of R4', study('temporarily-closed-to-accrual')],
  ['a status of R5', study('draft'), ['ResearchStudy.status ResearchStudy.status/binding']],
  [
    'an element of R5',
    { ...study('active'), studyDesign: [{ text: 'x' }] },
    ['ResearchStudy ResearchStudy/members'],
  ],
  [
    'an invented code',
    {
      resourceType: 'Basic',
      code: {
        coding: [
          { system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'multi-select' },
        ],
      },
    },
    ['Basic.code Basic.code/code'],
  ],
  [
    'a reason for a visit missed',
    {
      resourceType: 'Appointment',
      status: 'noshow',
      cancelationReason: { text: 'x' },
      start: '2026-01-31T08:30:00Z',
      end: '2026-01-31T08:30:00Z',
      participant: [{ status: 'accepted', actor: { reference: 'Patient/1' } }],
    },
  ],
]);
