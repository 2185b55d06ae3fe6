import { join } from 'node:path';
import { test } from 'vitest';
import { claimsOfCase, type LedgerClaim } from '../../../../src/domain/review/ledger.ts';
import type {
  CareTeamMember,
  Concern,
  RequestLine,
  ReviewRequest,
} from '../../../../src/domain/review/review-request.ts';
import type { Found } from '../../../../src/domain/review/standing.ts';
import { expectGolden } from '../../golden.ts';
import { plainRequest } from '../../requests.ts';
import { day, decided, type Given, need, rulebook } from '../decided.ts';
import { linesOf, wordsOf } from './words-of.ts';

/**
 * Goal: each thing that keeps a line from automation is named, in the trace for the record and in
 * both languages for the letter. Method: a line that would be approved, changed in one thing each;
 * the golden has what the checks say that is not said of the plain line.
 */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const code = (text: string, system = hcpcs) => ({ system, code: text });
const months = (amount: string) => ({ amount, unit: 'months' });
const order = { kind: 'DeviceRequest', isOfPatient: true, status: 'active', intent: 'order' };
const ordered = { ...order, codes: [code('E1390')] };
const [plain] = plainRequest().lines;
if (plain === undefined) throw new Error('no line');

const { servicedSpan: _, ...undatedLine } = plain;
const { quantity: __, ...uncountedLine } = plain;

const changes: Readonly<Record<string, Partial<RequestLine>>> = {
  'no service': { service: [] },
  'a service that is absent': {
    service: [code('unknown', 'http://terminology.hl7.org/CodeSystem/data-absent-reason')],
  },
  'a code without a system': { service: [code('E1390', ''), code('E1390')] },
  'a system without a code': { service: [code('', hcpcs), code('E1390')] },
  'a range of codes': { serviceEnd: [code('E1399')] },
  'a group': { isGroup: true },
  'several codes': { service: [code('E1390'), code('E0431')] },
  'a type of service': { service: [code('18', 'https://codesystem.x12.org/005010/1365')] },
  'a code beside a type': {
    service: [code('E1390'), code('E1390', 'https://codesystem.x12.org/005010/1365')],
  },
  'a code of CPT as HCPCS': { service: [code('99213')] },
  'a code with its modifier': { service: [code('E1390RR')] },
  'a code in small letters': { service: [code('e1390')] },
  'a code of no form': { service: [code('E13')] },
  'a code that no list names': { service: [code('E9999')] },
  'a code that needs no review': { service: [code('E0445')], quantity: { amount: '1' } },
  'a code that is beyond reading': { service: [code(`E1390${'\u200b'.repeat(30)}`)] },
  'an order of another service': { requestedOrder: { ...ordered, codes: [code('E0431')] } },
  'an order of two, one of which it is': {
    requestedOrder: { ...ordered, codes: [code('E0431'), code('E1390')] },
  },
  'an order of two others': {
    requestedOrder: { ...ordered, codes: [code('E0431'), code('E0445')] },
  },
  'an order of other dates': {
    requestedOrder: { ...ordered, span: { from: day('2027-01-01'), to: day('2027-02-01') } },
  },
  'an order of three months': { requestedOrder: { ...ordered, schedule: { bound: months('3') } } },
  'an order of as many': { requestedOrder: { ...ordered, quantity: months('12') } },
  'an order of fewer': { requestedOrder: { ...ordered, quantity: months('6') } },
  'an order in another unit': {
    requestedOrder: { ...ordered, quantity: { amount: '12', unit: 'weeks' } },
  },
  'inexact dates': { inexactDates: '2026-12' },
  'dates without an end': { servicedSpan: { from: day('2026-12-01') } },
  'dates that are reversed': { servicedSpan: { from: day('2026-12-10'), to: day('2026-12-09') } },
  'a service that began': { servicedSpan: { from: day('2026-11-26'), to: day('2026-12-25') } },
  'a service of the day before': {
    servicedSpan: { from: day('2026-11-27'), to: day('2027-11-26') },
  },
  'a service in 366 days': { servicedSpan: { from: day('2027-11-29'), to: day('2028-11-28') } },
  'a service in 367 days': { servicedSpan: { from: day('2027-11-30'), to: day('2028-11-29') } },
  'a service in 367 days, without an end': { servicedSpan: { from: day('2027-11-30') } },
  'a service until the last day': {
    servicedSpan: { from: day('2027-11-29'), to: day('2028-11-29') },
  },
  'a day longer than a year': { servicedSpan: { from: day('2026-12-01'), to: day('2027-12-01') } },
  '13 months': { quantity: months('13') },
  'half a month': { quantity: months('0.5') },
  'no amount': { quantity: months('') },
  'none of it': { quantity: months('0') },
  'less than none of it': { quantity: months('-1') },
  'another unit': { quantity: { amount: '12', unit: 'litres' } },
  'more months than the dates have': {
    servicedSpan: { from: day('2026-12-01'), to: day('2027-02-28') },
    quantity: months('4'),
  },
  'a modifier': { modifiers: [code('RR')] },
  'a modifier that is not known': { modifiers: [code('ZZ')] },
  'a modifier of a text': { modifiers: [code('RR', 'urn:text')] },
  'a modifier that is empty': { modifiers: [code('')] },
  'two modifiers that exclude each other': { modifiers: [code('RR'), code('NU')] },
  'rented, and chose to buy': { modifiers: [code('BP'), code('RR')] },
  'chose to buy and to rent': { modifiers: [code('BP'), code('BR')] },
  'rented, and chose to rent': { modifiers: [code('RR'), code('BR')] },
  'diagnoses that are not there': { diagnosisSequences: [1, 2, 2] },
  'people that are not there': { careTeamSequences: [7] },
  'information that is not there': { supportingSequences: [3, 4] },
  'a line that is cancelled': { isCancelled: true },
};

const concern = (detail: string, lines?: readonly number[]): Concern => ({
  ...{ kind: 'finding', origin: `at ${detail}`, detail },
  words: { en: `the ${detail}`, es: `el ${detail}` },
  ...(lines === undefined ? {} : { lines }),
});
const nurse = (sequence: number, npis: readonly string[]): CareTeamMember => ({
  ...{ sequence, scope: 'request' },
  provider: {
    ...{ origin: 't', kind: 'practitioner', npis, specialties: [] },
    identifiers: npis.map((value) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value })),
  },
});
const diagnosis = (sequence: number) => ({ sequence, codes: [] });

const requests: Readonly<Record<string, Partial<ReviewRequest>>> = {
  'dates of the request that are shorter': {
    billableSpan: { from: day('2026-12-01'), to: day('2027-11-29') },
  },
  'a concern': { concerns: [concern('form')] },
  'a concern of another line': { concerns: [concern('form', [2])] },
  'a concern of the line, and a modifier': {
    concerns: [concern('form', [1]), { ...concern('negation'), kind: 'modifier' }],
  },
  'many concerns, two of them alike': {
    concerns: ['a', 'b', 'c', 'd', 'e', 'e', 'f', 'g'].map((one) => concern(one)),
  },
  'five concerns': { concerns: ['a', 'b', 'c', 'd', 'e'].map((one) => concern(one)) },
  'somebody who is enrolled': { careTeam: [nurse(1, ['9000000015'])] },
  'somebody who is not enrolled': {
    careTeam: [nurse(1, ['9000000015']), nurse(2, ['9000000023'])],
  },
  'somebody without a number': { careTeam: [nurse(3, [])] },
  'somebody of another line': { careTeam: [{ ...nurse(3, []), scope: 'line' }] },
  'two diagnoses of one number': {
    diagnoses: [diagnosis(1), diagnosis(1)],
    lines: [{ ...plain, diagnosisSequences: [1] }],
  },
  'no dates': { lines: [undatedLine] },
  'no quantity beside an order with one': {
    lines: [{ ...uncountedLine, requestedOrder: { ...ordered, quantity: months('6') } }],
  },
  'no quantity': { lines: [uncountedLine] },
  'a cancelled document': {
    supportingItems: [
      { origin: 's', sequence: 4, kind: 'document', isCancelled: true },
      { origin: 's', sequence: 5, kind: 'document', isCancelled: true },
    ],
  },
};

const foundOtherwise = (): Readonly<Record<string, Partial<Found>>> => ({
  'doubts of the person': { memberDoubts: [{ kind: 'person', traits: ['birth date', 'sex'] }] },
  'doubts of identifiers and coverages': {
    memberDoubts: [
      { kind: 'identifier', by: 'member id' },
      { kind: 'beneficiary', origin: 'c1' },
      { kind: 'subscriber', origin: 'c2' },
      { kind: 'relationship', origin: 'c3' },
    ],
  },
  'a member who died': { memberDoubts: [{ kind: 'deceased' }, { kind: 'deceased' }] },
  'a member who left': { memberDoubts: [{ kind: 'inactive' }] },
  'a member with a newer record': { memberDoubts: [{ kind: 'replaced' }] },
  'doubts of the coverage': {
    coverageDoubts: [
      ...(['not-one-focal', 'not-known', 'several', 'plan-closed', 'dates'] as const),
      ...(['other-plan', 'self-pay', 'other-payer'] as const),
    ],
  },
  'another coverage': { otherCoverages: [{ name: 'Other', isFirst: false }] },
  'another coverage that pays first': {
    otherCoverages: [
      { name: 'Other', isFirst: false },
      { name: 'First', isFirst: true },
    ],
  },
  'in the network': { requester: inNetwork({ from: day('2026-11-28'), to: day('2026-11-28') }) },
  'in the network until the day before': {
    requester: inNetwork({ from: day('2020-01-01'), to: day('2026-11-27') }),
  },
  'in the network of another plan': {
    requester: inNetwork({ from: day('2020-01-01') }, 'another'),
  },
});

function inNetwork(
  span: { from: ReturnType<typeof day>; to?: ReturnType<typeof day> },
  planId = 'plan',
) {
  const { found } = decided({});
  if (found === undefined) throw new Error('nothing was found');
  return { ...found.requester, networks: [{ planId, span }] };
}

/** The same line, asked for in another case. */
function asked(caseId: string): readonly LedgerClaim[] {
  const { reviewCase } = decided({ facts: need });
  return claimsOfCase(reviewCase, rulebook.modifiers).map((claim) => ({ ...claim, caseId }));
}

const ledgers = (): Readonly<Record<string, Given>> => ({
  'a coverage that ends before the service': { coveredTo: day('2027-11-29') },
  'a coverage that ends with the service': { coveredTo: day('2027-11-30') },
  'what is open already': { ledger: asked('another') },
});

const cases = (): readonly (readonly [string, Given])[] => [
  ...Object.entries(changes).map(([name, change]): [string, Given] => [
    name,
    { request: { lines: [{ ...plain, ...change }] } },
  ]),
  ...Object.entries(requests).map(([name, request]): [string, Given] => [name, { request }]),
  ...Object.entries(foundOtherwise()).map(([name, found]): [string, Given] => [name, { found }]),
  ...Object.entries(ledgers()),
];

test('what the checks say of a line', () => {
  const text = [['the plain line', ...linesOf({})].join('\n'), ...wordsOf(cases())].join('\n');
  expectGolden(join(import.meta.dirname, 'line-words.golden.txt'), `${text}\n`);
});
