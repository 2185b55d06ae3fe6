import { describe, expect, test } from 'vitest';
import type {
  CareTeamMember,
  OrderSchedule,
  Quantity,
  RequestedOrder,
  RequestLine,
} from '../../../src/domain/review/review-request.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { day, outcome } from './decided.ts';

/** Goal: what is approved is within its order, and for those who were checked. */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';

describe('the dates of the order', () => {
  const codes = [{ system: HCPCS, code: 'E1390' }];
  const order = (dates: Partial<RequestedOrder>) => ({
    requestedOrder: {
      ...{ kind: 'DeviceRequest', codes, status: 'active', intent: 'order', isOfPatient: true },
      ...dates,
    },
  });
  const bound = (amount: string, unit: Partial<Quantity>) => ({
    schedule: { bound: { amount, ...unit } },
  });
  const times = (schedule: OrderSchedule) => ({ schedule });
  const monthly = { period: '1', periodUnit: 'mo' };
  const daily = { period: '1', periodUnit: 'd' };
  const few = (count: number) =>
    `the order is for a number of times (${count}) that do not last as long as the line`;
  const from = day('2026-12-01');
  test.each<[string, Partial<RequestedOrder>, string]>([
    ['none', {}, 'approved'],
    ['the same', { span: { from, to: day('2027-11-30') } }, 'approved'],
    ['from its start on', { span: { from } }, 'approved'],
    ['to its end', { span: { to: day('2027-11-30') } }, 'approved'],
    [
      'a day sooner over',
      { span: { from, to: day('2027-11-29') } },
      'the line asks for other dates than the order has (from 2026-12-01 until 2027-11-29)',
    ],
    [
      'a day later begun',
      { span: { from: day('2026-12-02') } },
      'the line asks for other dates than the order has (from 2026-12-02)',
    ],
    ['a year', bound('1', { code: 'a' }), 'approved'],
    ['twelve months, in words', bound('12', { unit: 'Months' }), 'approved'],
    [
      'three months',
      bound('3', { unit: 'months', code: 'mo' }),
      'the line asks for longer than the order, which is for 3 months',
    ],
    [
      '300 days',
      bound('300', { code: 'd' }),
      'the line asks for longer than the order, which is for 300 days',
    ],
    ...['day', 'days'].map((unit): [string, Partial<RequestedOrder>, string] => [
      ...([`365 ${unit}`, bound('365', { unit }), 'approved'] as const),
    ]),
    ...['week', 'weeks'].map((unit): [string, Partial<RequestedOrder>, string] => [
      ...([`53 ${unit}`, bound('53', { unit }), 'approved'] as const),
    ]),
    ['53 weeks by code', bound('53', { code: 'wk' }), 'approved'],
    ['12 month', bound('12', { unit: 'month' }), 'approved'],
    ['1 year', bound('1', { unit: 'Year' }), 'approved'],
    ['2 years', bound('2', { unit: 'years' }), 'approved'],
    [
      'in a unit that is none',
      bound('12', { unit: 'constructor' }),
      'the line asks for longer than the order, which is for 12 of another unit',
    ],
    ['unreadable', bound('', {}), 'how long the order is for is told without an amount'],
    ['twelve times, a month each', times({ count: 12, ...monthly }), 'approved'],
    ['daily, 365 times', times({ count: 365, period: '1', periodUnit: 'd' }), 'approved'],
    ['twice a day, 730 times', times({ count: 730, frequency: 2, ...daily }), 'approved'],
    ['more times than asked', times({ count: 24, ...monthly }), 'approved'],
    ['once', times({ count: 1 }), few(1)],
    ['eleven times, a month each', times({ count: 11, ...monthly }), few(11)],
    ['twice a day, 728 times', times({ count: 728, frequency: 2, ...daily }), few(728)],
    ['12 times, not said how often', times({ count: 12 }), few(12)],
    ['12 times, in hours', times({ count: 12, period: '800', periodUnit: 'h' }), few(12)],
    ['12 times, in half months', times({ count: 12, period: '0.5', periodUnit: 'mo' }), few(12)],
    ['up to twelve times', times({ countMax: 12, ...monthly }), few(12)],
    ['one to twelve times', times({ count: 1, countMax: 12, ...monthly }), few(1)],
    ['12 times, every month or two', times({ count: 12, periodMax: '2', ...monthly }), few(12)],
    ['12 times, none a month', times({ count: 12, frequency: 0, ...monthly }), few(12)],
  ])('%s: %s', (_, dates, expected) => {
    const told = expected === 'approved' ? expected : `order-dates: ${expected}`;
    expect(outcome(order(dates))).toBe(told);
  });
});

test.each<[string, OrderSchedule, string]>([
  ['once a month, once', { count: 1, period: '1', periodUnit: 'mo' }, 'approved'],
  ['once in four weeks', { count: 1, period: '4', periodUnit: 'wk' }, 'few 1'],
  ['once in 31 days', { count: 1, period: '31', periodUnit: 'd' }, 'approved'],
  ['up to once a month', { countMax: 1, period: '1', periodUnit: 'mo' }, 'few 1'],
  ['once, in months that are not said', { count: 1, periodUnit: 'mo' }, 'few 1'],
  ['once, not said in what', { count: 1, period: '1' }, 'few 1'],
])('a line of a month, and an order %s: %s', (_, schedule, expected) => {
  const requestedOrder: RequestedOrder = {
    ...{ kind: 'DeviceRequest', status: 'active', intent: 'order', isOfPatient: true, schedule },
    codes: [{ system: HCPCS, code: 'E1390' }],
  };
  const month = {
    servicedSpan: { from: day('2026-12-01'), to: day('2026-12-31') },
    quantity: { amount: '1', unit: 'month' },
  };
  const few = 'order-dates: the order is for a number of times (1) that do not last as long as the';
  const said = expected === 'approved' ? expected : `${few} line`;
  expect(outcome({ requestedOrder, ...month })).toBe(said);
});

describe('what an order is', () => {
  const inForce = { kind: 'DeviceRequest', status: 'active', intent: 'order', isOfPatient: true };
  const device = (code: string, system = HCPCS) => ({ system, code });
  const codes = [device('E1390')];
  const later = (date: string) => `order: the order is dated ${date}, which is still to come`;
  const at = (text: string) => ({
    authoredOn: day(text.slice(0, 10)),
    authoredAt: text as Instant,
  });
  const two = 'service: the line asks for E1390, and the order is for';
  test.each<[string, Partial<RequestedOrder>, string]>([
    ['signed today', { authoredOn: day('2026-11-28') }, 'approved'],
    ['signed tomorrow', { authoredOn: day('2026-11-29') }, later('2026-11-29')],
    ['signed a minute ago', at('2026-11-28T15:59:00.000Z'), 'approved'],
    ['signed in an hour', at('2026-11-28T17:00:00.000Z'), later('2026-11-28')],
    [
      'longer than is read',
      { isLong: true },
      'order: the order says more than is read automatically',
    ],
    ['of two devices', { codes: [...codes, device('E0601')] }, `${two} E1390, E0601`],
    [
      "with a sender's own translation",
      { codes: [...codes, { ...device('OXY', 'urn:x'), isOwn: true }] },
      'approved',
    ],
    [
      'with a code of another public system',
      { codes: [...codes, device('426854004', 'http://snomed.info/sct')] },
      `${two} E1390, 426854004`,
    ],
  ])('%s', (_, change, expected) => {
    const requestedOrder: RequestedOrder = { ...inForce, codes, ...change };
    expect(outcome({ requestedOrder })).toBe(expected);
  });
});

describe('who gives the care', () => {
  const sent = (value: string) => ({
    ...{ origin: 'c', kind: 'practitioner' as const, specialties: [] },
    identifiers: [{ system: 'http://hl7.org/fhir/sid/us-npi', value }],
  });
  const member = (value: string, scope: 'request' | 'line' = 'request'): CareTeamMember => ({
    ...{ sequence: 1, scope },
    provider: sent(value),
  });
  const stranger =
    'performers: the care team names NPI 9000000056, who is not enrolled with us on the day of ' +
    'the request';
  const numbers = (...values: readonly string[]) =>
    values.flatMap((value) => sent(value).identifiers);
  const role = (
    doctor: readonly string[],
    house: readonly string[],
    own: readonly string[] = [],
  ) => ({
    ...member('9000000015'),
    provider: {
      ...{ origin: 'c', kind: 'role' as const, specialties: [] },
      identifiers: numbers(...doctor, ...house, ...own),
      ...{
        practitionerIdentifiers: numbers(...doctor),
        organizationIdentifiers: numbers(...house),
      },
    },
  });
  const known = '9000000015';
  const other = '9000000056';
  const mixed = 'performers: the care team names NPI 9000000056 beside the number of somebody else';
  const nobody = {
    ...member('x'),
    sequence: 3,
    provider: { ...sent('x'), identifiers: [] },
  };
  test.each<[string, readonly CareTeamMember[], Partial<RequestLine>, string]>([
    ['who asks', [member('9000000015')], {}, 'approved'],
    ['a stranger, of all lines', [member('9000000015'), member('9000000056')], {}, stranger],
    ['a stranger, of another line', [member('9000000056', 'line')], {}, 'approved'],
    [
      'a stranger, of this line',
      [member('9000000056', 'line')],
      { careTeamSequences: [1] },
      stranger,
    ],
    ['nobody that can be found', [nobody], {}, stranger.replace('NPI 9000000056', 'no. 3')],
    ['a role of known ones', [role([known], [known])], {}, 'approved'],
    ['a role of a stranger at a known house', [role([other], [known])], {}, stranger],
    ['a role at a house of strangers', [role([known], [other])], {}, stranger],
    [
      'a role at a house without a number',
      [role([known], [])],
      {},
      stranger.replace('NPI 9000000056', 'no. 1'),
    ],
    ['a role of a known one, and of a stranger', [role([known, other], [known])], {}, mixed],
    ['a role at a known house, and another', [role([known], [known, other])], {}, mixed],
    ['a role with a number of nobody', [role([known], [known], [other])], {}, 'approved'],
  ])('%s', (_, careTeam, change, expected) => {
    expect(outcome(change, { request: { careTeam } })).toBe(expected);
  });

  test.each<[string, ReturnType<typeof role>['provider'], string]>([
    ['a known doctor of a known house', role([known], [known]).provider, 'approved'],
    [
      'a stranger at a known house',
      role([other], [known]).provider,
      stranger.replace('the care team', 'the requester'),
    ],
    [
      'nobody by a number at a known house',
      role([], [known]).provider,
      stranger
        .replace('the care team', 'the requester')
        .replace('NPI 9000000056', 'somebody without an NPI'),
    ],
    [
      'two houses in one',
      { ...role([known], [known, other]).provider },
      mixed.replace('the care team', 'the requester'),
    ],
  ])('who asks: %s', (_, requester, expected) => {
    expect(outcome({}, { request: { requester } })).toBe(expected);
  });
});
