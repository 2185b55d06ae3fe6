import { describe, expect, test } from 'vitest';
import type { Remark } from '../../../src/domain/policy/found-evidence.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';
import { weigh } from '../../../src/domain/policy/weigh-evidence.ts';
import { rulebook } from '../review/decided.ts';
import { found, icd, percent, window } from './found.ts';

/** Goal: each bound of what counts holds to the day, the second and the code. */
function shipped(id: string): FactDefinition {
  const definition = rulebook.facts.find((one) => one.id === id);
  if (definition === undefined) throw new Error(`no fact ${id}`);
  return definition;
}
const counts = 'counts';

describe('when: received on 2026-11-28 at 16:00 UTC, for a service of 2026-12-01', () => {
  const when = (id: string, observedAt: string, observedFrom?: string) => {
    const value = id === 'diagnoses' ? icd('J44.9') : percent('86');
    const one = found({ value, observedAt });
    const evidence = observedFrom === undefined ? one : { ...one, observedFrom };
    return weigh(shipped(id), evidence, window).excluded ?? counts;
  };
  test.each([
    ['the last day that is recent enough', '2026-11-01', counts],
    ['a day before it', '2026-10-31', 'too-old'],
    ['today', '2026-11-28', counts],
    ['tomorrow', '2026-11-29', 'future'],
    ['five minutes ahead', '2026-11-28T16:05:00Z', counts],
    ['a second more', '2026-11-28T16:05:01Z', 'future'],
    ['tomorrow where it was observed, and now', '2026-11-29T01:00:00+09:00', counts],
    ['today where it was observed, and ahead', '2026-11-28T12:00:00-06:00', 'future'],
    ['a month', '2026-11', 'undated'],
    ['a month that is past', '2026-10', 'too-old'],
    ['a month ahead', '2026-12', 'future'],
  ])('a measurement of %s: %s, %s', (_, observedAt, expected) => {
    expect(when('oxygen-saturation', observedAt)).toBe(expected);
  });

  test.each([
    ['in time', '2026-11-10', '2026-11-10', counts],
    ['of an hour', '2026-11-10T22:00:00Z', '2026-11-10T23:00:00Z', counts],
    ['of a night', '2026-11-10T22:00:00Z', '2026-11-11T06:00:00Z', 'too-long'],
    ['of two hours', '2026-11-10T22:00:00Z', '2026-11-11T00:00:00Z', counts],
    ['of a moment more', '2026-11-10T22:00:00Z', '2026-11-11T00:00:00.050Z', 'too-long'],
    ['of a working day', '2026-11-10T09:00:00Z', '2026-11-10T17:00:00Z', 'too-long'],
    ['of a day that began at an hour', '2026-11-10T09:00:00Z', '2026-11-11', 'too-long'],
    ['of a day that ended at an hour', '2026-11-10', '2026-11-11T01:00:00Z', 'too-long'],
    ['of days', '2026-11-01', '2026-11-10', 'too-long'],
    ['begun too early', '2026-10-31', '2026-11-10', 'undated'],
    ['ended too early', '2026-10-01', '2026-10-31', 'too-old'],
    ['ends ahead', '2026-11-01', '2026-11-29', 'future'],
    ['begins ahead', '2026-11-29', '2026-11-30', 'future'],
    ['from a month on', '2026-11', '2026-11-10', 'undated'],
    ['until some day of a month', '2026-11-01', '2026-11', 'undated'],
  ])('a measurement over a period that %s: %s to %s, %s', (_, from, to, expected) => {
    expect(when('oxygen-saturation', to, from)).toBe(expected);
  });

  test.each([
    ['of years ago', '2001-01-01', counts],
    ['today', '2026-11-28', counts],
    ['tomorrow, as days begin elsewhere first', '2026-11-29', counts],
    ['the day after tomorrow', '2026-11-30', 'future'],
    ['of this month', '2026-11', counts],
    ['of this year', '2026', counts],
    ['of next month', '2026-12', 'future'],
    ['of next year', '2027', 'future'],
  ])('a diagnosis, which does not age, %s: %s, %s', (_, observedAt, expected) => {
    expect(when('diagnoses', observedAt)).toBe(expected);
  });

  test('a diagnosis over a period that ends ahead', () => {
    expect(when('diagnoses', '2026-11-29', '2020-01-01')).toBe(counts);
    expect(when('diagnoses', '2026-11-30', '2020-01-01')).toBe('future');
  });
});

describe('a code beside the value', () => {
  const loinc = 'http://loinc.org';
  const judged = (id: string, remark: Partial<Remark>) => {
    const remarks: readonly Remark[] = [{ at: 'code', form: 'words', ...remark }];
    return weigh(shipped(id), found({ remarks }), window).remark ?? counts;
  };
  const code = (text: string, system = loinc, display?: string): Partial<Remark> => ({
    code: { system, code: text, ...(display === undefined ? {} : { display }) },
  });
  test.each<[string, Partial<Remark>, string]>([
    ['one of the codes of the fact', code('59408-5'), counts],
    ['the other of them', code('2708-6', loinc, 'Oxygen saturation'), counts],
    ['a code of the system that is none of them', code('8867-4'), 'code'],
    ['with words that are understood', code('8867-4', loinc, 'Oxygen saturation'), 'code'],
    ['one of them with other words', code('59408-5', loinc, 'during exercise'), 'code'],
    ['of another system, with words', code('1', 'urn:own', 'Oxygen saturation'), counts],
    ['of another system, without words', code('1', 'urn:own'), 'code'],
    ['of another system, with other words', code('1', 'urn:own', 'during exercise'), 'code'],
    ['no code and no words', {}, 'code'],
    ['words and one of the codes', { ...code('59408-5'), text: 'SpO2' }, counts],
    ['other words and one of the codes', { ...code('59408-5'), text: 'on treadmill' }, 'code'],
  ])('%s', (_, remark, expected) => {
    expect(judged('oxygen-saturation', remark)).toBe(expected);
  });
});

describe('what qualifies a value', () => {
  const flow = (amount: string, unitText?: string): Remark => ({
    ...{ at: 'component', form: 'beside', code: { system: 'http://loinc.org', code: '3151-8' } },
    value: {
      ...{ kind: 'quantity', amount, unit: 'L/min' },
      ...(unitText === undefined ? {} : { unitText }),
    },
  });
  test.each<[string, Remark, string]>([
    ['no flow', flow('0'), counts],
    ['no flow, its unit in other letters', flow('0', 'l/MIN'), counts],
    ['no flow, its unit by another name', flow('0', 'bottles'), 'component'],
    ['a flow that no one can read', flow('none'), 'component'],
    ['a flow', flow('2'), 'component'],
  ])('%s', (_, remark, expected) => {
    const evidence = found({ remarks: [remark] });
    expect(weigh(shipped('oxygen-saturation'), evidence, window).remark ?? counts).toBe(expected);
  });
});
