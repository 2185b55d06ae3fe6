import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import type { RawValue, Remark } from '../../../src/domain/policy/found-evidence.ts';
import { momentOf } from '../../../src/domain/policy/moment.ts';
import { openRemark } from '../../../src/domain/policy/remarks.ts';
import type { FactDefinition } from '../../../src/domain/policy/rulebook.ts';

/** Goal: what honest senders write beside a result is understood; all else is for people. */
const loaded = loadRulebook(join(import.meta.dirname, '../../../policies'));
if (!loaded.ok) throw new Error(loaded.problem);
const { facts } = loaded.value;

function fact(id: string): FactDefinition {
  const found = facts.find((one) => one.id === id);
  if (found === undefined) throw new Error('no fact');
  return found;
}

const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';
const snomed = 'http://snomed.info/sct';
const named = (display: string) => ({ system: 'https://ehr', code: '7', isOwn: true, display });
const moment = momentOf(undefined, '2026-11-23T10:00:00Z');
const isOpen = (id: string, remark: Partial<Remark>): boolean =>
  openRemark(fact(id), [{ at: 'note', form: 'words', ...remark }], { moment }) !== undefined;

describe('words that are understood', () => {
  test.each([
    ['oxygen-saturation', 'SpO2'],
    ['oxygen-saturation', 'SPO2 (%)'],
    ['oxygen-saturation', 'Oxygen saturation in Arterial blood by Pulse oximetry'],
    ['oxygen-saturation', 'SaO2 % BldA PulseOx'],
    ['oxygen-saturation', 'Hemoglobin saturation with oxygen'],
    ['oxygen-saturation', 'Resting SpO2 on room air'],
    ['oxygen-saturation', 'Patient at rest, RA.'],
    ['oxygen-saturation', 'Saturación de oxígeno en reposo, aire ambiente'],
    ['oxygen-saturation', 'Vital Signs'],
    ['pao2-arterial', 'Oxygen [Partial pressure] in Arterial blood'],
    ['pao2-arterial', 'Presión parcial de oxígeno'],
    ['hematocrit', 'Hematocrit [Volume Fraction] of Blood by Automated count'],
    ['hematocrit', 'HCT'],
    ['hematocrit', 'Laboratory'],
  ])('%s: %s', (id, text) => {
    expect(isOpen(id, { text })).toBe(false);
  });
});

describe('who measured', () => {
  const nucc = 'http://nucc.org/provider-taxonomy';
  const by = (remark: Partial<Remark>, id = 'oxygen-saturation'): boolean =>
    isOpen(id, { at: 'performer', form: 'person', ...remark });
  test.each(['oxygen-saturation', 'pao2-arterial', 'hematocrit'])('%s', (id) => {
    expect(by({ text: 'Nan Nurse, RN' }, id)).toBe(false);
    expect(by({ text: "patient's daughter at home" }, id)).toBe(true);
    expect(by({ text: 'Demo Home Care Supplies' }, id)).toBe(true);
  });
  test.each([
    ['a kind that measures', '207RP1001X', undefined, false],
    ['a supplier', '332B00000X', undefined, true],
    ['a kind that is called a supplier', '207RP1001X', 'DME supplier', true],
  ])('%s', (_, code, display, expected) => {
    const system = display === undefined ? { system: nucc } : { system: nucc, display };
    expect(by({ code: { code, ...system } })).toBe(expected);
  });
  test('the circumstances that a name tells, and nobody', () => {
    expect(by({ text: 'Sleep laboratory' })).toBe(true);
    expect(by({ text: 'Patient Care Technician' })).toBe(false);
    expect(by({})).toBe(false);
    const { notBy, ...definition } = fact('oxygen-saturation');
    const remark: Remark = { at: 'performer', form: 'person', text: 'daughter' };
    expect(openRemark(definition, [remark], { moment })).toBeUndefined();
    expect(notBy?.codes.length).toBeGreaterThan(0);
  });
});

describe('what it was measured with', () => {
  const device = (text: string, id = 'oxygen-saturation'): boolean =>
    isOpen(id, { at: 'device', form: 'device', text });
  test.each(['oxygen-saturation', 'pao2-arterial', 'hematocrit'])('%s', (id) => {
    expect(device('Nonin Onyx II 9550', id)).toBe(false);
    expect(device('Radiometer ABL90 FLEX', id)).toBe(false);
    expect(device('Consumer smartwatch', id)).toBe(true);
    expect(device('Maniquí de entrenamiento', id)).toBe(true);
  });
  test('the circumstances that its name tells, and nothing', () => {
    expect(device('Nocturnal oximeter')).toBe(true);
    expect(isOpen('oxygen-saturation', { at: 'device', form: 'device' })).toBe(false);
    const { notWith, ...definition } = fact('oxygen-saturation');
    const remark: Remark = { at: 'device', form: 'device', text: 'smartwatch' };
    expect(openRemark(definition, [remark], { moment })).toBeUndefined();
    expect(notWith?.length).toBeGreaterThan(0);
  });
});

describe('words that are not', () => {
  test.each([
    ['oxygen-saturation', 'SpO2 during exercise'],
    ['oxygen-saturation', 'SpO2 2 L'],
    ['oxygen-saturation', 'Not at rest'],
    ['oxygen-saturation', 'SpO2 no room air'],
    ['oxygen-saturation', 'Oxygen by mask'],
    ['oxygen-saturation', 'durante la caminata'],
    ['oxygen-saturation', '安静時'],
    ['oxygen-saturation', 'x'.repeat(1000)],
    ['oxygen-saturation', `${'oxygen '.repeat(100)}`],
    ['pao2-arterial', 'Oxygen in Venous blood'],
    ['hematocrit', 'Hematocrit of cord blood'],
  ])('%s: %s', (id, text) => {
    expect(isOpen(id, { text })).toBe(true);
  });
});

describe('a note', () => {
  const value: RawValue = { kind: 'quantity', amount: '86.0', unit: '%' };
  const isOpenNote = (text: string | undefined): boolean => {
    const note: Remark = text === undefined ? { at: 'note', form: 'note' } : noteOf(text);
    return openRemark(fact('oxygen-saturation'), [note], { moment, value }) !== undefined;
  };
  const noteOf = (text: string): Remark => ({ at: 'note', form: 'note', text });
  test.each<[string | undefined, boolean]>([
    ['Patient seated, on room air', false],
    ['SpO2 86% at rest', false],
    ['86,0 %', false],
    ['SpO2 87 % at rest', true],
    ['SpO2 86-94 %', true],
    ['SpO2 > 86 %', true],
    ['SpO2 186 %', true],
    ['86 % on 2 L', true],
    ['86 %, not at rest', true],
    ['86+ % at rest', true],
    ['86 % ♥', true],
    [undefined, true],
  ])('%s', (text, open) => {
    expect(isOpenNote(text)).toBe(open);
  });

  test('beside a value without a number', () => {
    const beside = { moment, value: { kind: 'absent' } as const };
    expect(openRemark(fact('oxygen-saturation'), [noteOf('86 %')], beside)).toBeDefined();
  });
});

describe('prose', () => {
  test.each([
    ['86 % at rest, ward 3', false],
    ['Mrs. Walker, 86 %', false],
    ['86 % while walking', true],
    ['86 % under EXERTION', true],
    ['86 % on oxygen', true],
    ['86 % a 2 l/min', true],
    ['86 % al esfuerzo', true],
  ])('%s: %s', (text, expected) => {
    expect(isOpen('oxygen-saturation', { form: 'prose', text })).toBe(expected);
  });
});

describe('diagnoses', () => {
  test.each([
    ['Chronic obstructive pulmonary disease, unspecified', false],
    ['Heart failure with preserved ejection fraction, not elsewhere classified', false],
    ['R/O COPD', true],
    ['Suspected COPD', true],
    ['Family history of COPD', true],
    ['Sospecha de EPOC', true],
  ])('%s: %s', (text, expected) => {
    expect(isOpen('diagnoses', { text, form: 'prose' })).toBe(expected);
  });

  test.each([
    ['Stable.', false],
    ['Active', false],
    ['GOLD stage 3', false],
    ['Estable, en casa', false],
    ['resolved', true],
    ["Charted on the wrong patient: husband's disease", true],
    ['of her husband', true],
    ['', false],
  ])('in words: %s: %s', (text, expected) => {
    expect(isOpen('diagnoses', { text })).toBe(expected);
  });

  test.each<[string, Partial<Remark>, boolean]>([
    ['its name', { text: 'COPD' }, false],
    ['the name of another disease', { text: 'Asthma' }, true],
    ['a name that is doubted', { text: 'Suspected COPD' }, true],
    ['its name by a code of the sender', { code: named('COPD') }, false],
    ['another name by a code of the sender', { code: named('Asthma') }, true],
    ['its name, and another by a code', { text: 'COPD', code: named('Asthma') }, true],
    ['a code of the same', { code: { system: snomed, code: '13645005' } }, false],
    ['a code of another', { code: { system: snomed, code: '195967001' } }, true],
  ])('J44.9 called by %s', (_, remark, expected) => {
    const value: RawValue = { kind: 'codes', codes: [{ system: icd10, code: 'J44.9' }] };
    const name: Remark = { at: 'code', form: 'name', ...remark };
    const open = openRemark(fact('diagnoses'), [name], { moment, value });
    expect(open !== undefined).toBe(expected);
  });

  test('a name beside what has no code is read for doubts alone', () => {
    const called = (text: string) => isOpen('diagnoses', { form: 'name', text });
    expect([called('Asthma'), called('Suspected asthma')]).toEqual([false, true]);
  });

  test('words by a code of the sender', () => {
    expect(isOpen('diagnoses', { code: named('Stable') })).toBe(false);
    expect(isOpen('diagnoses', { code: named('Odd') })).toBe(true);
  });

  test('what says nothing that can be read is open', () => {
    expect(isOpen('diagnoses', { at: 'extension' })).toBe(true);
  });
});

describe('a result that stands beside', () => {
  const quantity = (amount: string, unit: string): RawValue => ({ kind: 'quantity', amount, unit });
  const none = quantity('0', 'L/min');
  type Row = [string, string, RawValue | undefined, string | undefined, boolean];
  test.each<Row>([
    ['no flow', '3151-8', none, undefined, false],
    ['no flow, with decimals', '3151-8', quantity('0.00', 'L/min'), undefined, false],
    ['a flow', '3151-8', quantity('2', 'L/min'), undefined, true],
    ['a flow that is not told', '3151-8', undefined, undefined, true],
    [
      'less than a flow',
      '3151-8',
      { kind: 'quantity', amount: '0', comparator: '>' },
      undefined,
      true,
    ],
    ['no flow in another unit', '3151-8', quantity('0', 'h'), undefined, true],
    ['room air', '3150-6', quantity('21', '%'), undefined, false],
    ['room air as a fraction', '3150-6', quantity('0.21', '1'), undefined, false],
    ['more oxygen than in air', '3150-6', quantity('28', '%'), undefined, true],
    ['what says nothing of it', '8867-4', quantity('80', '/min'), undefined, false],
    ['a flow at the same time', '3151-8', quantity('2', 'L/min'), '2026-11-23T10:00:00Z', true],
    ['a flow on the same day', '3151-8', quantity('2', 'L/min'), '2026-11-23', true],
    ['a flow of no date', '3151-8', quantity('2', 'L/min'), '', true],
    ['a flow an hour later', '3151-8', quantity('2', 'L/min'), '2026-11-23T11:00:00Z', false],
    ['a flow of the day before', '3151-8', quantity('2', 'L/min'), '2026-11-22', false],
    ['no flow at the same time', '3151-8', none, '2026-11-23T10:00:00Z', false],
  ])('%s', (...[, code, value, at, expected]) => {
    const remark: Remark = {
      ...{ at: 'component', form: 'beside', code: { system: 'http://loinc.org', code } },
      ...(value === undefined ? {} : { value }),
      ...(at === undefined ? {} : { observed: { at } }),
    };
    expect(isOpen('oxygen-saturation', remark)).toBe(expected);
  });
});

describe('what a result belongs to', () => {
  test.each<[Remark['form'], string, boolean]>([
    ['when', '2026-11-23', false],
    ['when', '2026-11-24', true],
    ['near', '2026-11-24', false],
    ['near', '2026-11-25', true],
    ['during', '2026-11-24', false],
    ['during', '2026-11-25', true],
    ['issued', '2027-11-25', false],
    ['issued', '2026-11-21', true],
  ])('%s on %s: %s', (form, at, expected) => {
    expect(isOpen('oxygen-saturation', { form, observed: { at } })).toBe(expected);
  });
});

describe('the sample of a result', () => {
  const sample = (code: string) => ({ system: snomed, code });
  test.each<[string, string, Partial<Remark>, boolean]>([
    ['arterial', 'pao2-arterial', { code: sample('122552005') }, false],
    ['venous', 'pao2-arterial', { code: sample('122555007') }, true],
    ['venous, of what is measured in any', 'hematocrit', { code: sample('122555007') }, false],
    ['of another system', 'pao2-arterial', { code: { system: 'urn:own', code: 'x' } }, false],
    ['in words', 'pao2-arterial', { text: 'arterial blood' }, false],
    ['after exercise, in words', 'pao2-arterial', { text: 'blood, exercise' }, true],
  ])('%s', (_, id, remark, expected) => {
    expect(isOpen(id, { at: 'specimen', form: 'sample', ...remark })).toBe(expected);
  });
});
