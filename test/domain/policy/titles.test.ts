import { describe, expect, test } from 'vitest';
import { areOfKnownKind, isOfRange } from '../../../src/domain/policy/kinds.ts';
import { isTitleTold } from '../../../src/domain/policy/titles.ts';
import { rulebook } from '../review/decided.ts';

/** Goal: what papers are called, and of which kind they are, is listed; all else is for people. */
const data = { texts: ['Demoson', 'Ada', 'Pat Demodoc', 'E1390', 'J44.9', 'McTest'], amounts: [] };
const isTold = (title: string): boolean => isTitleTold(title, data, rulebook.papers.words);

describe('titles that say what a paper is', () => {
  test.each([
    ...[
      'Progress note',
      'Pulmonology consult 2026-11-20',
      'Office visit note',
      "Physician's Report",
    ],
    ...['Home oxygen qualification test', 'CMN oxygen', 'CMS-484 oxygen CMN', 'H&P', 'PFTs'],
    ...['Office Visit Note - Pat Demodoc, MD - Nov 20, 2026', 'OfficeVisit_20261120.pdf'],
    ...['Clinic note 11/20/26', 'Clinic note 1.2.2026', 'Chart notes 09/2026', 'Labs 2026'],
    ...['Note November 3rd, 2026', 'Note November 20 2026', 'Nota 20 de noviembre de 2026'],
    ...['Visit 3 Nov 2026', 'Visit 2026-11-20T10:15', 'Visit 11/20/2026 10:15 AM', 'Note 23:59:59'],
    ...['Order E1390', 'Clinic note J44.9', 'Note McTest', 'Informe médico de Ada Demoson'],
    ...['SpO2 at rest on room air', 'Oximetry 20261231', 'Oximetry 31-12-2026', ''],
  ])('%s', (title) => {
    expect(isTold(title)).toBe(true);
  });
});

describe('titles that say more', () => {
  test.each([
    ...[
      'SpO2 97 %',
      'SpO2 97 % on room air',
      'SpO2_97_RA.pdf',
      'Saturación 97 % con aire ambiente',
    ],
    ...['weaned off oxygen', 'Hospice election', 'Oximetry of John Other', 'SpO2 9.7', 'SpO2 30'],
    ...['Order E0439', 'Clinic note J45.9', 'SpO2 on oxygen', 'SpO2 normal', 'Note 99/99/2026'],
    ...['Note 2026-13-40', 'Note 20261399', 'Note 12026', 'Note 20261', 'Note 24:00', 'Note 10:60'],
    ...['Note Nov 40, 2026', 'Visit 45 Nov 2026', 'Note 4/2', 'Note 13/2026', 'x'.repeat(5001)],
    ...['Note 97 2026', 'Note 1/1/202', 'Note 112/20/2026', '☑ Office note'],
  ])('%s', (title) => {
    expect(isTold(title)).toBe(false);
  });
});

describe('kinds', () => {
  const listed = [
    { system: 'a', codes: ['1', '2'] },
    { system: 'b', prefixes: ['20'] },
    { system: 'a', codes: ['9'] },
  ];
  const of = (system: string, code: string, isOwn?: true) =>
    isOwn ? { system, code, isOwn } : { system, code };
  test.each([
    ['nothing', [], [], true],
    ['a code of the list', [of('a', '2')], [], true],
    ['a code of a system that is listed twice', [of('a', '9')], [], true],
    ['another code of its system', [of('a', '3')], ['Note'], false],
    ['a listed one beside another of its system', [of('a', '1'), of('a', '3')], [], false],
    ['a code that begins as listed', [of('b', '207R')], [], true],
    ['a code that begins otherwise', [of('b', '120')], [], false],
    ['a code of another system, in words', [of('c', '1')], ['Note'], true],
    ['a code of another system without words', [of('c', '1')], [], false],
    ['a code of another system and a sign', [of('c', '1')], ['-', '1'], false],
    ["the sender's own code alone", [of('c', '1', true)], [], false],
    ["the sender's own codes alone", [of('c', '1', true), of('c', '2', true)], [], false],
    ["the sender's own code in words", [of('c', '1', true)], ['Note'], true],
    ["the sender's own code beside one", [of('a', '1'), of('c', '1', true)], [], true],
  ] as const)('%s', (_, codes, texts, expected) => {
    expect(areOfKnownKind({ codes, texts }, listed)).toBe(expected);
  });

  test('a range is of its system, and of codes or beginnings', () => {
    const range = { system: 'a', codes: ['1'], prefixes: ['20'] };
    const among = ['1', '2', '20', '207', '120'].map((code) => isOfRange(of('a', code), range));
    expect(among).toEqual([true, false, true, true, false]);
    expect(isOfRange(of('b', '1'), range)).toBe(false);
  });
});
