import { describe, expect, test } from 'vitest';
import type { FoundEvidence, RawValue } from '../../../src/domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import type { CivilDate } from '../../../src/domain/time.ts';

/** Goal: the latest evidence counts; what is newer and can't be used keeps the older from it. */
const definition: FactDefinition = {
  id: 'oxygen-saturation',
  question: { en: 'Saturation?', es: '¿Saturación?' },
  type: 'quantity',
  unit: '%',
  plausible: { from: '40', to: '100' },
  choose: 'latest',
  recencyDays: 30,
  extractors: [],
  source: 'bundle',
};
const window = {
  ...{ startOn: '2026-11-30' as CivilDate, today: '2026-11-28' as CivilDate },
  diagnosisSequences: [],
};

const percent = (amount: string): RawValue => ({ kind: 'quantity', amount, unit: '%' });
const above95: RawValue = { kind: 'quantity', amount: '95', unit: '%', comparator: '>' };

function found(observedAt: string, value: RawValue): FoundEvidence {
  const status = 'final';
  return {
    origin: 'o',
    subject: 'patient',
    value,
    observedAt,
    status,
    standing: 'final',
    remarks: [],
    source: 'bundle',
  };
}

type Row = readonly [string, readonly (readonly [string, RawValue])[], string];

const rows: readonly Row[] = [
  [
    'by the day',
    [
      ['2026-11-20', percent('86')],
      ['2026-11-21', percent('95')],
    ],
    '95',
  ],
  [
    'by the clock of one day',
    [
      ['2026-11-21T08:00:00Z', percent('95')],
      ['2026-11-21T09:00:00Z', percent('86')],
    ],
    '86',
  ],
  [
    'a late hour of the day before, in another zone, is not later than the day',
    [
      ['2026-11-27T22:00:00-05:00', percent('86')],
      ['2026-11-28', percent('95')],
    ],
    '95',
  ],
  [
    'the same day with and without a time, and they differ',
    [
      ['2026-11-27T22:00:00-05:00', percent('86')],
      ['2026-11-27', percent('95')],
    ],
    'conflicting',
  ],
  [
    'a newer one with a comparator',
    [
      ['2026-11-18', percent('86')],
      ['2026-11-27', above95],
    ],
    'unreadable',
  ],
  [
    'a newer one in no unit that is known',
    [
      ['2026-11-18', percent('86')],
      ['2026-11-27', { kind: 'quantity', amount: '95' }],
    ],
    'unreadable',
  ],
  [
    'an older one that can not be used',
    [
      ['2026-11-18', { kind: 'quantity', amount: '95' }],
      ['2026-11-27', percent('86')],
    ],
    '86',
  ],
];

describe('the latest evidence', () => {
  test.each(rows)('%s', (_name, given, expected) => {
    const evidence = given.map(([observedAt, value]) => found(observedAt, value));
    const fact = settleFact(definition, evidence, window);
    const value = fact.value?.type === 'quantity' ? fact.value.amount : fact.reason;
    expect(value).toBe(expected);
  });
});
