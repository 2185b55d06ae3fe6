import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/fhir/json/json.ts';
import {
  type Change,
  check,
  coded,
  condition,
  diagnosis,
  icd,
  type Row,
} from './changed-request.ts';
import { scenario } from './payer.ts';
import { payerForTests } from './payer-for-tests.ts';

/**
 * Goal: a diagnosis counts when it is written as its system writes codes, confirmed, present, and
 * the one that the line names. Method: as of evidence.
 */
const payer = payerForTests({ ASSENT_SANDBOX: 'on' });

const ill = 'A lung disease or low oxygen has been diagnosed';
const counts = `${ill} (J44.9, on 2026-11-28)`;
const received = (what: string) => `For “${ill}” we received ${what}.`;
const claims = (...codes: readonly JsonObject[]): Change => ({ claim: diagnosis(...codes) });
const cm = (code: string, display?: string) => coded(icd, code, display);
const beside = (...more: readonly JsonObject[]): Change => ({ more });
const unlike = (code: string) =>
  received(`${code} of 2026-11-28, which is not written as its code system writes codes`);

const codes: readonly Row[] = [
  ['a code within', claims(cm('J44.9')), 'approved', counts],
  [
    'the heading itself',
    claims(cm('J44')),
    'person',
    received('J44 of 2026-11-28, which is a heading of its code system and no complete code'),
  ],
  ['without its dot', claims(cm('J449')), 'person', unlike('J449')],
  ['with digits glued on', claims(cm('J4400000')), 'person', unlike('J4400000')],
  ['with words glued on', claims(cm('J44X-garbage')), 'person', unlike('J44X-garbage')],
  ['in small letters', claims(cm('j44.9')), 'person', unlike('j44.9')],
  ['in full width', claims(cm('Ｊ44.9')), 'person', unlike('Ｊ44.9')],
  [
    'beside another, without its dot',
    { ...claims(cm('M54.5'), cm('J449')), item: { diagnosisSequence: [1, 2] } },
    'person',
    unlike('J449'),
  ],
  [
    'two codes in one diagnosis',
    claims({
      coding: [
        { system: icd, code: 'M54.5' },
        { system: icd, code: 'J44.9' },
      ],
    }),
    'person',
    received('M54.5, J44.9 of 2026-11-28, which names several codes of one system'),
  ],
  [
    'ruled out in words',
    claims({ ...cm('J44.9'), text: 'rule out COPD' }),
    'person',
    'has words or codes beside its code that a person has to read',
  ],
  ['with its name', claims(cm('J44.9', 'COPD, unspecified')), 'approved', counts],
];

const pointers: readonly Row[] = [
  [
    'the line names another diagnosis',
    { ...claims(cm('J44.9'), cm('M54.5')), item: { diagnosisSequence: [2] } },
    'person',
    `What is not met: ${ill} (M54.5, on 2026-11-28)`,
  ],
  [
    'and says which one it does not name',
    { ...claims(cm('J44.9'), cm('M54.5')), item: { diagnosisSequence: [2] } },
    'person',
    'J44.9 of 2026-11-28, which is not a diagnosis that the line names',
  ],
  [
    'the line names both',
    { ...claims(cm('M54.5'), cm('J44.9')), item: { diagnosisSequence: [1, 2] } },
    'approved',
    ill,
  ],
  [
    'the line names none',
    { ...claims(cm('M54.5'), cm('J44.9')), item: { diagnosisSequence: undefined } },
    'approved',
    ill,
  ],
  [
    'a diagnosis that is not there',
    { item: { diagnosisSequence: [1, 9] } },
    'person',
    'the line names diagnosis 9, of which the request has none',
  ],
  [
    'care team that is not there',
    { item: { careTeamSequence: [4] } },
    'person',
    'the line names care team member 4, of which the request has none',
  ],
  [
    'information that is not there',
    { item: { informationSequence: [7] } },
    'person',
    'the line names information 7, of which the request has none',
  ],
];

const unnamed = { item: { diagnosisSequence: undefined } };
const only: Change = { ...unnamed, ...claims(cm('M54.5')) };
const conditions: readonly Row[] = [
  ['confirmed, and the request says so too', beside(condition('confirmed')), 'approved', counts],
  ...['provisional', 'differential', 'unconfirmed', 'refuted'].map(
    (status): Row => [
      `${status}, and the request says it is`,
      beside(condition(status)),
      'person',
      `J44.9 of 2026-11-28; J44.9, which has the status active, ${status}; and they do not agree`,
    ],
  ),
  [
    'the refuted one is the whole category',
    beside({ ...condition('refuted'), code: cm('J44') }),
    'person',
    'and they do not agree',
  ],
  [
    'refuted in another system',
    beside({ ...condition('refuted'), code: coded('http://snomed.info/sct', '13645005') }),
    'person',
    'and we can not tell whether both are about the same',
  ],
  ['resolved', beside(condition('confirmed', 'resolved')), 'person', 'and they do not agree'],
  [
    'another one is resolved',
    beside({ ...condition('confirmed', 'resolved'), code: cm('J18.9') }),
    'approved',
    counts,
  ],
  [
    'refuted, entered in error',
    beside({ ...condition('entered-in-error'), clinicalStatus: undefined }),
    'approved',
    counts,
  ],
  ['it does not say if confirmed', beside(condition(undefined)), 'approved', counts],
  ['alone, confirmed', { ...only, more: [condition('confirmed')] }, 'approved', `${ill} (`],
  [
    'alone, it does not say if confirmed',
    { ...only, more: [condition(undefined)] },
    'person',
    received('J44.9, which has the status active'),
  ],
  ['alone, provisional', { ...only, more: [condition('provisional')] }, 'person', 'is not met'],
  ['alone, inactive', { ...only, more: [condition('confirmed', 'inactive')] }, 'person', 'is not'],
  [
    'alone, and the line names another',
    { ...claims(cm('M54.5')), more: [condition('confirmed')] },
    'person',
    'which is not a diagnosis that the line names',
  ],
  [
    'alone, of somebody else',
    { ...only, more: [{ ...condition('confirmed'), subject: { reference: 'Patient/x' } }] },
    'asks',
    'which is about somebody else',
  ],
];

describe('codes', () => {
  test.each(codes)('%s', (...row) => check(payer, row));
});
describe('what the line names', () => {
  test.each(pointers)('%s', (...row) => check(payer, row));
});
describe('conditions', () => {
  test.each(conditions)('%s', (...row) => check(payer, row));
});

test('each line is judged by the diagnoses that it names itself', async () => {
  await payer.post('/sandbox/reset', {});
  const bundle = JSON.parse(scenario('home-oxygen-approved'));
  const [{ resource: claim }] = bundle.entry;
  Object.assign(claim, diagnosis(cm('J44.9'), cm('M54.5')));
  claim.item[1].diagnosisSequence = [2];
  const { body } = await payer.post('/fhir/Claim/$submit', bundle);
  const actions = JSON.stringify(body).matchAll(/005010\/306","code":"(\w+)"/g);
  expect([...actions].map(([, action]) => action)).toEqual(['A1', 'A4']);
});
