import { describe, expect, test } from 'vitest';
import type { ReviewRequest } from '../../../../src/domain/review/review-request.ts';
import { plainRequest } from '../../requests.ts';
import { decided, need, outcome, patient } from '../decided.ts';

/** Goal: what a request says of the patient, wherever it says it, counts for all its lines. */
const record = 'of-patient: what is written in the record of the patient may say that they died';
const words = `${record} or are elsewhere`;
const condition = 'of-patient: a condition of the patient that the request names';
const prognosis = 'of-patient: the prognosis of the patient that the request names';
const POS = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const x12 = (set: string, code: string, display?: string) => ({
  ...{ system: `https://codesystem.x12.org/005010/${set}`, code },
  ...(display === undefined ? {} : { display }),
});
const when = (request: Partial<ReviewRequest>) => outcome({}, { request });

describe('what is written in the record of the patient', () => {
  test.each<[readonly string[], string]>([
    [[], 'approved'],
    [['Spouse', 'Emergency Contact', 'ada@example.org', 'Dr. Pat Demodoc'], 'approved'],
    [['Spouse', 'Deceased 11/28/2026'], words],
    [['Fallecida en 2026'], words],
    [['MRN merged into 99881, wrong patient'], words],
    [['Warden, state prison infirmary'], words],
    [['Hospicio Sol'], words],
    [['a'.repeat(1000)], 'approved'],
    [['a'.repeat(1001)], words],
  ])('%j', (said, expected) => {
    expect(when({ written: { patient: said } })).toBe(expected);
  });

  test('more than is kept is for a person', () => {
    expect(when({ written: { isPatientLong: true } })).toBe(words);
  });

  test('a title beside the name is read, too', () => {
    expect(when({ patient: { ...patient, suffix: 'Jr.' } })).toBe('approved');
    expect(when({ patient: { ...patient, suffix: '(deceased)' } })).toBe(words);
    expect(when({ patient: { ...patient, given: ['G', '(dead)'] } })).toBe(words);
  });
});

describe('what a line says of the patient counts for all', () => {
  const { lines } = plainRequest();
  const beside = (changes: object) => {
    const { reviewCase } = decided({
      ...{ facts: need },
      request: { lines: lines.flatMap((one) => [one, { ...one, sequence: 2, ...changes }]) },
    });
    const checks = reviewCase.lines[0]?.determinations[0]?.trace.checks ?? [];
    return checks.find(({ id }) => id === 'of-patient')?.detail;
  };
  const at = (code: string, system = POS) => ({
    setting: { places: [{ system, code }], categories: [], requestTypes: [] },
  });
  const place = (text: string | undefined, display?: string) => ({
    called: [
      {
        element: 'place',
        codes: [{ system: POS, code: '12', ...(display === undefined ? {} : { display }) }],
        ...(text === undefined ? {} : { text }),
      },
    ],
  });
  const odd = 'a place or modifier';
  test.each<[object, string]>([
    [{}, 'nothing'],
    [at('12'), 'nothing'],
    [at('31'), odd],
    [at('34'), odd],
    [at('31', 'urn:x'), 'nothing'],
    [{ modifiers: [{ system: HCPCS, code: 'RR' }] }, 'nothing'],
    [{ modifiers: [{ system: HCPCS, code: 'GW' }] }, odd],
    [{ nursingHomeStatus: x12('1345', '2') }, odd],
    [place('Home'), 'nothing'],
    [place('Nursing facility'), odd],
    [place(undefined, 'Skilled Nursing Facility'), odd],
    [{ called: [{ element: 'category', codes: [], text: 'Hospice' }] }, 'nothing'],
  ])('%j', (changes, expected) => {
    expect(beside(changes)).toBe(expected);
  });
});

test('a letter says what a line may say of the patient', () => {
  const said = 'a line of the request may say that the patient is in a facility or in hospice care';
  const nursingHomeStatus = x12('1345', '2');
  expect(outcome({ nursingHomeStatus })).toBe(`of-patient: ${said}`);
});

describe('conditions and prognoses', () => {
  const named = (category: string, applies: boolean, ...codes: string[]) => ({
    ...{ category: x12('1136', category), applies },
    codes: codes.map((code) => x12('1321', code)),
  });
  test.each<[ReviewRequest['conditions'], string]>([
    [[], 'approved'],
    [[named('75', true, 'AL', 'WA'), named('11', true, '38')], 'approved'],
    [[named('75', true, 'AL', 'CB')], condition],
    [[named('75', true, 'AL'), named('77', true, 'CM')], condition],
    [[named('11', false, '38')], condition],
    [[named('07', true, '38')], condition],
    [[{ ...named('76', true), codes: [x12('1321', 'NR', 'No Restrictions')] }], 'approved'],
    [[{ ...named('76', true), codes: [x12('1321', 'NR', 'Complete bedrest')] }], condition],
  ])('%j', (conditions, expected) => {
    expect(when({ conditions })).toBe(expected);
  });

  const startOn = '2026-12-01' as NonNullable<ReviewRequest['homeHealth']>['startOn'];
  test.each<[string, string | undefined, string]>([
    ['4', undefined, 'approved'],
    ['1', 'Poor', 'approved'],
    ['7', undefined, prognosis],
    ['8', 'Terminal', prognosis],
    ['4', 'Terminally ill', prognosis],
  ])('%s %s', (code, display, expected) => {
    const homeHealth = { prognosis: x12('923', code, display), startOn };
    expect(when({ homeHealth })).toBe(expected);
  });
});
