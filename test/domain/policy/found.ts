import type { FoundEvidence, RawValue } from '../../../src/domain/policy/found-evidence.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';

export const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';

/** The line that evidence is held against begins a few days after it came. */
export const window = {
  now: '2026-11-28T16:00:00.000Z' as Instant,
  ...{ startOn: '2026-12-01' as CivilDate, today: '2026-11-28' as CivilDate },
  diagnosisSequences: [] as readonly number[],
  informationSequences: new Set<number>(),
};

/** A saturation of 86 % of the patient, eight days old, and what is other about it. */
export function found(changes: Partial<FoundEvidence> = {}): FoundEvidence {
  return {
    ...{ origin: 'o', subject: 'patient', observedAt: '2026-11-20', status: 'final' },
    ...{ standing: 'final', remarks: [], source: 'bundle', value: percent('86') },
    ...changes,
  };
}

/** A copy of which nothing was read yet: what is read of data is kept as long as it lives. */
export function unread<Data>(data: Data): Data {
  return structuredClone(data);
}

/** A percentage as it is found. */
export function percent(amount: string): RawValue {
  return { kind: 'quantity', amount, unit: '%', unitText: '%' };
}

/** Diagnoses by their codes. */
export function icd(...codes: readonly string[]): RawValue {
  return { kind: 'codes', codes: codes.map((code) => ({ system: icd10, code })) };
}
