import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/fhir/json/json.ts';
import { observation } from './request.ts';
import { saturation } from './saturation.ts';

/** Goal: what surrounds a result is read, is known to be harmless, or keeps it from counting. */

const found = (resources: readonly JsonObject[]): string =>
  saturation(resources).replace('unknown: ', '');

const loinc = (code: string): JsonObject => ({ coding: [{ system: 'http://loinc.org', code }] });
const ucum = 'http://unitsofmeasure.org';
const amount = (value: number, code: string): JsonObject => ({ value, system: ucum, code });
const pulse = { code: loinc('8867-4'), valueQuantity: amount(80, '/min') };
const flow = { code: loinc('3151-8'), valueQuantity: amount(2, 'L/min') };
const result = (id: string, changes: JsonObject): JsonObject => observation({ id, ...changes });
const hangsOn = (name: string, type: string, change: JsonObject): readonly JsonObject[] => [
  observation({ [name]: { reference: `${type}/x` } }),
  { resourceType: type, id: 'x', ...change },
];
const report = (changes: JsonObject): readonly JsonObject[] => [
  observation(),
  {
    ...{ resourceType: 'DiagnosticReport', id: 'r', status: 'final', code: { text: 'oximetry' } },
    ...{ subject: { reference: 'Patient/p' }, result: [{ reference: 'Observation/o' }] },
    ...changes,
  },
];
const narrative = (said: string): JsonObject => ({
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${said}</div>` },
});
const member = (id: string) => ({ hasMember: [{ reference: `Observation/${id}` }] });

type Row = readonly [string, readonly JsonObject[]];

const low = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const judged = (code: string) => ({ interpretation: [{ coding: [{ system: low, code }] }] });
const newer = (changes: JsonObject): readonly JsonObject[] => [
  observation(),
  result('n', { ...pulse, effectiveDateTime: '2026-11-27', ...changes }),
];

describe('what else the request says', () => {
  test.each<Row>([
    ['judged low', [observation(judged('L'))]],
    ['a newer pulse that is named', newer({ code: { ...pulse.code, text: 'Heart rate' } })],
    ['a newer pulse with a note that is understood', newer({ note: [{ text: 'at rest' }] })],
    ['an older result that nobody knows', newer({ code: {}, effectiveDateTime: '2026-11-01' })],
    ['measured by an organization', [observation({ performer: [{ display: 'Clinic' }] })]],
  ])('%s: counts', (_, resources) => {
    expect(found(resources)).toBe('86 %');
  });

  test.each<Row>([
    ['judged normal', [observation(judged('N'))]],
    ['a newer pulse with a note', newer({ note: [{ text: 'SpO2 97 %' }] })],
    ['a newer pulse with a text as value', newer({ valueQuantity: undefined, valueString: 'x' })],
    ['a newer pulse after exercise', newer({ code: { ...pulse.code, text: 'after exercise' } })],
    ['a newer result that nobody knows', newer({ code: { text: 'Gait' } })],
    [
      'a pulse of none as its part',
      [observation({ component: [{ ...pulse, valueQuantity: amount(0, '/min') }] })],
    ],
    ['measured by the patient', [observation({ performer: [{ reference: 'Patient/p' }] })]],
    [
      'a subject called otherwise',
      [observation({ subject: { reference: 'Patient/p', display: 'Hal' } })],
    ],
    ['told before it was measured', [observation({ issued: '2026-01-01T10:00:00Z' })]],
    ['a stay that was only planned', hangsOn('encounter', 'Encounter', { status: 'planned' })],
    ['a report of another month', report({ effectiveDateTime: '2026-05-01' })],
    [
      'a display in another language',
      [
        observation({
          code: {
            coding: [
              {
                system: 'http://loinc.org',
                code: '59408-5',
                display: 'SpO2',
                _display: { id: 'x' },
              },
            ],
          },
        }),
      ],
    ],
    [
      'a value that is struck out',
      [observation(narrative('<b style="text-decoration: line-through">86 %</b>'))],
    ],
  ])('%s: is for a person', (_, resources) => {
    expect(found(resources)).toBe('unreadable');
  });
});

describe('counts', () => {
  test.each<Row>([
    ['with a pulse as its part', [observation({ component: [pulse] })]],
    ['with a pulse as its member', [observation(member('m')), result('m', pulse)]],
    [
      'with a member that was withdrawn',
      [observation(member('m')), result('m', { ...flow, status: 'entered-in-error' })],
    ],
    ['issued, and of a version', [observation({ issued: '2026-11-23', meta: { versionId: '2' } })]],
    [
      'with a label of access',
      [
        observation({
          meta: {
            security: [
              { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' },
            ],
          },
        }),
      ],
    ],
    ['with an extension in words', [observation({ extension: [{ url: 'u', valueString: '4' }] })]],
    ['by a device with its numbers', hangsOn('device', 'Device', { serialNumber: '96' })],
    [
      'of a sample of the day',
      hangsOn('specimen', 'Specimen', {
        collection: { collectedDateTime: '2026-11-23T09:00:00Z' },
      }),
    ],
    [
      'of a sample of the day before',
      hangsOn('specimen', 'Specimen', {
        collection: { collectedDateTime: '2026-11-22' },
      }),
    ],
    [
      'in a visit',
      hangsOn('encounter', 'Encounter', { status: 'finished', type: [{ text: 'Office visit' }] }),
    ],
    ['with a conclusion that says no more', report({ conclusion: 'SpO2 86 % at rest' })],
    [
      'beside a newer pulse',
      [
        observation(),
        result('n', {
          ...pulse,
          effectiveDateTime: '2026-11-27',
        }),
      ],
    ],
    [
      'beside a newer concept of smoking',
      [
        observation(),
        result('n', {
          ...{ code: loinc('72166-2'), effectiveDateTime: '2026-11-27', valueQuantity: undefined },
          valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '8517006' }] },
        }),
      ],
    ],
  ])('%s', (_, resources) => {
    expect(found(resources)).toBe('86 %');
  });
});

describe('does not count', () => {
  test.each<Row>([
    ['with a part that no list names', [observation({ component: [{ ...pulse, code: {} }] })]],
    [
      'with a flow as its member',
      [observation(member('m')), result('m', { ...flow, effectiveDateTime: '2026-11-25' })],
    ],
    [
      'beside a flow in a panel',
      [
        observation(),
        result('m', { ...flow, effectiveDateTime: '2026-11-25' }),
        result('n', {
          code: loinc('85353-1'),
          valueQuantity: undefined,
          hasMember: [{ reference: 'Observation/o' }, { reference: 'Observation/m' }],
        }),
      ],
    ],
    ['with a member that is not here', [observation(member('none'))]],
    ['with an element of nobody', [observation({ triggeredBy: [{ type: 'repeat' }] })]],
    [
      'with an element of nobody in a part',
      [observation({ component: [{ ...pulse, condition: 'x' }] })],
    ],
    ['with a label', [observation({ meta: { security: [{ code: 'UNRELIABLE' }] } })]],
    ['with a yes of nobody', [observation({ extension: [{ url: 'u', valueBoolean: true }] })]],
    [
      'with an extension that is named so',
      [observation({ extension: [{ url: 'https://x.org/during-exercise', valueString: 'yes' }] })],
    ],
    ['by a device with a note', hangsOn('device', 'Device', { note: [{ text: 'recalled' }] })],
    ['by a device with an element of nobody', hangsOn('device', 'Device', { safety: [{}] })],
    [
      'of a sample of long ago',
      hangsOn('specimen', 'Specimen', {
        collection: { collectedDateTime: '2026-11-21' },
      }),
    ],
    [
      'of a sample of later',
      hangsOn('specimen', 'Specimen', {
        collection: { collectedPeriod: { start: '2026-11-24', end: '2026-11-24' } },
      }),
    ],
    [
      'of a sample from a part of the body',
      hangsOn('specimen', 'Specimen', {
        collection: { bodySite: { text: 'left foot' } },
      }),
    ],
    [
      'in a stay in a hospital',
      hangsOn('encounter', 'Encounter', {
        class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      }),
    ],
    ['with a conclusion that says more', report({ conclusion: 'SpO2 86 %, unreliable' })],
    ['with a conclusion that says another value', report({ conclusion: 'SpO2 90 %' })],
    ['with a report that says more', report(narrative('Repeat the test'))],
    [
      'beside a newer one by a code of nobody',
      [
        observation(),
        result('n', {
          ...{ code: loinc('1-8'), effectiveDateTime: '2026-11-27' },
        }),
      ],
    ],
    [
      'beside a newer one with a remark in its unit',
      [
        observation(),
        result('n', {
          ...{ code: { text: 'Gas in blood' }, effectiveDateTime: '2026-11-27' },
          valueQuantity: amount(96, '%{O2}'),
        }),
      ],
    ],
  ])('%s', (_, resources) => {
    expect(found(resources)).toBe('unreadable');
  });
});
