import { describe, expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import type { Quantity, RequestLine } from '../../../src/domain/review/review-request.ts';
import type { DateSpan } from '../../../src/domain/time.ts';
import { plainRequest } from '../requests.ts';
import {
  copd,
  day,
  decided,
  type Given,
  need,
  noGas,
  outcome,
  rulebook,
  saturation,
} from './decided.ts';

/**
 * Goal: what a rule approves is what was asked, and no more than is granted. Method: a request that
 * is approved, changed in one thing; the check that turns, and its words in both languages.
 */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const hcpcs = (code: string): Code => ({ system: HCPCS, code });
const [line] = plainRequest().lines;
if (line === undefined) throw new Error('no line');

const months = (amount: string): Quantity => ({ amount, unit: 'months' });
const ordered = (quantity: Quantity) => ({
  requestedOrder: {
    ...{ kind: 'DeviceRequest', isOfPatient: true, status: 'active', intent: 'order' },
    ...{ codes: [hcpcs('E1390')], quantity },
  },
});

describe('the quantity', () => {
  test.each<[string, Quantity, string]>([
    ['as much as is granted', months('12'), 'approved'],
    ['less', months('3'), 'approved'],
    ['one', months('1'), 'approved'],
    ['written with decimals', months('12.0'), 'approved'],
    [
      'a code of UCUM',
      { amount: '12', system: 'http://unitsofmeasure.org', code: 'mo' },
      'approved',
    ],
    [
      'a code of X12',
      { amount: '12', unit: 'Months', system: 'https://codesystem.x12.org/005010/355', code: 'MO' },
      'approved',
    ],
    ['zero', months('0'), 'the quantity is 0 months'],
    ['zero with decimals', months('0.00'), 'the quantity is 0.00 months'],
    ['negative', months('-1'), 'the quantity is -1 months'],
    ['negative zero', months('-0'), 'the quantity is -0 months'],
    [
      'a fraction',
      months('1.5'),
      'the line asks for 1.5 months, and only whole numbers can be meant',
    ],
    [
      'one more than is granted',
      months('13'),
      'the line asks for 13 months, and the policy grants at most 12',
    ],
    ['an exponent', months('1e1'), "the quantity (1e1 months) can't be read for sure"],
    ['many digits', months('12.0000'), "the quantity (12.0000 months) can't be read for sure"],
    ['leading zeros', months('012'), "the quantity (012 months) can't be read for sure"],
    [
      'hostile digits',
      months('9'.repeat(200)),
      `the quantity (an unreadable amount) can't be read for sure`,
    ],
    ['a comparator', months('<12'), "the quantity (<12 months) can't be read for sure"],
    ['nothing but a unit', months(''), "the quantity (no amount of months) can't be read for sure"],
    ['without a unit', { amount: '12' }, 'the line asks for 12 and states no unit'],
    [
      'another unit',
      { amount: '1', unit: 'years' },
      'the line asks for 1 year, and the policy counts in another unit',
    ],
    [
      'a unit whose code says something else',
      { ...months('12'), system: 'http://unitsofmeasure.org', code: 'a' },
      'the line asks for 12 months, and the policy counts in another unit',
    ],
    [
      'a code of no system',
      { amount: '12', code: 'mo' },
      'the line asks for 12 months, and the policy counts in another unit',
    ],
  ])('%s', (_, quantity, expected) => {
    const told = expected === 'approved' ? expected : `quantity: ${expected}`;
    expect(outcome({ quantity })).toBe(told);
  });

  test('missing, where the policy counts, and where nothing is required', () => {
    const { quantity: _, ...without } = line;
    const request = (change: Partial<RequestLine>) => ({ lines: [{ ...without, ...change }] });
    expect(outcome({}, { request: request({}) })).toBe(
      'quantity: the line states no quantity, and the policy counts this service',
    );
    expect(outcome({}, { request: request({ service: [hcpcs('E0445')] }) })).toBe('not-required');
    expect(outcome({}, { request: request(ordered(months('3'))) })).toBe(
      'quantity: the line states no quantity, and the order says 3 months',
    );
  });

  test('a policy that does not count grants one', () => {
    const policies = rulebook.policies.map((policy) => ({
      ...policy,
      limits: { ...policy.limits, quantities: [] },
    }));
    const given = { rulebook: { ...rulebook, policies } };
    const { quantity: _, ...uncounted } = line;
    expect(outcome({ quantity: months('1') }, given)).toBe('approved');
    expect(outcome({}, { ...given, request: { lines: [uncounted] } })).toBe('approved');
    expect(outcome({ quantity: months('2') }, given)).toBe(
      'quantity: the line asks for 2 months, and the policy does not say how much it grants',
    );
  });

  test('nothing is free in a quantity that is none', () => {
    const service = [hcpcs('E0445')];
    expect(outcome({ service, quantity: months('-1') })).toBe(
      'quantity: the quantity is -1 months',
    );
    expect(outcome({ service, quantity: { amount: '1.5', unit: 'h' } })).toBe('not-required');
  });

  test.each<[string, Quantity, string]>([
    ['the same', months('12'), 'approved'],
    ['the same, written otherwise', { amount: '12.0' }, 'approved'],
    ['the same, in capitals', { amount: '12', unit: 'Months' }, 'approved'],
    ['fewer', months('3'), 'the order says 3 months'],
    ['of something else', { amount: '12', unit: 'days' }, 'the order says 12 days'],
    ['of another code', { amount: '12', code: 'd' }, 'approved'],
    ['a range', { amount: '' }, 'the order says no amount'],
  ])('the order: %s', (_, quantity, expected) => {
    const told =
      expected === 'approved' ? expected : `quantity: the line asks for 12 months, and ${expected}`;
    expect(outcome(ordered(quantity))).toBe(told);
  });

  const until = (to: string) => ({ servicedSpan: { from: day('2026-12-01'), to: day(to) } });
  test.each<[string, string, string]>([
    ['12', '2027-11-30', 'approved'],
    ['12', '2027-11-01', 'approved'],
    ['12', '2027-10-31', '12 months, which is more than its dates have room for'],
    ['2', '2027-01-01', 'approved'],
    ['2', '2026-12-31', '2 months, which is more than its dates have room for'],
    ['1', '2026-12-01', 'approved'],
  ])('%s months to %s: %s', (amount, to, expected) => {
    const told = expected === 'approved' ? expected : `quantity: the line asks for ${expected}`;
    expect(outcome({ ...until(to), quantity: months(amount) })).toBe(told);
  });
});

describe('the dates', () => {
  const span = (from: string, to?: string) => ({
    servicedSpan: { from: day(from), ...(to === undefined ? {} : { to: day(to) }) } as DateSpan,
    quantity: months('1'),
  });
  test.each<[string, Partial<RequestLine>, Given, string]>([
    ['a year', span('2026-12-01', '2027-11-30'), {}, 'approved'],
    ['a day', span('2026-12-01', '2026-12-01'), {}, 'approved'],
    ['a quarter', span('2026-12-01', '2027-02-28'), {}, 'approved'],
    [
      'a day more than a year',
      span('2026-12-01', '2027-12-01'),
      {},
      'period: 2026-12-01 to 2027-12-01 is longer than the policy grants (12 months)',
    ],
    [
      'ten years',
      span('2026-12-01', '2036-11-30'),
      {},
      'dates: the service is asked for far ahead (2026-12-01 to 2036-11-30)',
    ],
    [
      'no end',
      span('2026-12-01'),
      {},
      'dates: the service begins on 2026-12-01, and no end is stated',
    ],
    [
      'reversed',
      span('2026-12-10', '2026-12-01'),
      {},
      'dates: the service would end on 2026-12-01, before it begins on 2026-12-10',
    ],
    [
      'the coverage ends with it',
      span('2026-12-01', '2027-01-31'),
      { coveredTo: day('2027-01-31') },
      'approved',
    ],
    [
      'the coverage ends a day before',
      span('2026-12-01', '2027-01-31'),
      { coveredTo: day('2027-01-30') },
      "dates: the member's coverage ends on 2027-01-30, before the service ends on 2027-01-31",
    ],
    [
      'a year and a day ahead',
      span('2027-11-30', '2027-12-31'),
      {},
      'dates: the service is asked for far ahead (2027-11-30 to 2027-12-31)',
    ],
    ['a year ahead', span('2027-11-29', '2027-12-31'), {}, 'approved'],
    [
      'a month of no day',
      { inexactDates: '2026-12 / 2027-11' },
      {},
      'dates: the dates of service are not whole dates: 2026-12 / 2027-11',
    ],
  ])('%s', (_, change, given, expected) => {
    expect(outcome(change, given)).toBe(expected);
  });

  test('none at all, and those of the whole request', () => {
    const { servicedSpan: _, ...undated } = line;
    const lines = [undated];
    expect(outcome({}, { request: { lines } })).toBe(
      'dates: the line states no dates of service | ' +
        'quantity: the line asks for 12 months, which is more than its dates have room for',
    );
    const billableSpan = { from: day('2026-12-01'), to: day('2027-11-30') };
    expect(outcome({}, { request: { lines, billableSpan } })).toBe('approved');
  });

  test('dates outside of those of the whole request', () => {
    const billableSpan = { from: day('2026-12-01'), to: day('2027-11-29') };
    expect(outcome({}, { request: { billableSpan } })).toBe(
      'dates: the dates of the line (2026-12-01 to 2027-11-30) are not within those of the request',
    );
  });

  test('where nothing is required: without end, but not beyond a coverage that ends', () => {
    const free = { service: [hcpcs('E0445')], ...span('2026-12-01') };
    expect(outcome(free)).toBe('not-required');
    expect(outcome(free, { coveredTo: day('2027-01-31') })).toContain('no end is stated');
  });

  test('the second branch grants three months, and no more', () => {
    const swollen = {
      ...copd,
      value: {
        type: 'codes' as const,
        codes: [
          { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J44.9' },
          { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I50.9' },
        ],
      },
    };
    const facts = [swollen, saturation('89'), noGas];
    expect(outcome(span('2026-12-01', '2027-02-28'), { facts })).toBe('approved');
    expect(outcome(span('2026-12-01', '2027-03-01'), { facts })).toBe(
      'period: 2026-12-01 to 2027-03-01 is longer than the policy grants (3 months)',
    );
  });
});

test('an approval is exactly what was asked: service, modifiers, dates, quantity, provider', () => {
  const asked = {
    modifiers: [hcpcs('RR')],
    servicedSpan: { from: day('2026-12-03'), to: day('2027-02-17') },
    quantity: { amount: '2.0', unit: 'Months' },
  };
  const lines = [{ ...line, ...asked }] as readonly RequestLine[];
  const { reviewCase } = decided({ facts: need, request: { lines } });
  const [determination] = reviewCase.lines[0]?.determinations ?? [];
  expect(determination?.reasonCodes).toEqual([]);
  expect(determination?.authorization).toEqual({
    number: determination?.authorization?.number,
    issuedOn: '2026-11-28',
    service: line?.service,
    modifiers: asked.modifiers,
    span: asked.servicedSpan,
    quantity: asked.quantity,
    provider: { key: 'p', name: 'P' },
  });
});
