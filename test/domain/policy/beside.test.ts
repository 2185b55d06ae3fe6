import { describe, expect, test } from 'vitest';
import type { RawValue, Remark } from '../../../src/domain/policy/found-evidence.ts';
import { momentOf } from '../../../src/domain/policy/moment.ts';
import { namesOfMonth } from '../../../src/domain/policy/months.ts';
import { isOfOtherTime } from '../../../src/domain/policy/remark-times.ts';
import { isEnded, openRemark } from '../../../src/domain/policy/remarks.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';
import { isValueTold, numbersTold } from '../../../src/domain/policy/told.ts';
import { unread } from './found.ts';

/** Goal: each kind of remark beside a value is read by its own rule, in all its parts. */
const loinc = 'http://loinc.org';
const other = 'http://snomed.info/sct';
const fact: FactDefinition = {
  id: 'saturation',
  question: { en: 'q', es: 'q' },
  type: 'quantity',
  unit: '%',
  codes: [{ system: loinc, codes: ['1-1'] }],
  sites: [{ system: other, codes: ['7'] }],
  samples: [{ system: other, codes: ['8'] }],
  qualifiedBy: [{ system: loinc, codes: ['2-2'], unless: { 'L/min': '0' } }],
  qualifierNames: ['flow'],
  harmless: [
    { system: loinc, codes: ['3-3'] },
    { system: loinc, codes: ['4-4'], above: '0' },
  ],
  visits: [{ system: other, codes: ['9'] }],
  interpretations: [{ system: other, codes: ['L'], words: ['low'], to: '94' }],
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
    ['a judgement without anything', { form: 'judgement' }, true],
    ['a judgement that contradicts', { form: 'judgement', text: 'walk' }, true],
    ['a visit', { form: 'visit', code: at(other, '9', 'tall') }, false],
    ['another visit', { form: 'visit', code: at(other, '6', 'visit') }, true],
    ['a visit of another system', { form: 'visit', code: at(loinc, '6', 'visit') }, false],
    ['a visit of it in other words', { form: 'visit', code: at(loinc, '6', 'tall') }, true],
    ['a visit in words', { form: 'visit', text: 'visit' }, false],
    ['a visit without words', { form: 'visit', code: at(loinc, '6') }, true],
    ['a visit that contradicts', { form: 'visit', code: at(other, '9', 'walk') }, true],
    ['a part of a harmless kind', { form: 'part', codes: [at(loinc, '3-3')] }, false],
    ['a part of the fact', { form: 'part', codes: [at(loinc, '1-1')] }, false],
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
    const low: Partial<Remark> = { form: 'judgement', text: 'low' };
    expect([isOpen(low, '94'), isOpen(low, '95')]).toEqual([false, true]);
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
});

describe('months are named as their dates are', () => {
  test.each([
    ['2026-01-31', 'january jan enero ene'],
    ['2026-02', 'february feb febrero'],
    ['2026-03-01', 'march mar marzo'],
    ['2026-04-01', 'april apr abril abr'],
    ['2026-05-04', 'may mayo'],
    ['2026-06-01', 'june jun junio'],
    ['2026-07-01', 'july jul julio'],
    ['2026-08-01', 'august aug agosto ago'],
    ['2026-09-01', 'september sep sept septiembre'],
    ['2026-10-01', 'october oct octubre'],
    ['2026-11-01', 'november nov noviembre'],
    ['2026-12-01', 'december dec diciembre dic'],
    ['2026', ''],
  ])('%s', (date, names) => {
    expect(namesOfMonth(date).join(' ')).toBe(names);
  });
});

describe('a text tells', () => {
  const data = {
    texts: ['Ada Demoson', '2026-05-04T16:07:00-07:00', '12345', 'LOINC 59408-5', '96'],
    amounts: ['86.0', '92'],
  };
  const told = (text: string) => {
    const numbers = numbersTold(text, unread(data), ['value', 'on #', 'of']);
    return numbers === undefined ? 'more' : [...numbers].join(' ');
  };
  test.each([
    ['Value of Ada: 86', '86'],
    ['value 86,0', '86'],
    ['value 85', 'more'],
    ['Demoson Ada', ''],
    ['on 4 May 2026', '4 2026'],
    ['4 mayo 2026', '4 2026'],
    ['4 June 2026', 'more'],
    ['16 07', '16 7'],
    ['12345', '12345'],
    ['96', 'more'],
    ['LOINC 59408-5', '59408 5'],
    ['59408', 'more'],
    ['value > 86', 'more'],
    ['value ☐ 86', 'more'],
    ['', ''],
    ['x'.repeat(6000), 'more'],
  ])('%s', (text, expected) => {
    expect(told(text)).toBe(expected);
  });

  test.each([
    ['86', ['86'], true],
    ['86', ['92'], false],
    ['86', ['4'], true],
    ['86', [], true],
  ])('the value %s among %j: %s', (value, numbers, expected) => {
    expect(isValueTold(new Set(numbers), data, value)).toBe(expected);
  });
});
