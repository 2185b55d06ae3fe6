import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FoundEvidence, RawValue } from '../../../src/domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';

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
  now: '2026-11-28T16:00:00.000Z' as Instant,
  diagnosisSequences: [],
  informationSequences: new Set<number>(),
};

const percent = (amount: string): RawValue => ({ kind: 'quantity', amount, unit: '%' });
const above95: RawValue = { kind: 'quantity', amount: '95', unit: '%', comparator: '>' };

function found(
  observedAt: string,
  value: RawValue,
  changes: Partial<FoundEvidence> = {},
): FoundEvidence {
  return {
    ...{ origin: 'o', subject: 'patient', value, observedAt, status: 'final' },
    ...{ standing: 'final', remarks: [], source: 'bundle' },
    ...changes,
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
    'by the clock over time zones, not by the day that was written',
    [
      ['2026-11-22T00:30:00+09:00', percent('86')],
      ['2026-11-21T23:00:00-05:00', percent('95')],
    ],
    '95',
  ],
  [
    'one instant in two time zones, and they differ',
    [
      ['2026-11-22T01:00:00+01:00', percent('86')],
      ['2026-11-21T19:00:00-05:00', percent('95')],
    ],
    'conflicting',
  ],
  [
    'an hour without a zone is a day',
    [
      ['2026-11-21T08:00:00', percent('95')],
      ['2026-11-21T09:00:00Z', percent('86')],
    ],
    'conflicting',
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

/** Evidence that can't be used, whatever it says, at any time that may be the newest. */
const unusable = fc
  .record({
    observedAt: fc.constantFrom('2026-11-27', '2026-11-27T23:00:00Z', '2026-11', '2026', undefined),
    amount: fc.integer({ min: 40, max: 100 }),
    why: fc.constantFrom('open', 'subject', 'unit', 'comparator', 'range', 'remark', 'text'),
  })
  .map(({ observedAt, amount, why }): FoundEvidence => {
    const value = unusableValue(why, String(amount));
    const { observedAt: _, ...rest } = found('', value, {
      ...(why === 'open' ? { standing: 'open' } : {}),
      ...(why === 'subject' ? { subject: 'none' } : {}),
      ...(why === 'remark' ? { remarks: [{ at: 'note', form: 'words', text: 'walking' }] } : {}),
    });
    return observedAt === undefined ? rest : { ...rest, observedAt };
  });

function unusableValue(why: string, amount: string): RawValue {
  switch (why) {
    case 'unit':
      return { kind: 'quantity', amount };
    case 'comparator':
      return { kind: 'quantity', amount, unit: '%', comparator: '<' };
    case 'range':
      return percent('570');
    case 'text':
      return { kind: 'text', text: amount };
    default:
      return percent(amount);
  }
}

const strict: FactDefinition = { ...definition, understood: ['at rest'], contradictedBy: [] };
const rules: readonly FactDefinition['choose'][] = ['latest', 'lowest', 'highest'];

test('what can not be used and may be the newest never makes a fact known', () => {
  const usable = fc
    .record({
      observedAt: fc.constantFrom('2026-11-20', '2026-11-26', '2026-11-26T08:00:00Z'),
      amount: fc.integer({ min: 80, max: 99 }),
    })
    .map(({ observedAt, amount }) => found(observedAt, percent(String(amount))));
  fc.assert(
    fc.property(
      fc.array(usable, { maxLength: 3 }),
      fc.array(unusable, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...rules),
      (good, bad, choose) => {
        const all = settleFact({ ...strict, choose }, [...good, ...bad], window);
        expect([all.value, all.reason]).toEqual([undefined, expect.any(String)]);
      },
    ),
  );
});

test('what was withdrawn is as if it were not there', () => {
  const withdrawn = unusable.map((one): FoundEvidence => ({ ...one, standing: 'withdrawn' }));
  const older = [found('2026-11-20', percent('86')), found('2026-11-19', percent('95'))];
  fc.assert(
    fc.property(fc.array(withdrawn, { maxLength: 3 }), (gone) => {
      const { value, reason } = settleFact(strict, [...gone, ...older], window);
      expect([value, reason]).toEqual([{ type: 'quantity', amount: '86', unit: '%' }, undefined]);
    }),
  );
});

describe('a doubt about a diagnosis', () => {
  const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
  const snomed = 'http://snomed.info/sct';
  const codes = (system: string, code: string): RawValue => ({
    ...{ kind: 'codes', codes: [{ system, code }] },
  });
  const { unit: _, plausible: __, codes: ___, ...rest } = definition;
  const diagnoses: FactDefinition = { ...rest, type: 'codes', choose: 'all' };
  test.each<[string, RawValue, RawValue, string]>([
    ['of the same code', codes(icd, 'J44.9'), codes(icd, 'J44.9'), 'conflicting'],
    ['of the code above', codes(icd, 'J44.9'), codes(icd, 'J44'), 'conflicting'],
    ['of another code', codes(icd, 'J44.9'), codes(icd, 'J18.9'), 'value'],
    ['of a code that is not written as one', codes(icd, 'J44.9'), codes(icd, 'J449'), 'doubted'],
    ['in another system', codes(icd, 'J44.9'), codes(snomed, '13645005'), 'doubted'],
    ['of a code that begins alike', codes(snomed, '13645005'), codes(snomed, '136450'), 'value'],
  ])('%s', (_name, counted, doubted, expected) => {
    const doubt: FoundEvidence = { ...found('2026-11-21', doubted), standing: 'doubted' };
    const fact = settleFact(diagnoses, [found('2026-11-21', counted), doubt], window);
    expect(fact.reason ?? 'value').toBe(expected);
  });
});

describe('a diagnosis whose end says that the need is over', () => {
  const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';
  const codes = (code: string): RawValue => ({ kind: 'codes', codes: [{ system: icd10, code }] });
  const diagnoses: FactDefinition = {
    ...{ id: 'diagnoses', question: definition.question, type: 'codes', choose: 'all' },
    ...{ extractors: [], source: 'bundle' },
    over: { codes: [{ system: icd10, codes: ['R09.02'], prefixes: ['J96.1'] }], days: 30 },
  };
  const ended = (code: string, endedAt?: string) => {
    const past = { standing: 'ended' as const, status: 'resolved' };
    const over = found(
      '2020-01-01',
      codes(code),
      endedAt === undefined ? past : { ...past, endedAt },
    );
    return settleFact(diagnoses, [found('2026-11-20', codes('J44.9')), over], window).reason;
  };
  test.each<[string, string | undefined, string | undefined]>([
    ['R09.02', '2026-11-27', 'conflicting'],
    ['R09.02', '2026-10-31', 'conflicting'],
    ['R09.02', '2026-10-30', undefined],
    ['R09.02', '2026-10', 'conflicting'],
    ['R09.02', '2023', undefined],
    ['R09.02', undefined, 'conflicting'],
    ['J96.11', '2026-11-27', 'conflicting'],
    ['J20.9', '2026-11-27', undefined],
    ['J20.9', undefined, undefined],
  ])('%s, over on %s', (code, endedAt, expected) => {
    expect(ended(code, endedAt)).toBe(expected);
  });

  test('that is there, or of a rulebook without such, says nothing of the kind', () => {
    const there = [found('2026-11-20', codes('J44.9')), found('2026-11-20', codes('R09.02'))];
    expect(settleFact(diagnoses, there, window).reason).toBeUndefined();
    const { over, ...without } = diagnoses;
    const past = found('2026-11-20', codes('R09.02'), { standing: 'ended' });
    const both = [found('2026-11-20', codes('J44.9')), past];
    expect(settleFact(without, both, window).reason).toBeUndefined();
    expect(over?.days).toBe(30);
  });
});
