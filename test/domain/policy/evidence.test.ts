import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exclusionText } from '../../../src/domain/policy/exclusion.ts';
import type { FoundEvidence } from '../../../src/domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';
import { settleFact } from '../../../src/domain/policy/settle-fact.ts';
import type { Evidence, Fact } from '../../../src/domain/policy/trace.ts';
import type { EvidenceWindow } from '../../../src/domain/policy/weigh-evidence.ts';
import { expectGolden } from '../golden.ts';
import { rulebook } from '../review/decided.ts';
import { found, icd, icd10, percent, unread, window } from './found.ts';

/**
 * Goal: what counts as evidence, what does not and in which words. Method: one piece, or few, of
 * the shipped facts and of such as other policies may have; the golden says what each comes to.
 */
const shipped = (id: string): FactDefinition => {
  const definition = rulebook.facts.find((fact) => fact.id === id);
  if (definition === undefined) throw new Error(`no fact ${id}`);
  return definition;
};
const saturation = shipped('oxygen-saturation');
const gas = shipped('pao2-arterial');
const diagnoses = shipped('diagnoses');
const lowest: FactDefinition = { ...saturation, choose: 'lowest' };
const highest: FactDefinition = { ...saturation, choose: 'highest' };
const smokes: FactDefinition = {
  ...{ id: 'smokes', question: { en: '?', es: '¿?' }, type: 'boolean', choose: 'any-true' },
  ...{ extractors: [], source: 'questionnaire' },
};
const seenOn: FactDefinition = { ...smokes, id: 'seen-on', type: 'date', choose: 'latest' };

const unit = (amount: string, code: string, unitText?: string) =>
  found({
    value: {
      ...{ kind: 'quantity', amount, unit: code },
      ...(unitText === undefined ? {} : { unitText }),
    },
  });
const at = (observedAt: string, amount = '86') => found({ observedAt, value: percent(amount) });
const { observedAt: _, ...undated } = found();
const { status: __, ...stateless } = found({ standing: 'open' });
const yes = (value: boolean, changes: Partial<FoundEvidence> = {}) =>
  found({ value: { kind: 'boolean', value }, ...changes });
const dx = (code: string, changes: Partial<FoundEvidence> = {}) =>
  found({ value: icd(code), ...changes });
const noted = (text: string): Partial<FoundEvidence> => ({
  remarks: [{ at: 'note', form: 'words', text }],
});
const remark = (element: string) =>
  found({ remarks: [{ at: element, form: 'words', text: 'an unusual circumstance' }] });
const snomed = { system: 'http://snomed.info/sct', code: '13645005' };
const long = 'a saturation that was measured at rest, on room air, by a nurse';

type Row = readonly [string, FactDefinition, readonly FoundEvidence[], Partial<EvidenceWindow>?];

const rows: readonly Row[] = [
  ['nothing', saturation, []],
  ['a saturation', saturation, [found()]],
  ['of somebody else', saturation, [found({ subject: 'other' }), found()]],
  ['of nobody', saturation, [found({ subject: 'none' })]],
  ['withdrawn', saturation, [found({ standing: 'withdrawn' }), at('2026-11-19', '87')]],
  ['withdrawn, of another', saturation, [found({ standing: 'withdrawn', subject: 'other' })]],
  ['preliminary', saturation, [found({ standing: 'open', status: 'preliminary' })]],
  ['registered, partial', saturation, [found({ standing: 'open', status: 'registered, partial' })]],
  ['in a status that is none', saturation, [found({ standing: 'open', status: 'constructor' })]],
  ['without a status', saturation, [stateless]],
  ['undated', saturation, [undated]],
  ['dated by a month', saturation, [at('2026-11')]],
  ['dated by a month that is past', saturation, [at('2026-09')]],
  ['dated by a year', saturation, [at('2026')]],
  ['dated by a day that is none', saturation, [at('2026-11-31')]],
  ['30 days before the start', saturation, [at('2026-11-01')]],
  ['31 days before the start', saturation, [at('2026-10-31')]],
  ['of a day ahead', saturation, [at('2026-11-29')]],
  ['of two days ahead', saturation, [at('2026-11-30')]],
  ['over a period', saturation, [found({ observedFrom: '2026-11-10' })]],
  ['over a period begun too early', saturation, [found({ observedFrom: '2026-10-10' })]],
  [
    'over a period that ends ahead',
    saturation,
    [found({ observedFrom: '2026-11-10', observedAt: '2026-12-10' })],
  ],
  [
    'without a code of its unit',
    saturation,
    [found({ value: { kind: 'quantity', amount: '86' } })],
  ],
  ['in a unit that is not converted', saturation, [unit('86', 'mg')]],
  ['in a unit named like a member of objects', saturation, [unit('86', 'constructor')]],
  ['as a fraction', saturation, [unit('0.86', '1')]],
  ['printed as percent', saturation, [unit('86', '%', ' Per cent')]],
  ['printed as Pct.', saturation, [unit('86', '%', 'Pct.')]],
  ['printed in another unit', saturation, [unit('86', '%', 'mmHg')]],
  ['a gas in mm of mercury', gas, [unit('54', 'mm[Hg]', 'mmHg')]],
  ['a gas in kPa', gas, [unit('7.2', 'kPa')]],
  ['above', saturation, [found({ value: { ...percent('86'), comparator: '>' } as never })]],
  ['as text', saturation, [found({ value: { kind: 'text', text: `  86 %\n${long}` } })]],
  ['without a value', saturation, [found({ value: { kind: 'absent' } })]],
  ['of a kind that is not read', saturation, [found({ value: { kind: 'unreadable' } })]],
  ['as no number', saturation, [unit('86,5', '%')]],
  ['39.9 %, which nobody has', saturation, [unit('39.9', '%')]],
  ['40 %', saturation, [unit('40', '%')]],
  ['100 %', saturation, [unit('100', '%')]],
  ['100.1 %', saturation, [unit('100.1', '%')]],
  ['as yes', saturation, [yes(true)]],
  ['as a code', saturation, [dx('J44.9')]],
  ['as a date', saturation, [found({ value: { kind: 'date', on: '2026-11-20' } })]],
  ...[
    ...['note', 'method', 'code', 'category', 'interpretation', 'bodySite', 'component', 'text'],
    ...['partOf', 'report', 'extension', 'elsewhere', 'constructor'],
  ].map((element): Row => [`with a remark: ${element}`, saturation, [remark(element)]]),
  ['the later of two', saturation, [at('2026-11-20', '86'), at('2026-11-21', '95')]],
  ['two of one day that agree', saturation, [at('2026-11-20', '86'), at('2026-11-20', '86.0')]],
  ['two of one day that differ', saturation, [at('2026-11-20', '86'), at('2026-11-20', '95')]],
  ['the lowest', lowest, [at('2026-11-20', '95'), at('2026-11-19', '86'), at('2026-11-18', '90')]],
  [
    'the highest',
    highest,
    [at('2026-11-20', '86'), at('2026-11-19', '95'), at('2026-11-18', '9e1')],
  ],
  ['the lowest beside what is open', lowest, [at('2026-11-20', '95'), undated]],
  ['yes and no', smokes, [yes(false), yes(true)]],
  ['no and no', smokes, [yes(false), yes(false)]],
  ['no beside what is open', smokes, [yes(false), yes(true, { standing: 'open' })]],
  ['yes beside what is open', smokes, [yes(true), yes(false, { standing: 'open' })]],
  ['yes as a number', smokes, [found()]],
  ['a date', seenOn, [found({ value: { kind: 'date', on: '2026-11-20' } })]],
  [
    'two dates',
    seenOn,
    [
      found({ value: { kind: 'date', on: '2026-11-20' } }),
      found({ value: { kind: 'date', on: '2026-11-19' } }),
    ],
  ],
  ['diagnoses', diagnoses, [dx('J44.9'), dx('I50.9')]],
  ['a diagnosis without its dot', diagnoses, [dx('J449')]],
  ['two codes of one system', diagnoses, [found({ value: icd('J44.9', 'J45.20') })]],
  ['one code twice', diagnoses, [found({ value: icd('J44.9', 'J44.9') })]],
  [
    'in two systems',
    diagnoses,
    [found({ value: { kind: 'codes', codes: [{ system: icd10, code: 'J44.9' }, snomed] } })],
  ],
  ['a diagnosis beside what is open', diagnoses, [dx('J44.9'), dx('I509')]],
  ['a diagnosis as text', diagnoses, [found({ value: { kind: 'text', text: 'COPD' } })]],
  ['past', diagnoses, [dx('J44.9', { standing: 'ended', status: 'resolved' })]],
  [
    'there and past',
    diagnoses,
    [dx('J44.9'), dx('J44', { standing: 'ended', status: 'inactive' })],
  ],
  [
    'there, and another one past',
    diagnoses,
    [dx('J44.9'), dx('I50.9', { standing: 'ended', status: 'remission' })],
  ],
  [
    'there and doubted',
    diagnoses,
    [dx('J44.9'), dx('J44', { standing: 'doubted', status: 'provisional' })],
  ],
  ['a heading alone', diagnoses, [dx('J44')]],
  ['there, and one that says something else', diagnoses, [dx('J44.9'), dx('Z53.20')]],
  ['there, and one that says nothing else', diagnoses, [dx('J44.9'), dx('Z87.891')]],
  ['there, and an external cause', diagnoses, [dx('J44.9'), dx('Y93.01')]],
  ['there, and the same with a note', diagnoses, [dx('J44.9'), dx('J44.9', noted("husband's"))]],
  [
    'there, and the same with a plain note',
    diagnoses,
    [dx('J44.9'), dx('J44.9', noted('Stable.'))],
  ],
  ['there, and another with a note', diagnoses, [dx('J44.9'), dx('I50.9', noted("husband's"))]],
  [
    'a note on one that the line does not name',
    diagnoses,
    [dx('J44.9', { diagnosisSequence: 1 }), dx('J44.9', noted("husband's"))],
    { diagnosisSequences: [1] },
  ],
  [
    'one that no line names says something else',
    diagnoses,
    [dx('J44.9', { diagnosisSequence: 1 }), dx('Z53.20', { diagnosisSequence: 2 })],
    { diagnosisSequences: [1], namedSequences: [1] },
  ],
  [
    'one that another line names says something else',
    diagnoses,
    [dx('J44.9', { diagnosisSequence: 1 }), dx('Z53.20', { diagnosisSequence: 2 })],
    { diagnosisSequences: [1], namedSequences: [1, 2] },
  ],
  [
    'there, and the same of next year',
    diagnoses,
    [dx('J44.9'), dx('J44.9', { observedAt: '2027' })],
  ],
  [
    'a doubt in another system',
    diagnoses,
    [
      dx('J44.9'),
      found({
        ...{ value: { kind: 'codes', codes: [snomed] }, standing: 'doubted' as const },
        status: 'refuted',
      }),
    ],
  ],
  [
    'past in another system',
    diagnoses,
    [
      dx('J44.9'),
      found({
        ...{ value: { kind: 'codes', codes: [snomed] }, standing: 'ended' as const },
        status: 'resolved',
      }),
    ],
  ],
  [
    'a doubt in words',
    diagnoses,
    [
      dx('J44.9'),
      found({
        value: { kind: 'text', text: 'COPD?' },
        standing: 'doubted',
        status: 'differential',
      }),
    ],
  ],
  [
    'those of the line alone',
    diagnoses,
    [dx('J44.9', { diagnosisSequence: 1 }), dx('I50.9', { diagnosisSequence: 2 }), dx('J43.9')],
    { diagnosisSequences: [1] },
  ],
  ['a saturation is of all lines', saturation, [found()], { diagnosisSequences: [1] }],
  [
    'that the line names',
    saturation,
    [found({ informationSequences: [2] })],
    { informationSequences: new Set([2, 3]) },
  ],
  [
    'that the line does not name, and newer',
    saturation,
    [
      found({ informationSequences: [2] }),
      found({ informationSequences: [4], observedAt: '2026-11-21', value: percent('97') }),
    ],
    { informationSequences: new Set([2]) },
  ],
  [
    'that the line does not name, and older',
    saturation,
    [found({ informationSequences: [2] }), found({ observedAt: '2026-11-19' })],
    { informationSequences: new Set([2]) },
  ],
];

function said(fact: Fact): string {
  const { value } = fact;
  if (value === undefined) return `${fact.reason}`;
  const partial = fact.isPartial === true ? ', and more that is not read' : '';
  const text =
    value.type === 'quantity'
      ? `${value.amount} ${value.unit}`
      : value.type === 'codes'
        ? value.codes.map(({ code }) => code).join(', ')
        : String(value.type === 'boolean' ? value.value : value.on);
  return `${text}${partial}`;
}

function evidenceLine(evidence: Evidence): string {
  const why = exclusionText(evidence);
  const words = why === undefined ? 'counts' : `${evidence.excluded}: ${why.en} | ${why.es}`;
  return `    [${evidence.value}] ${evidence.observedAt ?? 'undated'}: ${words}`;
}

test('what evidence comes to', () => {
  const blocks = rows.map(([name, definition, evidence, changes = {}]) => {
    const fact = settleFact(definition, unread(evidence), { ...window, ...changes });
    return [`${name}: ${said(fact)}`, ...fact.evidence.map(evidenceLine)].join('\n');
  });
  expectGolden(join(import.meta.dirname, 'evidence.golden.txt'), `${blocks.join('\n')}\n`);
});

test('a sentence of before reasons had names stays as it was', () => {
  const old: Evidence = { origin: 'o', value: '86 %', source: 'bundle', excluded: 'was too old' };
  expect(exclusionText(old)).toEqual({ en: 'was too old', es: 'was too old' });
});
