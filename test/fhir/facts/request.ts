import { join } from 'node:path';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import type { EvidenceWindow } from '../../../src/domain/policy/weigh-evidence.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';
import { openRequestBundle, type RequestBundle } from '../../../src/fhir/bundle/request-bundle.ts';
import type { JsonObject } from '../../../src/fhir/json/json.ts';

const loaded = loadRulebook(join(import.meta.dirname, '../../../policies'));
if (!loaded.ok) throw new Error(loaded.problem);

/** The facts of the demo payer. */
export const definitions = loaded.value.facts;

const icd = 'http://hl7.org/fhir/sid/icd-10-cm';

/** A saturation of the patient p, with changes. */
export function observation(changes: JsonObject = {}): JsonObject {
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

/** What the evidence is held against. */
export const window: EvidenceWindow = {
  ...{ startOn: '2026-12-01' as CivilDate, today: '2026-11-28' as CivilDate },
  now: '2026-11-28T16:00:00.000Z' as Instant,
  diagnosisSequences: [],
  informationSequences: new Set(),
};

/** A request of the patient p with J44.9, or other diagnoses, and resources beside. */
export function bundleOf(
  resources: readonly JsonObject[],
  concept: JsonObject = { coding: [{ system: icd, code: 'J44.9' }] },
): RequestBundle {
  const claim = { resourceType: 'Claim', id: 'c', status: 'active', created: '2026-11-28' };
  const diagnosis = [{ sequence: 1, diagnosisCodeableConcept: concept }];
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

/** A fact in one word. */
export function shown({ value, reason }: Fact): string {
  if (value === undefined) return `unknown: ${reason}`;
  return value.type === 'quantity' ? `${value.amount} ${value.unit}` : value.type;
}

/** The unit %. */
export const percent = { system: 'http://unitsofmeasure.org', code: '%' };

const hl7 = 'http://terminology.hl7.org/CodeSystem';

/** A Condition that is confirmed. */
export function condition(code: string, clinical: string, id: string): JsonObject {
  return {
    ...{ resourceType: 'Condition', id, subject: { reference: 'Patient/p' } },
    clinicalStatus: { coding: [{ system: `${hl7}/condition-clinical`, code: clinical }] },
    verificationStatus: { coding: [{ system: `${hl7}/condition-ver-status`, code: 'confirmed' }] },
    code: { coding: [{ system: icd, code }] },
  };
}
