import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Exclusion, exclusionText } from '../../../src/domain/policy/exclusion.ts';
import type { FoundEvidence, RawValue, Remark } from '../../../src/domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import { type EvidenceWindow, isOpen, weigh } from '../../../src/domain/policy/weigh-evidence.ts';
import { expectGolden } from '../golden.ts';
import { rulebook } from '../review/decided.ts';
import { found, icd, icd10, percent, unread, window } from './found.ts';

/** Goal: what does not count is told apart by why, and keeps from counting what it should. */
const shipped = (id: string): FactDefinition => {
  const definition = rulebook.facts.find((one) => one.id === id);
  if (definition === undefined) throw new Error(`no fact ${id}`);
  return definition;
};
const snomed = 'http://snomed.info/sct';
const codes = (...rows: readonly (readonly [system: string, code: string])[]): RawValue => ({
  ...{ kind: 'codes', codes: rows.map(([system, code]) => ({ system, code })) },
});
const words = (text: string): Partial<FoundEvidence> => ({
  remarks: [{ at: 'note', form: 'words', text }],
});
const issued = (observed: NonNullable<Remark['observed']>): Partial<FoundEvidence> => ({
  remarks: [{ at: 'report', form: 'issued', observed }],
});
const unlisted = codes(['urn:own', '1']);
/** The line names the first diagnosis; another line may name the second. */
const ofLine = { diagnosisSequences: [1], namedSequences: [1] };

const judged = (amount: string, unit: string, text: string): Partial<FoundEvidence> => ({
  value: { kind: 'quantity', amount, unit },
  remarks: [{ at: 'interpretation', form: 'judgement', text }],
});

type Row = [string, Partial<FoundEvidence>, string, Partial<EvidenceWindow>?];

function why(id: string, evidence: Partial<FoundEvidence>, changes: Partial<EvidenceWindow> = {}) {
  const { excluded } = weigh(shipped(id), found(evidence), { ...window, ...changes });
  return excluded ?? 'counts';
}

describe('a saturation', () => {
  test.each<Row>([
    ['too many to be read', { value: { kind: 'too-many' } }, 'too-many'],
    ['too many, of somebody else', { value: { kind: 'too-many' }, subject: 'other' }, 'too-many'],
    ['by a code that is akin', { isAkin: true }, 'other-name'],
    ['akin, of somebody else', { isAkin: true, subject: 'other' }, 'other-subject'],
    ['another result', { isOther: true }, 'harmless'],
    ['another result of somebody else', { isOther: true, subject: 'other' }, 'harmless'],
    ['another result with words of its own', { isOther: true, ...words('hemogram') }, 'harmless'],
    ['a result with words of others', words('hemogram'), 'remark'],
    ['another result with odd words', { isOther: true, ...words('odd') }, 'not-understood'],
    ['told on the day before', issued({ at: '2026-11-19' }), 'counts'],
    ['told long before', issued({ at: '2026-11-10' }), 'remark'],
    ['told in time', issued({ at: '2026-11-28T16:05:00Z' }), 'counts'],
    ['told ahead', issued({ at: '2026-11-28T16:05:01Z' }), 'future'],
    ['told tomorrow', issued({ at: '2026-11-29' }), 'future'],
    ['told at some time', issued({}), 'remark'],
    [
      'of a panel that is ahead',
      { remarks: [{ at: 'hasMember', form: 'near', observed: { at: '2026-11-29' } }] },
      'remark',
    ],
    [
      'told at a time of which nothing is said',
      { remarks: [{ at: 'x', form: 'issued' }] },
      'remark',
    ],
    ['judged as it is', judged('86', '%', 'low'), 'counts'],
    ['judged otherwise', judged('86', '%', 'normal'), 'remark'],
    ['a fraction that is judged as it is', judged('0.86', '1', 'low'), 'counts'],
    ['a fraction that is judged otherwise', judged('0.86', '1', 'normal'), 'remark'],
    ['a number in words', { value: { kind: 'text', text: 'ninety' } }, 'text'],
    ['a code of several systems', { value: codes([snomed, '1']) }, 'unreadable'],
  ])('%s: %s', (_, evidence, expected) => {
    expect(why('oxygen-saturation', evidence)).toBe(expected);
  });

  test('others are read by their own words as long as a fact lives', () => {
    const definition = unread(shipped('oxygen-saturation'));
    const evidence = [
      { isOther: true, ...words('hemogram') },
      { isOther: true, ...words('odd') },
    ];
    const [one, other] = evidence.map((each) => weigh(definition, found(each), window).excluded);
    expect([one, other]).toEqual(['harmless', 'not-understood']);
  });
});

test.each<[string, string | undefined, string]>([
  ['54', undefined, '54'],
  ['54.00', undefined, '54.00'],
  ['54', 'MM of Mercury', '54'],
  ['54', 'Ｔｏｒｒ', '54'],
  ['54', 'kPa', 'unit-differs'],
])('%s mm[Hg], printed as %s: %s', (amount, unitText, expected) => {
  const printed = unitText === undefined ? {} : { unitText };
  const value: RawValue = { kind: 'quantity', amount, unit: 'mm[Hg]', ...printed };
  const weighed = weigh(shipped('pao2-arterial'), found({ value }), window);
  const read = weighed.value?.type === 'quantity' ? weighed.value.amount : weighed.excluded;
  expect(read).toBe(expected);
});

describe('a diagnosis', () => {
  const ruledOut = icd('Z53.20');
  test.each<Row>([
    ['in words', { value: { kind: 'text', text: 'COPD' } }, 'text'],
    ['in other words', { value: { kind: 'text', text: 'Asthma' } }, 'unlisted'],
    ['by a code that nobody knows', { value: unlisted }, 'unlisted'],
    ['by such a code as well', { value: codes([icd10, 'J44.9'], ['urn:own', '1']) }, 'counts'],
    ['by one code that is none', { value: codes([icd10, 'J449'], [snomed, '1']) }, 'code-form'],
    ['by a heading as well', { value: codes([icd10, 'J44'], [snomed, '13645005']) }, 'heading'],
    ['of the dead', { value: icd('J44.9'), ...words('Patient died') }, 'otherwise'],
    ['that is open and ruled out', { value: ruledOut, standing: 'open' }, 'otherwise'],
    ['that is doubted and ruled out', { value: ruledOut, standing: 'doubted' }, 'otherwise'],
    ['that is over and ruled out', { value: ruledOut, standing: 'ended' }, 'not-final'],
    ['that is open and unlisted', { value: unlisted, standing: 'open' }, 'unlisted'],
    ['that is doubted and unlisted', { value: unlisted, standing: 'doubted' }, 'not-final'],
    [
      'that is open and ruled out, of somebody else',
      { value: ruledOut, standing: 'open', subject: 'other' },
      'other-subject',
    ],
    ['that is ruled out next year', { value: ruledOut, observedAt: '2027' }, 'future'],
    [
      'that the line does not name by its information',
      { value: icd('J44.9') },
      'counts',
      { informationSequences: new Set([2]) },
    ],
    ['that no line names, unlisted', { value: unlisted, diagnosisSequence: 2 }, 'unlisted', ofLine],
    [
      'that no line names, of a kind that is not read',
      { value: { kind: 'unreadable' }, diagnosisSequence: 2 },
      'unreadable',
      ofLine,
    ],
    [
      'that no line names, as a heading',
      { value: icd('J44'), diagnosisSequence: 2 },
      'not-of-line',
      ofLine,
    ],
    [
      'that another line names, unlisted',
      { value: unlisted, diagnosisSequence: 2 },
      'not-of-line',
      { ...ofLine, namedSequences: [1, 2] },
    ],
  ])('%s: %s', (_, evidence, expected, changes) => {
    expect(why('diagnoses', evidence, changes)).toBe(expected);
  });
});

const all: readonly Exclusion[] = [
  ...(['other-subject', 'no-subject', 'not-final', 'withdrawn', 'undated', 'future'] as const),
  ...(['too-old', 'too-long', 'no-unit-code', 'unknown-unit', 'unit-differs'] as const),
  ...(['comparator', 'text', 'no-value', 'implausible', 'code-form', 'several-codes'] as const),
  ...(['heading', 'otherwise', 'unlisted', 'unreadable', 'too-many', 'other-name'] as const),
  ...(['not-understood', 'harmless', 'remark', 'not-of-line', 'not-named', 'not-chosen'] as const),
];

test('why evidence does not count, in words, and whether it may say the contrary', () => {
  const lines = all.map((excluded) => {
    const said = exclusionText({ origin: 'o', value: '86 %', source: 'bundle', excluded });
    const { moment } = weigh(shipped('oxygen-saturation'), found(), window);
    const isContrary = isOpen({ found: found(), moment, excluded });
    return `${excluded}${isContrary ? ' (open)' : ''}: ${said?.en} | ${said?.es}`;
  });
  expectGolden(join(import.meta.dirname, 'why-not.golden.txt'), `${lines.join('\n')}\n`);
});

describe('several pieces of evidence', () => {
  const smokes: FactDefinition = {
    ...{ id: 'smokes', question: { en: '?', es: '¿?' }, type: 'boolean', choose: 'any-true' },
    ...{ extractors: [], source: 'questionnaire' },
  };
  const saturation = shipped('oxygen-saturation');
  const diagnoses = shipped('diagnoses');
  const yes = (value: boolean, changes: Partial<FoundEvidence> = {}) =>
    found({ value: { kind: 'boolean', value }, ...changes });
  const at = (observedAt: string, changes: Partial<FoundEvidence> = {}) =>
    found({ observedAt, ...changes });
  const dx = (value: RawValue, changes: Partial<FoundEvidence> = {}) =>
    found({ value, ...changes });
  const noted = words("husband's");
  const past = { standing: 'ended', status: 'resolved' } as const;
  const other = { isOther: true } as const;

  test.each<[string, FactDefinition, readonly FoundEvidence[], string]>([
    ['one yes is enough', smokes, [yes(true), yes(false), yes(true, { standing: 'open' })], 'true'],
    ['what changes nothing is not told', saturation, [found(other)], 'no-evidence'],
    [
      'another result that says more',
      saturation,
      [found({ ...other, ...words('odd') })],
      'no-evidence: not-understood',
    ],
    [
      'a result beside another that says more',
      saturation,
      [found(), found({ ...other, ...words('odd') })],
      'unreadable: -, not-understood',
    ],
    [
      'an older one that can not be read',
      saturation,
      [found(), at('2026-11-18', { value: { kind: 'unreadable' } })],
      '86: -, unreadable',
    ],
    [
      'one that may be newer than one of the latest',
      saturation,
      [
        at('2026-11-20'),
        at('2026-11-20T08:00:00Z'),
        at('2026-11-20T07:00:00Z', { standing: 'open' }),
      ],
      'unreadable: -, -, not-final',
    ],
    [
      'a note before an end',
      diagnoses,
      [dx(icd('J44.9')), dx(icd('J44.9'), noted), dx(icd('J44.9'), past)],
      'conflicting: -, remark, not-final',
    ],
    [
      'an end of one of two',
      diagnoses,
      [dx(icd('J44.9')), dx(icd('I50.9')), dx(icd('J44'), past)],
      'conflicting: -, -, not-final',
    ],
    [
      'a doubt of one that has codes of two systems',
      diagnoses,
      [dx(codes([icd10, 'J44.9'], [snomed, '13645005'])), dx(icd('J44'), past)],
      'conflicting: -, not-final',
    ],
  ])('%s', (_, definition, evidence, expected) => {
    const { value, reason, evidence: told } = settleFact(definition, evidence, window);
    const amount = value?.type === 'quantity' ? value.amount : undefined;
    const known = value?.type === 'boolean' ? String(value.value) : (amount ?? reason);
    const reasons = told.map(({ excluded }) => excluded ?? '-').join(', ');
    expect(value?.type === 'boolean' || told.length === 0 ? known : `${known}: ${reasons}`).toBe(
      expected,
    );
  });

  test('of two that the line does not name, the one that makes it unsure is told as such', () => {
    const evidence = [
      dx(icd('J44.9'), { diagnosisSequence: 1 }),
      dx(icd('J44.9'), { diagnosisSequence: 2, ...noted }),
      dx(icd('J44.9'), { diagnosisSequence: 3, ...noted }),
    ];
    const fact = settleFact(diagnoses, evidence, { ...window, ...ofLine });
    expect(fact.evidence.map(({ excluded }) => excluded)).toEqual([
      ...[undefined, 'remark', 'not-of-line'],
    ]);
  });

  test('the lowest of what has no amount is none', () => {
    const fact = settleFact({ ...smokes, choose: 'lowest' }, [yes(true)], window);
    expect(fact.reason).toBe('conflicting');
  });

  test('an amount in the unit of the fact stays as it was written', () => {
    const fact = settleFact(saturation, [found({ value: percent('86.00') })], window);
    expect(fact.value).toMatchObject({ amount: '86.00', unit: '%' });
  });
});
