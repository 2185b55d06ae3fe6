import { describe, expect, test } from 'vitest';
import { askerOf, type LedgerClaim } from '../../../src/domain/review/ledger.ts';
import type { RequestLine } from '../../../src/domain/review/review-request.ts';
import { plainRequest } from '../requests.ts';
import { copd, day, decided, noGas, outcome, patient, rulebook, saturation } from './decided.ts';

/**
 * Goal: the longest period that a policy grants is granted once, not once a request. Method: a line
 * that is approved alone, with what the member has before, after and around it.
 */
const [line] = plainRequest().lines;
if (line === undefined) throw new Error('no line');
const asker = askerOf('c', plainRequest({ patient }));

function held(from: string, to?: string, changes: Partial<LedgerClaim> = {}): LedgerClaim {
  return {
    ...{ caseId: 'other', lineSequence: 4, state: 'authorized', service: 'E1390' },
    from: day(from),
    ...(to === undefined ? {} : { to: day(to) }),
    ...changes,
  };
}

const longer = (what: string) =>
  `together: together with ${what} this is longer than the policy grants (12 months)`;
const authorized = longer('what is already authorized for this member');

/** The line asks for 2026-12-01 to 2027-05-31: 182 days of the 365 that are granted. */
const half = {
  servicedSpan: { from: day('2026-12-01'), to: day('2027-05-31') },
  quantity: { amount: '6', unit: 'months' },
};

describe('half a year, and', () => {
  test.each<[string, readonly LedgerClaim[], string]>([
    ['nothing', [], 'approved'],
    ['the half year before', [held('2026-06-01', '2026-11-30')], 'approved'],
    ['a day more than that', [held('2026-05-31', '2026-11-30')], authorized],
    ['the half year behind it', [held('2027-06-01', '2027-11-30')], 'approved'],
    ['a day more than that, behind', [held('2027-06-01', '2027-12-01')], authorized],
    [
      'a month on either side',
      [held('2026-11-01', '2026-11-30'), held('2027-06-01', '2027-06-30')],
      'approved',
    ],
    [
      'half a year on either side',
      [held('2026-06-01', '2026-11-30'), held('2027-06-01', '2027-11-30')],
      authorized,
    ],
    [
      'seven months with gaps',
      [held('2026-01-01', '2026-04-30'), held('2026-07-01', '2026-09-30')],
      authorized,
    ],
    [
      'five months with gaps',
      [held('2026-01-01', '2026-02-28'), held('2026-07-01', '2026-09-30')],
      'approved',
    ],
    ['the year that ended a year before', [held('2024-12-01', '2025-11-30')], 'approved'],
    ['the year that ended half a year before', [held('2025-06-01', '2026-05-31')], 'approved'],
    ['the year that ended five months before', [held('2025-07-01', '2026-06-30')], authorized],
    ['what begins a year behind it', [held('2028-06-01')], 'approved'],
    ['what has no end, behind it', [held('2027-07-01')], authorized],
    [
      'the same days in two cases',
      [held('2026-06-01', '2026-11-30'), held('2026-06-01', '2026-11-30')],
      'approved',
    ],
    [
      'a year of another service',
      [held('2025-12-01', '2026-11-30', { service: 'E0431' })],
      'approved',
    ],
    ['a year of any service', [held('2025-12-01', '2026-11-30', { service: '*' })], authorized],
    [
      'a year under an older key',
      [held('2025-12-01', '2026-11-30', { service: 'E1390-RR' })],
      authorized,
    ],
    [
      'a year that is open',
      [held('2025-12-01', '2026-11-30', { state: 'open' })],
      longer('what is already under review for this member'),
    ],
    [
      'a year of who asks',
      [held('2025-12-01', '2026-11-30', { asker })],
      longer('line 4 of case other'),
    ],
  ])('%s', (_, ledger, expected) => {
    expect(outcomeOf(half, ledger)).toBe(expected);
  });
});

function outcomeOf(change: Partial<RequestLine>, ledger: readonly LedgerClaim[]): string {
  // What open requests of other days tell has a check of its own.
  const alone = { ...rulebook, relations: [] };
  return outcome(change, { ledger, facts: [copd, noGas, saturation('86')], rulebook: alone });
}

describe('lines of one request', () => {
  const months = (sequence: number, from: string, to: string, amount: string): RequestLine => ({
    ...{ ...line, sequence },
    servicedSpan: { from: day(from), to: day(to) },
    quantity: { amount, unit: 'months' },
  });
  test.each<[string, readonly RequestLine[], string]>([
    [
      'a month, then eleven',
      [months(1, '2026-12-01', '2026-12-31', '1'), months(2, '2027-01-01', '2027-11-30', '11')],
      'approved, approved',
    ],
    [
      'a month, then twelve',
      [months(1, '2026-12-01', '2026-12-31', '1'), months(2, '2027-01-01', '2027-12-31', '12')],
      'approved, pending: together with line 1 of this request',
    ],
    [
      'twelve behind a month',
      [months(1, '2027-01-01', '2027-12-31', '12'), months(2, '2026-12-01', '2026-12-31', '1')],
      'approved, pending: together with line 1 of this request',
    ],
    [
      'a month, a gap, then twelve',
      [months(1, '2026-12-01', '2026-12-31', '1'), months(2, '2027-03-01', '2028-02-29', '12')],
      'approved, pending: together with line 1 of this request',
    ],
  ])('%s', (_, lines, expected) => {
    const { reviewCase } = decided({ request: { lines }, facts: [copd, noGas, saturation('86')] });
    const said = reviewCase.lines.map(({ determinations: [one] }) => {
      const open = one?.trace.checks.find(
        ({ id, result }) => id === 'together' && result !== 'pass',
      );
      const words = open?.words?.en.split(' this is ')[0];
      return words === undefined ? one?.decision : `${one?.decision}: ${words}`;
    });
    expect(said.join(', ')).toBe(expected);
  });
});

test('the shorter period counts where the shorter is granted', () => {
  const borderline = {
    servicedSpan: { from: day('2026-12-01'), to: day('2027-02-28') },
    quantity: { amount: '3', unit: 'months' },
  };
  const failure = {
    ...copd,
    value: {
      type: 'codes' as const,
      codes: ['J44.9', 'I50.9'].map((code) => ({
        system: 'http://hl7.org/fhir/sid/icd-10-cm',
        code,
      })),
    },
  };
  const facts = [failure, noGas, saturation('89')];
  const ledger = [held('2026-11-01', '2026-11-30')];
  expect(outcome(borderline, { facts })).toBe('approved');
  expect(outcome(borderline, { facts, ledger })).toBe(authorized.replace('12', '3'));
  expect(rulebook.policies).toHaveLength(1);
});
