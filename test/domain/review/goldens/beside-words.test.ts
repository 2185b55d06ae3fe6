import { join } from 'node:path';
import { test } from 'vitest';
import type { Policy } from '../../../../src/domain/policy/policy.ts';
import type { Rulebook } from '../../../../src/domain/policy/rulebook.ts';
import { askerOf, type LedgerClaim } from '../../../../src/domain/review/ledger.ts';
import type { LineSetting } from '../../../../src/domain/review/line-setting.ts';
import type { ProviderAsSent } from '../../../../src/domain/review/provider-as-sent.ts';
import type {
  RequestedOrder,
  RequestLine,
  ReviewRequest,
} from '../../../../src/domain/review/review-request.ts';
import type { CalledElement, OrderReason } from '../../../../src/domain/review/written.ts';
import { expectGolden } from '../../golden.ts';
import { plainRequest } from '../../requests.ts';
import { day, type Given, patient, rulebook } from '../decided.ts';
import { wordsOf } from './words-of.ts';

/**
 * Goal: what stands beside a line (words, papers, orders, prices, people, what the member has) is
 * named for the record and in both languages for the letter. Method: as for the line itself. All
 * that is sent is made anew: what was read once is not read again.
 */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const pos = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const code = (text: string, system = hcpcs) => ({ system, code: text });
const npi = (value: string) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
const usd = (amount: string) => ({ amount, currency: 'USD' });
const [plain] = plainRequest().lines;
if (plain === undefined) throw new Error('no line');
const { quantity: _, ...uncounted } = plain;

const asked = (change: Partial<RequestLine>, request: Partial<ReviewRequest> = {}): Given => ({
  request: { lines: [{ ...plain, ...change }], ...request },
});
const of = (request: Partial<ReviewRequest>): Given => ({ request });
const free = { service: [code('E0445')], quantity: { amount: '1' } };

const elements: readonly CalledElement[] = [
  ...(['category', 'certificationType', 'claimType', 'diagnosisType'] as const),
  ...(['informationCategory', 'levelOfService', 'modifier', 'place'] as const),
  ...(['priority', 'relationship', 'requestType'] as const),
];

const called = (): Readonly<Record<string, Given>> =>
  Object.fromEntries(
    elements.map((element) => [
      `other words beside ${element}`,
      asked({ called: [{ element, codes: [code('12', pos)], text: 'On a boat' }] }),
    ]),
  );

const setting = (said: Partial<LineSetting>): Given =>
  asked({ setting: { places: [], categories: [], requestTypes: [], ...said } });

const settings = (): Readonly<Record<string, Given>> => ({
  'at home': setting({ places: [code('12', pos)] }),
  'in two other places': setting({ places: [code('21', pos), code('22', pos)] }),
  "at a place of the sender's own": setting({ places: [{ ...code('H', 'urn:own'), isOwn: true }] }),
  'of another kind': setting({
    categories: [code('35', 'https://codesystem.x12.org/005010/1365')],
  }),
  'another review': setting({
    requestTypes: [code('SC', 'https://codesystem.x12.org/005010/1525')],
  }),
});

const order = (changes: Partial<RequestedOrder> = {}): RequestedOrder => ({
  ...{ kind: 'DeviceRequest', isOfPatient: true, status: 'active', intent: 'order' },
  codes: [code('E1390')],
  ...changes,
});
const ordered = (changes: Partial<RequestedOrder>) => asked({ requestedOrder: order(changes) });
const { status: __, ...stateless } = order();
const { intent: ___, ...aimless } = order();
const reasons = (...codes: readonly string[]): readonly OrderReason[] =>
  codes.map((one) => ({ codes: [code(one, icd)], texts: [] }));

const orders = (): Readonly<Record<string, Given>> => ({
  'an order without a status': asked({ requestedOrder: { ...stateless } }),
  'an order without an intent': asked({ requestedOrder: { ...aimless } }),
  'an order beyond reading': ordered({ isLong: true }),
  'an order of a later day': ordered({ authoredOn: day('2026-12-24') }),
  'an order for a range': ordered({ codesEnd: [code('E1399')] }),
  'an order that is over sooner': ordered({ span: { to: day('2027-01-31') } }),
  'an order that begins later': ordered({ span: { from: day('2027-01-01') } }),
  'an order without dates, of a line without an end': asked({
    requestedOrder: order(),
    servicedSpan: { from: day('2026-12-01') },
  }),
  'an order of no length': ordered({ schedule: { bound: { amount: '', unit: 'months' } } }),
  'an order of a few times': ordered({ schedule: { count: 3, period: '1', periodUnit: 'mo' } }),
  'an order that is taken back': ordered({ texts: ['do not supply'] }),
  'an order for two diseases, one of which fits': ordered({ reasons: reasons('J44.9', 'G44.009') }),
  'an order in a rulebook without names of diseases': {
    ...ordered({ reasons: reasons('G44.009') }),
    rulebook: { ...rulebook, facts: rulebook.facts.filter(({ names }) => names === undefined) },
  },
  'a prescription of something else': of({
    claimOrders: [{ ...order({ codes: [code('E0601')] }), role: 'prescription' }],
  }),
  'a prescription without a status': of({ claimOrders: [{ ...stateless, role: 'prescription' }] }),
  'a prescription that is taken back': of({
    claimOrders: [{ ...order({ texts: ['do not supply'] }), role: 'prescription' }],
  }),
  'a prescription and what it replaces, with words': of({
    claimOrders: [
      { ...order(), role: 'prescription' },
      { ...order({ status: 'completed' }), role: 'originalPrescription' },
      { ...order({ status: 'on-hold', texts: ['do not supply'] }), role: 'originalPrescription' },
    ],
  }),
});

const diagnosed = (sequence: number, text: string) => ({
  ...{ sequence, codes: [code('J44.9', icd)], text },
});
const words = (): Readonly<Record<string, Given>> => ({
  'words of another service': asked({ serviceTexts: ['Power wheelchair'] }),
  'words of a service that no list names': asked({
    service: [code('E9999')],
    serviceTexts: ['Power wheelchair'],
  }),
  'words of a service that a policy does not describe': {
    ...asked({ serviceTexts: ['Power wheelchair'], requestedOrder: order({ texts: ['at noon'] }) }),
    rulebook: {
      ...rulebook,
      policies: rulebook.policies.map((one) => ({
        ...one,
        scope: { ...one.scope, described: [] },
      })),
    },
  },
  'words of a death': of({ diagnoses: [diagnosed(1, 'COPD'), diagnosed(2, 'Patient died')] }),
  'a paper that takes back': of({
    written: { papers: ['Visit note', 'Withdrawal of the request'] },
  }),
  'papers that take nothing back': of({ written: { papers: ['Visit note', 'Letter'] } }),
  'a message': of({
    supportingItems: [
      { origin: 's', sequence: 1, kind: 'message', isCancelled: false, text: 'Please call' },
    ],
  }),
  'an accident': of({ accident: { on: day('2026-11-01'), type: code('MVA', 'urn:x') } }),
  'an accident of no kind and day': of({ accident: {} }),
  'a licence': of({ qualifications: [{ origin: 'q', periods: [], texts: ['License'] }] }),
  'a licence that is over': of({
    qualifications: [{ origin: 'q', periods: [{ to: day('2026-01-31') }], texts: [] }],
  }),
  'two diagnoses, one of them named': asked(
    { diagnosisSequences: [2] },
    { diagnoses: [diagnosed(1, 'COPD'), diagnosed(2, 'COPD')] },
  ),
});

const times = (): Readonly<Record<string, Given>> => ({
  'made tomorrow, as it is somewhere': of({ createdOn: day('2026-11-29') }),
  'made the day after tomorrow': of({ createdOn: day('2026-11-30') }),
  'over sooner, by the request': of({ billableEnd: day('2027-10-31') }),
  'free, and far ahead': asked({ ...free, servicedSpan: { from: day('2027-11-30') } }),
  'a line outside of the coverage': {
    ...of({
      lines: [
        { ...plain, servicedSpan: { from: day('2026-12-01'), to: day('2026-12-31') } },
        { ...plain, sequence: 2, servicedSpan: { from: day('2027-02-01'), to: day('2027-02-28') } },
      ],
    }),
    coveredTo: day('2027-01-31'),
  },
  'a stay that goes on': asked(
    { requestType: code('AR', 'urn:x12') },
    {
      supportingItems: [
        {
          ...{ origin: 's', sequence: 1, kind: 'admission', isCancelled: false },
          span: { from: day('2026-11-25') },
        },
      ],
    },
  ),
});

const priced = (amount: string, currency: string, sequence = 1): RequestLine => ({
  ...{ ...plain, sequence },
  net: { amount, currency },
});
const ofPolicy = (limits: Partial<Policy['limits']>): Rulebook => ({
  ...rulebook,
  policies: rulebook.policies.map((one) => ({ ...one, limits: { ...one.limits, ...limits } })),
});
const amounts = (): Readonly<Record<string, Given>> => ({
  'a total that is none': of({ lines: [priced('120', 'USD')], total: usd('240') }),
  'a total of two currencies': of({
    lines: [priced('60', 'USD'), priced('60', 'EUR', 2)],
    total: usd('120'),
  }),
  'a price that fits': asked({ unitPrice: usd('10'), net: usd('120') }),
  'a price that does not': asked({ unitPrice: usd('10'), net: usd('240') }),
  'the price of one': of({ lines: [{ ...uncounted, unitPrice: usd('10'), net: usd('10') }] }),
  'no quantity of what is free': of({ lines: [{ ...uncounted, service: free.service }] }),
  'as much as one home needs': asked({ ...free, quantity: { amount: '36' } }),
  'more than one home needs': asked({ ...free, quantity: { amount: '37' } }),
  'a number of nothing': asked({ quantity: { amount: '12' } }),
  'a policy that does not count': { rulebook: ofPolicy({ quantities: [] }) },
  'a policy that grants 90 days': { rulebook: ofPolicy({ approvalPeriods: [{ period: 'P90D' }] }) },
  'a policy that grants nothing': { rulebook: ofPolicy({ approvalPeriods: [] }) },
  'no policy in force': { rulebook: { ...rulebook, policies: [] } },
  'more codes than are kept': asked({
    service: Array.from({ length: 9 }, (_unused, index) => code(`E139${index}`)),
  }),
});

const known = '9000000015';
const other = '9000000056';
const role = (doctor: readonly string[], house: readonly string[]): ProviderAsSent => ({
  ...{ origin: 'c', kind: 'role', specialties: [], identifiers: [...doctor, ...house].map(npi) },
  ...{ practitionerIdentifiers: doctor.map(npi), organizationIdentifiers: house.map(npi) },
});

const people = (): Readonly<Record<string, Given>> => ({
  'a stranger asks': of({ requester: role([`${other}00`], [known]) }),
  'somebody without a number asks': of({ requester: role([], [known]) }),
  'two houses ask as one': of({ requester: role([known], [known, other]) }),
});

/** The line asks for half of a year that is granted. */
const half = {
  servicedSpan: { from: day('2026-12-01'), to: day('2027-05-31') },
  quantity: { amount: '6', unit: 'months' },
};
const beside = (changes: Partial<LedgerClaim>): Given => ({
  ...asked(half),
  ledger: [
    {
      ...{ caseId: 'other', lineSequence: 4, state: 'authorized', service: 'E1390' },
      ...{ from: day('2025-12-01'), to: day('2026-11-30') },
      ...changes,
    },
  ],
});

const held = (): Readonly<Record<string, Given>> => ({
  'half a year before': beside({ from: day('2026-06-01') }),
  'a year before': beside({}),
  'a year before, open': beside({ state: 'open' }),
  'a year before, open, where nothing is related': {
    ...beside({ state: 'open' }),
    rulebook: { ...rulebook, relations: [] },
  },
  'a year before, of who asks': beside({ asker: askerOf('c', plainRequest({ patient })) }),
  'a year before, of somebody else': beside({ asker: 'somebody else' }),
  'a year in another line': of({
    lines: [
      { ...plain, servicedSpan: { from: day('2027-06-01'), to: day('2028-05-31') } },
      { ...plain, ...half, sequence: 2 },
    ],
  }),
});

test('what the checks say of what stands beside a line', () => {
  const cases = { ...called(), ...settings(), ...orders(), ...words(), ...times() };
  const more = { ...amounts(), ...people(), ...held() };
  const text = wordsOf(Object.entries({ ...cases, ...more })).join('\n');
  expectGolden(join(import.meta.dirname, 'beside-words.golden.txt'), `${text}\n`);
});
