import { describe, expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import type { RequestLine } from '../../../src/domain/review/review-request.ts';
import { plainRequest } from '../requests.ts';
import { decided, need, outcome, rulebook } from './decided.ts';

/**
 * Goal: a service is approved or free only under a code that is sure. Method: a request that
 * is approved, changed in one thing; the check that turns, and its words in both languages.
 */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const CPT = 'http://www.ama-assn.org/go/cpt';
const hcpcs = (code: string): Code => ({ system: HCPCS, code });
const cpt = (code: string): Code => ({ system: CPT, code });
const [line] = plainRequest().lines;
if (line === undefined) throw new Error('no line');

const notListed = (code: string) =>
  `requirement: we do not know whether ${code} needs an authorization`;

const odd = (shown: string, words: string) => `service: ${shown} ${words} | ${notListed(shown)}`;

describe('the code of a service', () => {
  test.each<[string, readonly Code[], string]>([
    ['a code of a policy', [hcpcs('E1390')], 'approved'],
    ['a code that a row says is free', [hcpcs('E0445')], 'not-required'],
    ['a right code that no row names', [hcpcs('E0446')], notListed('E0446')],
    ['nonsense', [hcpcs('ZZZZZ')], odd('ZZZZZ', 'is not written as HCPCS codes are')],
    [
      'a HCPCS code under CPT',
      [cpt('E1390')],
      odd('E1390', 'is sent as a CPT code and is written as a HCPCS code is'),
    ],
    [
      'a CPT code under HCPCS',
      [hcpcs('99212')],
      odd('99212', 'is sent as a HCPCS code and is written as a CPT code is'),
    ],
    [
      'a free code under CPT',
      [cpt('E0445')],
      odd('E0445', 'is sent as a CPT code and is written as a HCPCS code is'),
    ],
    [
      'small letters',
      [hcpcs('e1390')],
      odd('e1390', 'is not written as HCPCS codes are; it reads as E1390'),
    ],
    [
      'wide letters',
      [hcpcs('Ｅ1390')],
      odd('\\u{ff25}1390', 'is not written as HCPCS codes are; it reads as E1390'),
    ],
    [
      'a sign that can not be seen',
      [hcpcs('E1390\u200b')],
      odd('E1390\\u{200b}', 'is not written as HCPCS codes are; it reads as E1390'),
    ],
    [
      'a letter of another script',
      [hcpcs('Е1390')],
      odd('\\u{415}1390', 'is not written as HCPCS codes are'),
    ],
    [
      'a modifier glued on',
      [hcpcs('E1390RR')],
      odd('E1390RR', 'is no HCPCS code; it reads as E1390 with a modifier behind it'),
    ],
    [
      'a free code with a modifier glued on',
      [hcpcs('E0445-RR')],
      odd('E0445-RR', 'is no HCPCS code; it reads as E0445 with a modifier behind it'),
    ],
    ['a CPT code that no row names', [cpt('72148')], notListed('72148')],
    ['a lab code', [cpt('0001U')], notListed('0001U')],
    ['a vaccine code', [cpt('0001A')], notListed('0001A')],
    ['no letter of a category', [cpt('0001Z')], odd('0001Z', 'is not written as CPT codes are')],
    ['words', [cpt('not a cpt')], odd('not\\u{20}a\\u{20}cpt', 'is not written as CPT codes are')],
    ['of a system that we do not know', [{ system: 'urn:x', code: 'E1390' }], notListed('E1390')],
    [
      'long',
      [hcpcs('E'.repeat(300))],
      odd(`${'E'.repeat(24)}…`, 'is not written as HCPCS codes are'),
    ],
    [
      'none',
      [],
      'service: the line names no service by a code | ' +
        'requirement: we do not know whether this line needs an authorization',
    ],
    [
      'the code in two systems that both write it so',
      [hcpcs('E1390'), { system: 'urn:local', code: 'E1390', isOwn: true }],
      'approved',
    ],
    [
      'the code in two systems of which one does not',
      [hcpcs('E1390'), cpt('E1390')],
      'service: E1390 is sent as a CPT code and is written as a HCPCS code is',
    ],
    [
      'another code beside it',
      [hcpcs('E1390'), { system: 'urn:local', code: 'K0738', isOwn: true }],
      'service: the line names several services: E1390, K0738',
    ],
    [
      'its translation beside it',
      [{ system: 'urn:local', code: 'OXY', isOwn: true }, hcpcs('E1390')],
      'approved',
    ],
    ...[
      ...[
        'https://codesystem.x12.org/005010/1365',
        'http://snomed.info/sct',
        'HTTPS://Ada.org/cdt',
      ],
      ...['http://www.nlm.nih.gov/research/umls/rxnorm', 'urn:oid:2.16.840.1.113883.6.96'],
      ...['https://www.nubc.org/CodeSystem/RevenueCodes', 'http://hl7.org/fhir/sid/icd-10-cm'],
    ].map((system): [string, readonly Code[], string] => [
      `a code of ${system} beside it`,
      [{ system, code: '35' }, hcpcs('E1390')],
      'service: the line names several services: 35, E1390',
    ]),
    [
      "a code beside it whose system is not known to be the sender's own",
      [{ system: 'http://example.org/items', code: 'OXY' }, hcpcs('E1390')],
      'service: the line names several services: OXY, E1390',
    ],
    [
      'a code without system beside it',
      [hcpcs('E1390'), { system: '', code: 'K0861' }],
      'service: the line names its service in a way that has no code, or no code system',
    ],
    [
      'a name without code beside it',
      [hcpcs('E1390'), { system: HCPCS, code: '', display: 'Power wheelchair' }],
      'service: the line names its service in a way that has no code, or no code system',
    ],
  ])('%s', (_, service, expected) => {
    expect(outcome({ service })).toBe(expected);
  });

  test("a code of the payer's own list beside another service says nothing of that", () => {
    const own = { system: 'urn:payer', code: 'X1', isOwn: true };
    const freed = rulebook.requirements.map((row) =>
      row.requirement === 'none'
        ? { ...row, services: [{ system: own.system, codes: [own.code] }] }
        : row,
    );
    const given = { rulebook: { ...rulebook, requirements: freed } };
    expect(outcome({ service: [own] }, given)).toBe('not-required');
    expect(outcome({ service: [own, hcpcs('E0446')] }, given)).toBe(notListed('X1, E0446'));
  });

  test('a range, also of one code, and of a free one', () => {
    const range = (code: string) => outcome({ service: [hcpcs(code)], serviceEnd: [hcpcs(code)] });
    expect(range('E1390')).toBe('service: the line asks for a range of codes from E1390');
    expect(range('E0445')).toBe('service: the line asks for a range of codes from E0445');
  });

  test('a group, also of what needs nothing', () => {
    expect(outcome({ isGroup: true })).toBe(
      'service: the line is a group with details below E1390',
    );
    expect(outcome({ isGroup: true, service: [hcpcs('E0445')] })).toBe(
      'service: the line is a group with details below E0445',
    );
  });

  test('the name that the sender gives to a code is not what is approved', () => {
    const service = [{ ...hcpcs('E1390'), display: 'Power wheelchair' }];
    const lines = [{ ...line, service }] as readonly RequestLine[];
    const [determination] =
      decided({ facts: need, request: { lines } }).reviewCase.lines[0]?.determinations ?? [];
    expect(determination?.explanation.en).toMatch(/^Service E1390 is approved from /u);
    expect(determination?.explanation.es).toMatch(/^El servicio E1390 queda aprobado del /u);
  });
});

describe('modifiers of procedure codes', () => {
  test.each<[string, readonly Code[], string]>([
    ['rented', [hcpcs('RR')], 'approved'],
    ['rented, and what the policy asks for is met', [hcpcs('RR'), hcpcs('KX')], 'approved'],
    [
      'by video, under CPT',
      [cpt('95')],
      'procedure-modifiers: the modifier 95 changes what is asked for (by telephone or video)',
    ],
    ['not known', [hcpcs('ZZ')], 'procedure-modifiers: we do not know the modifier ZZ'],
    ['small letters', [hcpcs('rr')], 'procedure-modifiers: we do not know the modifier rr'],
    [
      'of another system',
      [{ system: 'urn:x', code: 'RR' }],
      'procedure-modifiers: we do not know the modifier RR',
    ],
    [
      'in words alone',
      [{ system: '', code: '' }],
      'procedure-modifiers: we do not know the modifier',
    ],
    [
      'a side',
      [hcpcs('RR'), hcpcs('LT')],
      'procedure-modifiers: the modifier LT changes what is asked for (side of the body)',
    ],
    [
      'expected not to be covered',
      [hcpcs('GZ')],
      'procedure-modifiers: the modifier GZ changes what is asked for ' +
        '(the provider expects that it is not covered)',
    ],
    [
      'bought',
      [hcpcs('NU')],
      'procedure-modifiers: the modifier NU changes what is asked for (bought new or used)',
    ],
    [
      'of two months',
      [hcpcs('KH'), hcpcs('KI')],
      "procedure-modifiers: the modifiers KH, KI can't both be meant (month of the rental)",
    ],
    ['rented, said twice', [hcpcs('RR'), hcpcs('RR')], 'approved'],
  ])('%s', (_, modifiers, expected) => {
    expect(outcome({ modifiers })).toBe(expected);
  });

  test('they are looked at where nothing is required, too', () => {
    const service = [hcpcs('E0445')];
    expect(outcome({ service, modifiers: [hcpcs('RR')] })).toBe('not-required');
    expect(outcome({ service, modifiers: [hcpcs('ZZ')] })).toContain('do not know the modifier');
  });
});
