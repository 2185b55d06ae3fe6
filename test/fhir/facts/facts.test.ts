import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import type { CivilDate } from '../../../src/domain/time.ts';
import { openRequestBundle, type RequestBundle } from '../../../src/fhir/bundle/request-bundle.ts';
import { type CompiledFacts, compileFacts, findEvidence } from '../../../src/fhir/facts/facts.ts';
import type { TypeModel } from '../../../src/fhir/fhirpath/model.ts';
import { JsonDecimal, type JsonObject } from '../../../src/fhir/json/json.ts';
import { openValidator } from '../../../src/wire.ts';

/** Goal: evidence counts only if it is the patient's, final, in time and readable. */
const loaded = loadRulebook(join(import.meta.dirname, '../../../policies'));
if (!loaded.ok) throw new Error(loaded.problem);
const definitions = loaded.value.facts;
let model: TypeModel;
let compiled: CompiledFacts;

beforeAll(async () => {
  ({ model } = await openValidator('2.2'));
  const result = compileFacts(definitions, model);
  if (!result.ok) throw new Error(result.problem);
  compiled = result.value;
});

function observation(changes: JsonObject = {}): JsonObject {
  return {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '59408-5' }] },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: '2026-11-23',
    valueQuantity: { value: 86, system: 'http://unitsofmeasure.org', code: '%' },
    ...changes,
  };
}

const window = {
  ...{ startOn: '2026-12-01' as CivilDate, today: '2026-11-28' as CivilDate },
  diagnosisSequences: [],
};

function factOf(id: string, resources: readonly JsonObject[]): Fact {
  const definition = definitions.find((one) => one.id === id);
  if (definition === undefined) throw new Error('no fact');
  return settleFact(definition, findEvidence(compiled, id, bundleOf(resources)), window);
}

function bundleOf(resources: readonly JsonObject[]): RequestBundle {
  const claim = { resourceType: 'Claim', id: 'c', status: 'active', created: '2026-11-28' };
  const diagnosis = [
    {
      diagnosisCodeableConcept: {
        coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J44.9' }],
      },
    },
  ];
  const all = [
    { ...claim, patient: { reference: 'Patient/p' }, diagnosis },
    { resourceType: 'Patient', id: 'p' },
    { resourceType: 'Patient', id: 'q' },
    ...resources,
  ];
  const entry = all.map((resource) => ({
    fullUrl: `https://ehr.example.org/fhir/${resource.resourceType}/${resource.id}`,
    resource,
  }));
  const bundle = openRequestBundle({ resourceType: 'Bundle', entry });
  if (!bundle.ok) throw new Error('no bundle');
  return bundle.value;
}

function shown({ value, reason }: Fact): string {
  if (value === undefined) return `unknown: ${reason}`;
  return value.type === 'quantity' ? `${value.amount} ${value.unit}` : value.type;
}

const percent = { system: 'http://unitsofmeasure.org', code: '%' };

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
      'over a night',
      [
        observation({
          effectiveDateTime: undefined,
          effectivePeriod: { start: '2026-11-22', end: '2026-11-23' },
        }),
      ],
      '86 %',
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
    [
      'less than',
      [observation({ valueQuantity: { ...percent, value: 86, comparator: '<' } })],
      'unknown: unreadable',
    ],
    [
      'another unit',
      [observation({ valueQuantity: { value: 0.86, system: percent.system, code: '1' } })],
      'unknown: unreadable',
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

const hl7 = 'http://terminology.hl7.org/CodeSystem';

function condition(code: string, clinical: string, id: string): JsonObject {
  return {
    ...{ resourceType: 'Condition', id, subject: { reference: 'Patient/p' } },
    clinicalStatus: { coding: [{ system: `${hl7}/condition-clinical`, code: clinical }] },
    verificationStatus: { coding: [{ system: `${hl7}/condition-ver-status`, code: 'confirmed' }] },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }] },
  };
}

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

describe('a fact of questions and answers', () => {
  const answered = (changes: JsonObject): JsonObject => ({
    ...{ resourceType: 'QuestionnaireResponse', id: 'r', status: 'completed' },
    ...{ subject: { reference: 'Patient/p' }, authored: '2026-11-23' },
    item: [{ linkId: 'spo2', answer: [{ valueQuantity: { ...percent, value: 86 } }] }],
    ...changes,
  });
  const settled = (changes: JsonObject): string => {
    const saturation = definitions.find(({ id }) => id === 'oxygen-saturation');
    if (saturation === undefined) throw new Error('no fact');
    const path = "item.where(linkId = 'spo2').answer";
    const asked = {
      ...saturation,
      extractors: [{ resource: 'QuestionnaireResponse', path, value: 'value' }],
    };
    const result = compileFacts([asked], model);
    const bundle = bundleOf([answered(changes)]);
    if (!result.ok) throw new Error(result.problem);
    return shown(settleFact(asked, findEvidence(result.value, asked.id, bundle), window));
  };
  test.each<[string, JsonObject, string]>([
    ['answered', {}, '86 %'],
    ['in progress', { status: 'in-progress' }, 'unknown: unreadable'],
    ['stopped', { status: 'stopped' }, 'unknown: unreadable'],
    ['entered in error', { status: 'entered-in-error' }, 'unknown: no-evidence'],
    ['undated', { authored: undefined }, 'unknown: unreadable'],
    ['too old', { authored: '2026-01-01' }, 'unknown: too-old'],
    ['of nobody', { subject: undefined }, 'unknown: unreadable'],
    ['of somebody else', { subject: { reference: 'Patient/q' } }, 'unknown: foreign-subject'],
    [
      'a number without a unit',
      { item: [{ linkId: 'spo2', answer: [{ valueDecimal: 86 }] }] },
      'unknown: unreadable',
    ],
  ])('%s', (_, changes, expected) => {
    expect(settled(changes)).toBe(expected);
  });
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
