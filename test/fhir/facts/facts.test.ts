import { beforeAll, describe, expect, test } from 'vitest';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import { isNoDiagnosis } from '../../../src/fhir/facts/evidence-rules.ts';
import { EvidenceSearch } from '../../../src/fhir/facts/evidence-search.ts';
import { type CompiledFacts, compileFacts } from '../../../src/fhir/facts/facts.ts';
import type { TypeModel } from '../../../src/fhir/fhirpath/model.ts';
import { JsonDecimal, type JsonObject } from '../../../src/fhir/json/json.ts';
import { openValidator } from '../../../src/wire.ts';
import {
  bundleOf,
  condition,
  definitions,
  observation,
  percent,
  shown,
  window,
} from './request.ts';

/** Goal: evidence counts only if it is the patient's, final, in time and readable. */
let model: TypeModel;
let compiled: CompiledFacts;

beforeAll(async () => {
  ({ model } = await openValidator('2.2'));
  const result = compileFacts(definitions, model);
  if (!result.ok) throw new Error(result.problem);
  compiled = result.value;
});

function factOf(id: string, resources: readonly JsonObject[], concept?: JsonObject): Fact {
  const definition = definitions.find((one) => one.id === id);
  if (definition === undefined) throw new Error('no fact');
  return settleFact(
    definition,
    new EvidenceSearch(compiled, bundleOf(resources, concept)).find(id),
    window,
  );
}

describe('saturation', () => {
  test.each<[string, readonly JsonObject[], string]>([
    ['nothing', [], 'unknown: no-evidence'],
    ['one', [observation()], '86 %'],
    [
      'exact digits',
      [observation({ valueQuantity: { ...percent, value: new JsonDecimal('86.00') } })],
      '86.00 %',
    ],
    [
      'somebody else alone',
      [observation({ subject: { reference: 'Patient/q' } })],
      'unknown: foreign-subject',
    ],
    [
      'somebody else beside',
      [observation(), observation({ id: 'x', subject: { reference: 'Patient/q' } })],
      'unknown: foreign-subject',
    ],
    [
      'nobody in the Bundle',
      [observation({ subject: { reference: 'Patient/none' } })],
      'unknown: foreign-subject',
    ],
    ['no subject', [observation({ subject: undefined })], 'unknown: unreadable'],
    ['preliminary', [observation({ status: 'preliminary' })], 'unknown: unreadable'],
    ['entered in error', [observation({ status: 'entered-in-error' })], 'unknown: no-evidence'],
    ['corrected', [observation({ status: 'corrected' })], '86 %'],
    [
      '31 days before the start',
      [observation({ effectiveDateTime: '2026-10-31' })],
      'unknown: too-old',
    ],
    ['30 days before the start', [observation({ effectiveDateTime: '2026-11-01' })], '86 %'],
    ['undated', [observation({ effectiveDateTime: undefined })], 'unknown: unreadable'],
    ['a month only', [observation({ effectiveDateTime: '2026-11' })], 'unknown: unreadable'],
    [
      'contained in a report',
      [
        {
          ...{ resourceType: 'DiagnosticReport', id: 'r', status: 'final' },
          contained: [observation()],
          result: [{ reference: '#o' }],
        },
      ],
      '86 %',
    ],
    [
      'contained, of somebody else',
      [
        {
          ...{ resourceType: 'DiagnosticReport', id: 'r', status: 'final' },
          contained: [observation({ subject: { reference: 'Patient/q' } })],
        },
      ],
      'unknown: foreign-subject',
    ],
    [
      'over a night',
      [
        observation({
          effectiveDateTime: undefined,
          effectivePeriod: { start: '2026-11-22', end: '2026-11-23' },
        }),
      ],
      'unknown: unreadable',
    ],
    [
      'over a time that goes on',
      [
        observation({
          effectiveDateTime: undefined,
          effectivePeriod: { start: '2026-11-22' },
        }),
      ],
      'unknown: unreadable',
    ],
    [
      'over a time that began too long ago',
      [
        observation({
          effectiveDateTime: undefined,
          effectivePeriod: { start: '2026-01-01', end: '2026-11-23' },
        }),
      ],
      'unknown: unreadable',
    ],
    ['in the future', [observation({ effectiveDateTime: '2026-12-24' })], 'unknown: unreadable'],
    ['of tomorrow', [observation({ effectiveDateTime: '2026-11-29' })], 'unknown: unreadable'],
    [
      'of tomorrow by the clock',
      [observation({ effectiveDateTime: '2026-11-28T23:00:00-12:00' })],
      'unknown: unreadable',
    ],
    [
      'of a day that began elsewhere',
      [observation({ effectiveDateTime: '2026-11-29T01:00:00+12:00' })],
      '86 %',
    ],
    [
      'less than',
      [observation({ valueQuantity: { ...percent, value: 86, comparator: '<' } })],
      'unknown: unreadable',
    ],
    [
      'another unit',
      [observation({ valueQuantity: { value: 0.86, system: percent.system, code: '1' } })],
      '86 %',
    ],
    [
      'a unit in words only',
      [observation({ valueQuantity: { value: 86, unit: '%' } })],
      'unknown: unreadable',
    ],
    ['no value', [observation({ valueQuantity: undefined })], 'unknown: unreadable'],
    [
      'the latest of two',
      [
        observation(),
        observation({
          id: 'x',
          effectiveDateTime: '2026-11-24',
          valueQuantity: { ...percent, value: 91 },
        }),
      ],
      '91 %',
    ],
    [
      'two of one day that differ',
      [observation(), observation({ id: 'x', valueQuantity: { ...percent, value: 91 } })],
      'unknown: conflicting',
    ],
    [
      'two of one day that agree',
      [
        observation(),
        observation({ id: 'x', valueQuantity: { ...percent, value: new JsonDecimal('86.0') } }),
      ],
      '86 %',
    ],
  ])('%s', (_, resources, expected) => {
    expect(shown(factOf('oxygen-saturation', resources))).toBe(expected);
  });

  test('every piece of evidence keeps its place, date and status', () => {
    const { evidence } = factOf('oxygen-saturation', [observation()]);
    expect(evidence).toEqual([
      {
        origin: 'Bundle.entry[3].resource.value',
        value: '86 %',
        observedAt: '2026-11-23',
        status: 'final',
        source: 'bundle',
      },
    ]);
  });
});

test('kilopascals become millimetres of mercury', () => {
  const arterial = observation({
    code: { coding: [{ system: 'http://loinc.org', code: '2703-7' }] },
    valueQuantity: { value: 7, system: percent.system, code: 'kPa' },
  });
  expect(shown(factOf('pao2-arterial', [arterial]))).toBe('52.50434 mm[Hg]');
});

test('diagnoses come from the request and from conditions that are there', () => {
  const { value } = factOf('diagnoses', [
    condition('I50.9', 'active', 'a'),
    condition('I27.20', 'resolved', 'b'),
  ]);
  expect(value?.type === 'codes' ? value.codes.map(({ code }) => code) : []).toEqual([
    'J44.9',
    'I50.9',
  ]);
});

test.each<[string, JsonObject, string]>([
  ['a code', { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J44.9' }] }, 'codes'],
  ['words alone', { text: 'COPD' }, 'unknown: unreadable'],
  [
    'a name alone',
    { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', display: 'COPD' }] },
    'unknown: unreadable',
  ],
  ['a code of no system', { coding: [{ code: 'J44.9' }] }, 'unknown: unreadable'],
])('a diagnosis of %s', (_, concept, expected) => {
  expect(shown(factOf('diagnoses', [], concept))).toBe(expected);
});

test.each([
  ['differential', true],
  ['patientreasonforvisit', true],
  ['principal', false],
])('a diagnosis of the kind %s is none: %s', (code, expected) => {
  const type = [{ coding: [{ system: `${hl7}/ex-diagnosistype`, code }] }];
  expect(isNoDiagnosis({ sequence: 1, type })).toBe(expected);
});

const hl7 = 'http://terminology.hl7.org/CodeSystem';

test('every piece of evidence names the element that says it', () => {
  const panel = observation({
    code: { coding: [{ system: 'http://loinc.org', code: '85353-1' }] },
    component: [{ code: { text: 'pulse' } }, observation()],
    valueQuantity: undefined,
  });
  const origins = (fact: Fact) => fact.evidence.map(({ origin }) => origin);
  expect(origins(factOf('oxygen-saturation', [panel, observation()]))).toEqual([
    'Bundle.entry[4].resource.value',
    'Bundle.entry[3].resource.component[1].value',
  ]);
  expect(origins(factOf('diagnoses', [condition('I50.9', 'active', 'a')]))).toEqual([
    'Bundle.entry[0].resource.diagnosis[0].diagnosis',
    'Bundle.entry[3].resource.code',
  ]);
});

test.each([
  ["code.coding.where(code.matches('a+'))", 'matches'],
  ['subject.resolve()', 'resolve'],
  ['value.(', ''],
  ['nothingLikeThis()', 'nothingLikeThis'],
])('%s can not be an extractor', (path, named) => {
  const [first] = definitions;
  if (first === undefined) throw new Error('no fact');
  const result = compileFacts(
    [{ ...first, extractors: [{ resource: 'Observation', path, value: 'value' }] }],
    model,
  );
  expect(result.ok).toBe(false);
  expect(result.ok ? '' : result.problem).toContain(named);
});
