import { describe, expect, test } from 'vitest';
import type { RawValue, Remark } from '../../../src/domain/policy/found-evidence.ts';
import { momentOf } from '../../../src/domain/policy/moment.ts';
import { isOfOtherTime } from '../../../src/domain/policy/remark-times.ts';
import { isEnded, openRemark } from '../../../src/domain/policy/remarks.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';
import { unread } from './found.ts';

/** Goal: each kind of remark beside a value is read by its own rule, in all its parts. */
const loinc = 'http://loinc.org';
const other = 'http://snomed.info/sct';
const fact: FactDefinition = {
  id: 'saturation',
  question: { en: 'q', es: 'q' },
  type: 'quantity',
  unit: '%',
  codes: [
    { system: loinc, codes: ['1-1'] },
    { system: 'urn:own', codes: ['1'] },
  ],
  sites: [
    { system: other, codes: ['7'] },
    { system: other, codes: ['17'] },
  ],
  samples: [
    { system: other, codes: ['8'] },
    { system: other, codes: ['18'] },
  ],
  qualifiedBy: [
    { system: loinc, codes: ['2-2'], unless: { 'L/min': '0' } },
    { system: loinc, codes: ['2-2'], unless: { '%': '21' } },
  ],
  qualifierNames: ['flow'],
  harmless: [
    { system: loinc, codes: ['3-3'] },
    { system: loinc, codes: ['4-4'], above: '0' },
  ],
  visits: [{ system: other, codes: ['9'] }],
  interpretations: [
    { system: other, codes: ['L'], words: ['low'], to: '94' },
    { system: other, codes: ['H'], words: ['high'], from: '98' },
    { system: other, codes: ['S'], words: ['seen'] },
  ],
  understood: ['rest', 'low'],
  heads: ['panel'],
  told: ['value', 'visit'],
  contradictedBy: ['walk-', 'flow'],
  endedBy: ['died'],
  extractors: [],
  choose: 'latest',
  source: 'bundle',
};
const moment = momentOf(undefined, '2026-11-23T10:00:00Z');
const percent = (amount: string): RawValue => ({ kind: 'quantity', amount, unit: '%' });

function isOpen(remark: Partial<Remark>, amount = '86', of = fact): boolean {
  const beside = { moment, value: percent(amount), amount };
  const remarks = unread([{ at: 'note', form: 'words' as const, ...remark }]);
  return openRemark(unread(of), remarks, beside) !== undefined;
}

const bare: FactDefinition = { ...fact };
Reflect.deleteProperty(bare, 'understood');

describe('beside a value', () => {
  const flow = (amount: string, more: object = {}): RawValue => ({
    ...{ kind: 'quantity', amount, unit: 'L/min' },
    ...more,
  });
  const at = (system: string, code: string, display?: string) =>
    display === undefined ? { system, code } : { system, code, display };
  test.each<[string, Partial<Remark>, boolean]>([
    ['words that are understood', { text: 'low rest' }, false],
    ['words that are not', { text: 'tall' }, true],
    ['words that contradict', { text: 'walking' }, true],
    ['nothing', {}, true],
    ['the code of the fact', { code: at(loinc, '1-1') }, false],
    ['another code of its system', { code: at(loinc, '5-5', 'rest') }, true],
    ['a site', { code: at(other, '7') }, false],
    ['a code of another system with words', { code: at(other, '6', 'rest') }, false],
    ['a code of another system without', { code: at(other, '6') }, true],
    ['a code with words that are not understood', { code: at(other, '7', 'tall') }, true],
    ['prose', { form: 'prose', text: 'tall' }, false],
    ['prose that contradicts', { form: 'prose', text: 'walked' }, true],
    ['a head', { form: 'head', text: 'panel' }, false],
    ['a head in other words', { form: 'head', text: 'rest' }, true],
    ['a head on a harmless list', { form: 'head', code: at(loinc, '3-3', 'tall') }, false],
    ['a head by another code with words', { form: 'head', code: at(loinc, '5-5', 'panel') }, false],
    ['a head by another code without', { form: 'head', code: at(loinc, '5-5') }, true],
    ['its sample', { form: 'sample', code: at(other, '8') }, false],
    ['another sample', { form: 'sample', code: at(other, '6') }, true],
    ['a sample of another system', { form: 'sample', code: at(loinc, '6') }, false],
    ['a sample that contradicts', { form: 'sample', text: 'walk' }, true],
    ['a note that repeats the value', { form: 'note', text: 'low 86' }, false],
    ['a note that repeats it in full', { form: 'note', text: '86,0 rest' }, false],
    ['a note of another value', { form: 'note', text: 'low 85' }, true],
    ['a note of a limit', { form: 'note', text: 'low >86' }, true],
    ['a judgement that fits', { form: 'judgement', code: at(other, 'L', 'low') }, false],
    ['a judgement in words', { form: 'judgement', text: 'low' }, false],
    ['a judgement in other words', { form: 'judgement', code: at(other, 'L', 'tall') }, true],
    ['another judgement', { form: 'judgement', code: at(other, 'H', 'low') }, true],
    ['a judgement of nothing', { form: 'judgement', code: at(other, 'S', 'seen') }, false],
    [
      'a judgement in words beside others',
      { form: 'judgement', text: 'low', code: at(other, 'L', 'tall') },
      true,
    ],
    ['a judgement without anything', { form: 'judgement' }, true],
    ['a judgement that contradicts', { form: 'judgement', text: 'walk' }, true],
    ['a visit', { form: 'visit', code: at(other, '9', 'tall') }, false],
    ['another visit', { form: 'visit', code: at(other, '6', 'visit') }, true],
    ['a visit of another system', { form: 'visit', code: at(loinc, '6', 'visit') }, false],
    ['a visit of it in other words', { form: 'visit', code: at(loinc, '6', 'tall') }, true],
    ['a visit in words', { form: 'visit', text: 'visit' }, false],
    [
      'a visit in words beside others',
      { form: 'visit', text: 'visit', code: at(loinc, '6', 'tall') },
      true,
    ],
    ['a visit without words', { form: 'visit', code: at(loinc, '6') }, true],
    ['a visit that contradicts', { form: 'visit', code: at(other, '9', 'walk') }, true],
    ['a part of a harmless kind', { form: 'part', codes: [at(loinc, '3-3')] }, false],
    ['a part of the fact', { form: 'part', codes: [at(loinc, '1-1')] }, false],
    [
      'a part of a harmless kind by a further code',
      { form: 'part', codes: [at(loinc, '5-5'), at(loinc, '3-3')] },
      false,
    ],
    ['a part of an unknown kind', { form: 'part', codes: [at(loinc, '5-5')] }, true],
    ['a part without a code', { form: 'part' }, true],
    ['a part that contradicts', { form: 'part', codes: [at(loinc, '3-3', 'walk')] }, true],
    [
      'a part that is measured',
      { form: 'part', codes: [at(loinc, '4-4')], value: flow('1') },
      false,
    ],
    ['a part of nothing', { form: 'part', codes: [at(loinc, '4-4')], value: flow('0') }, true],
    ['a part without its value', { form: 'part', codes: [at(loinc, '4-4')] }, true],
    ['no flow', { form: 'part', codes: [at(loinc, '2-2', 'flow')], value: flow('0.0') }, false],
    ['a flow', { form: 'part', codes: [at(loinc, '2-2')], value: flow('2') }, true],
    [
      'no flow, walking',
      { form: 'part', text: 'walk', codes: [at(loinc, '2-2')], value: flow('0') },
      true,
    ],
    ['a flow beside it', { form: 'beside', code: at(loinc, '2-2'), value: flow('2') }, true],
    ['no flow beside it', { form: 'beside', code: at(loinc, '2-2'), value: flow('0') }, false],
    [
      'no flow in a unit named like a member of objects',
      { form: 'beside', code: at(loinc, '2-2'), value: flow('0', { unit: 'constructor' }) },
      true,
    ],
    [
      'no flow by another name of the unit',
      { form: 'beside', code: at(loinc, '2-2'), value: flow('0', { unitText: 'l/MIN' }) },
      false,
    ],
    [
      'no flow in another unit',
      { form: 'beside', code: at(loinc, '2-2'), value: flow('0', { unitText: 'mL' }) },
      true,
    ],
    [
      'no flow with a limit',
      { form: 'beside', code: at(loinc, '2-2'), value: flow('0', { comparator: '>' }) },
      true,
    ],
    [
      'another result beside it',
      { form: 'beside', code: at(loinc, '3-3'), value: flow('2') },
      false,
    ],
    [
      'a flow of another day',
      { form: 'beside', code: at(loinc, '2-2'), value: flow('2'), observed: { at: '2026-11-20' } },
      false,
    ],
    [
      'a flow of a later day',
      { form: 'beside', code: at(loinc, '2-2'), value: flow('2'), observed: { at: '2026-11-26' } },
      false,
    ],
    [
      'a flow of the same day',
      { form: 'beside', code: at(loinc, '2-2'), value: flow('2'), observed: { at: '2026-11-23' } },
      true,
    ],
    [
      'what the data says',
      { form: 'told', text: 'value 86', tellable: { texts: [], amounts: ['86'] } },
      false,
    ],
    [
      'more than the data',
      { form: 'told', text: 'tall', tellable: { texts: [], amounts: [] } },
      true,
    ],
    [
      'a limit alone',
      { form: 'told', text: 'value 92', tellable: { texts: [], amounts: ['86', '92'] } },
      true,
    ],
    [
      'told words that contradict',
      { form: 'told', text: 'walk', tellable: { texts: ['walk'], amounts: [] } },
      true,
    ],
  ])('%s', (_, remark, expected) => {
    expect(isOpen(remark)).toBe(expected);
  });

  test('a judgement has to fit the value', () => {
    const said = (text: string, amount: string) => isOpen({ form: 'judgement', text }, amount);
    expect([said('low', '94'), said('low', '95')]).toEqual([false, true]);
    expect([said('high', '97'), said('high', '98')]).toEqual([true, false]);
  });

  test.each([
    ['low', true],
    ['high', true],
    ['seen', false],
  ])('where there is no amount, the judgement %s is open: %s', (text, expected) => {
    const remark: Remark = { at: 'x', form: 'judgement', text };
    const beside = { moment, value: { kind: 'absent' } as const };
    expect(openRemark(fact, [remark], beside) !== undefined).toBe(expected);
  });

  test.each<[string, Partial<Remark>]>([
    ['words', { text: 'tall' }],
    ['a part', { form: 'part', codes: [at(loinc, '5-5')] }],
    ['a judgement', { form: 'judgement', code: at(other, 'H') }],
    ['a visit', { form: 'visit', code: at(other, '6') }],
    ['another day', { form: 'near', observed: { at: '2026-01-01' } }],
  ])('where nothing has to be understood, %s is held to nothing', (_, remark) => {
    expect(isOpen(remark, '86', bare)).toBe(false);
    expect(isOpen(remark)).toBe(true);
  });

  test.each([
    'judgement',
    'visit',
    'words',
  ] as const)('where nothing has to be understood, a contradiction by a %s counts', (form) => {
    expect(isOpen({ form, text: 'walk' }, '86', bare)).toBe(true);
  });

  test('where nothing is held to the data, a narrative may tell more', () => {
    const { told: _, ...untold } = fact;
    const remark: Partial<Remark> = { form: 'told', tellable: { texts: [], amounts: ['86'] } };
    expect(isOpen({ ...remark, text: 'tall' }, '86', untold)).toBe(false);
    expect(isOpen({ ...remark, text: 'walk' }, '86', untold)).toBe(true);
  });

  test('an ending is one in text or display', () => {
    const ended = (remark: Partial<Remark>) =>
      isEnded(fact, [{ at: 'note', form: 'prose', ...remark }]);
    expect([ended({ text: 'Patient died' }), ended({ text: 'dyed' }), ended({})]).toEqual([
      ...[true, false, false],
    ]);
    expect(ended({ code: at(other, '1', 'died') })).toBe(true);
  });
});

describe('what a value belongs to is of its time', () => {
  test.each<[Remark['form'], string, string, boolean]>([
    ['when', '', '2026-11-23', false],
    ['when', '', '2026-11-22', false],
    ['when', '', '2026-11-21', true],
    ['when', '', '2026-11-24', true],
    ['when', '', '2026-11', true],
    ['near', '', '2026-11-24', false],
    ['near', '', '2026-11-22', false],
    ['near', '', '2026-11-25', true],
    ['near', '', '2026-11-21', true],
    ['near', '', '2026', true],
    ['during', '2026-11-01', '2026-11-30', false],
    ['during', '2026-11-24', '2026-11-30', false],
    ['during', '2026-11-25', '2026-11-30', true],
    ['during', '2026-11-01', '2026-11-22', false],
    ['during', '2026-11-01', '2026-11-21', true],
    ['issued', '', '2026-11-22', false],
    ['issued', '', '2026-11-21', true],
    ['issued', '', '2027-11-21', false],
    ['issued', '', '2026', true],
  ])('%s from %s to %s', (form, from, at, expected) => {
    const observed = from === '' ? { at } : { from, at };
    expect(isOfOtherTime({ at: 'x', form, observed }, moment)).toBe(expected);
  });

  test.each([
    'when',
    'near',
    'during',
    'issued',
  ] as const)('of no date it may be of any: %s', (form) => {
    const remark: Remark = { at: 'x', form, observed: { at: '2026-11-23' } };
    expect(isOfOtherTime(remark, momentOf(undefined, undefined))).toBe(false);
  });
});
