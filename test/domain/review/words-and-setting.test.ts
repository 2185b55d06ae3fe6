import { describe, expect, test } from 'vitest';
import type { LineSetting } from '../../../src/domain/review/line-setting.ts';
import type {
  RequestedOrder,
  RequestLine,
  ReviewRequest,
  SupportingItem,
} from '../../../src/domain/review/review-request.ts';
import type { CalledConcept, RequestWords } from '../../../src/domain/review/written.ts';
import { day, outcome } from './decided.ts';

/** Goal: what stands beside a code and contradicts it is for a person, in either language. */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const pos = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
const x12 = (element: string, code: string) => ({
  ...{ system: `https://codesystem.x12.org/005010/${element}`, code },
});
const setting = (said: Partial<LineSetting>): Partial<RequestLine> => ({
  setting: { places: [], categories: [], requestTypes: [], ...said },
});
const place = 'setting: the service is to be given at a place that the policy is not made for';

test.each<[string, Partial<LineSetting>, string]>([
  ['nothing said', {}, 'approved'],
  ['at home', { places: [{ system: pos, code: '12' }] }, 'approved'],
  [
    'at home, with a translation',
    {
      places: [
        { system: pos, code: '12' },
        { system: 'urn:local', code: 'H', isOwn: true },
      ],
    },
    'approved',
  ],
  [
    'at home, with a code of nobody we know beside it',
    {
      places: [
        { system: pos, code: '12' },
        { system: 'http://snomed.info/sct', code: '22232009' },
      ],
    },
    place,
  ],
  ['in hospital', { places: [{ system: pos, code: '21' }] }, place],
  ['in words alone', { places: [{ system: '', code: '' }] }, place],
  [
    'of another kind',
    { categories: [x12('1365', '35')] },
    'setting: the line says that it is of a kind of service that the policy is not made for',
  ],
  [
    'another kind of review',
    { requestTypes: [x12('1525', 'SC')] },
    'setting: the line asks for a kind of review that the policy is not made for',
  ],
])('%s', (_, said, expected) => {
  expect(outcome(setting(said))).toBe(expected);
});

describe('a diagnosis beside which a service is of little use', () => {
  const odd = 'setting: a diagnosis of the request with which the service may be of no use';
  test.each([
    ['E0431', 'G82.50', odd],
    ['E0431', 'G80.0', odd],
    ['E0431', 'M62.81', 'approved'],
    ['E0431', undefined, 'approved'],
    ['E1390', 'G82.50', 'approved'],
  ])('%s, %s', (code, dx, expected) => {
    const system = 'http://hl7.org/fhir/sid/icd-10-cm';
    const codes = dx === undefined ? [] : [{ system, code: dx }];
    const diagnoses = [
      { sequence: 1, codes: [{ system, code: 'J44.9' }] },
      { sequence: 2, codes },
    ];
    const service = [{ system: hcpcs, code }];
    expect(outcome({ service, diagnosisSequences: [1] }, { request: { diagnoses } })).toBe(
      expected,
    );
  });
});

describe('words', () => {
  const unlike = 'words: what is written beside the code of the service does not fit the code';
  test.each([
    ['Oxygen concentrator, single delivery port', 'approved'],
    ['Concentrador de oxígeno', 'approved'],
    ['Power wheelchair', unlike],
    ['Oxygen concentrator, cancelled', unlike],
    ['Portable oxygen', unlike],
    [`Oxygen ${'x'.repeat(2000)}`, unlike],
  ])('beside the service: %s', (text, expected) => {
    expect(outcome({ serviceTexts: [text] })).toBe(expected);
  });

  const order = (...texts: readonly string[]): RequestedOrder => ({
    ...{ kind: 'DeviceRequest', status: 'active', intent: 'order', isOfPatient: true, texts },
    codes: [{ system: hcpcs, code: 'E1390' }],
  });
  test.each([
    ['Deliver before noon', 'approved'],
    ['do not supply', 'words: what is written on the order may take it back or limit it'],
  ])('on an order: %s', (text, expected) => {
    expect(outcome({ requestedOrder: order(text) })).toBe(expected);
  });

  const limits = 'words: what is written on the order may take it back or limit it';
  test.each([
    ['another service', 'Power wheelchair, please', limits],
    ['a long text', 'x'.repeat(1001), limits],
    ['a text that is long and no longer', `${'x'.repeat(1000)}`, 'approved'],
  ])('on an order: %s', (_, text, expected) => {
    expect(outcome({ requestedOrder: order(text) })).toBe(expected);
  });

  const elsewhere =
    'words: the order was given for something else than the diagnoses of the request';
  const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
  const coded = (code: string, display?: string) => [
    { system: icd, code, ...(display === undefined ? {} : { display }) },
  ];
  test.each([
    ['the diagnosis', { codes: coded('J44.9'), texts: [] }, 'approved'],
    ['it by its name', { codes: coded('J44.9', 'COPD'), texts: ['COPD'] }, 'approved'],
    ['it by another name', { codes: coded('J44.9', 'Asthma'), texts: [] }, elsewhere],
    ['another disease', { codes: coded('G44.009'), texts: [] }, elsewhere],
    ['a name alone', { codes: [], texts: ['COPD'] }, 'approved'],
    ['another name alone', { codes: [], texts: ['Hypertension'] }, elsewhere],
  ])('an order is for %s', (_, given, expected) => {
    const one = { ...order(), reasons: [given] };
    expect(outcome({ requestedOrder: one })).toBe(expected);
  });

  const over =
    'words: what is written beside a diagnosis may say that the patient died or nothing is needed';
  test.each([
    ['nothing', {}, 'approved'],
    ['a name', { text: 'COPD' }, 'approved'],
    ['that the patient died', { text: 'Patient died' }, over],
    ['the same as display', { codes: coded('J44.9', 'died') }, over],
    ['more than is read', { text: 'x'.repeat(1001) }, over],
  ])('beside a diagnosis: %s', (_, more, expected) => {
    const diagnoses = [{ sequence: 1, codes: coded('J44.9'), ...more }];
    expect(outcome({}, { request: { diagnoses } })).toBe(expected);
  });

  const message = (text: string): SupportingItem => ({
    ...{ origin: 's', sequence: 3, kind: 'message', isCancelled: false, text },
  });
  const said = 'message: the request comes with a message, which a person reads';
  test.each<[string, Partial<RequestLine>, string]>([
    ['Please call the clinic', {}, said],
    ['measured while walking', {}, said],
    ['measured while walking', { supportingSequences: [3] }, said],
  ])('in a message: %s, %j', (text, line, expected) => {
    const request: Partial<ReviewRequest> = { supportingItems: [message(text)] };
    expect(outcome(line, { request })).toBe(expected);
  });
});

describe('beside codes that steer', () => {
  const called = (concept: Partial<CalledConcept>): CalledConcept => ({
    ...{ element: 'place', codes: [{ system: pos, code: '12' }] },
    ...concept,
  });
  const open =
    'labels: what stands beside the code of the place of service is not what the code says';
  test.each<[string, Partial<CalledConcept>, string]>([
    ['its name', { text: 'Home' }, 'approved'],
    ['another place', { text: 'Urgent care' }, open],
    ['another place as display', { codes: [{ system: pos, code: '12', display: 'Ward' }] }, open],
  ])('%s', (_, concept, expected) => {
    expect(outcome({ called: [called(concept)] })).toBe(expected);
    expect(outcome({}, { request: { written: { called: [called(concept)] } } })).toBe(expected);
  });

  test('of a request, are read once, however many lines it has', () => {
    let reads = 0;
    const counted: CalledConcept = {
      ...{ element: 'place', text: 'Home' },
      get codes() {
        reads += 1;
        return [{ system: pos, code: '12' }];
      },
    };
    const written = { called: [counted] };
    for (let line = 0; line < 3; line += 1) outcome({}, { request: { written } });
    expect(reads).toBe(1);
  });

  const paper =
    'papers: what is written on a document that was sent along may take the request back ' +
    'or limit it';
  test.each<[string, RequestWords, string]>([
    ['its name', { papers: ['Office visit note'] }, 'approved'],
    ['a withdrawal', { papers: ['Office visit note', 'Withdrawal of the request'] }, paper],
    ['a withdrawal in Spanish', { papers: ['Retiro de la solicitud'] }, paper],
    ['more than is read', { arePapersLong: true }, paper],
  ])('on a paper: %s', (_, written, expected) => {
    expect(outcome({}, { request: { written } })).toBe(expected);
  });
});

test.each<[string, ReviewRequest['accident']]>([
  ['of a day', { on: day('2026-11-01') }],
  ['of no exact day', {}],
])('an accident %s', (_, accident) => {
  expect(outcome({}, { request: { ...(accident === undefined ? {} : { accident }) } })).toBe(
    'accident: the request says that the care is for an accident, for which another payer may be ' +
      'liable',
  );
});

test.each([
  ['2027-11-30', 'approved'],
  ['2027-11-29', 'dates: the line does not end by 2027-11-29, as the request says'],
])('a request that says only that all is over by %s: %s', (end, expected) => {
  expect(outcome({}, { request: { billableEnd: day(end) } })).toBe(expected);
});
