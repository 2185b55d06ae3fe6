import { expect, test } from 'vitest';
import type { CriterionTrace } from '../../../../src/domain/policy/trace.ts';
import { periodCheck } from '../../../../src/domain/review/checks/period-check.ts';
import type { LedgerClaim } from '../../../../src/domain/review/ledger.ts';
import { periodWords } from '../../../../src/domain/review/period-words.ts';
import { plainRequest } from '../../requests.ts';
import { day, type Given, outcome, rulebook } from '../decided.ts';

/** Goal: how long a policy grants is told as it is counted, in days and in months. */
test.each([
  ['P12M', '12 months', '12 meses'],
  ['P90D', '90 days', '90 días'],
  ['P1Y', 'it states none', 'no indica ninguno'],
  [undefined, 'it states none', 'no indica ninguno'],
])('a period of %s', (period, en, es) => {
  expect(periodWords(period)).toEqual({ en, es });
});

const [line] = plainRequest().lines;
const [policy] = rulebook.policies;
if (line === undefined || policy === undefined) throw new Error('no line, or no policy');
const met: CriterionTrace = {
  ...{ id: 'C', text: { en: 'c', es: 'c' }, rule: 'all', result: 'met', children: [] },
};

test.each<[string, string | undefined, readonly string[], string]>([
  ['on its last day', '2026-12-30', ['P30D'], 'pass'],
  ['a day longer', '2026-12-31', ['P30D'], '2026-12-01 to 2026-12-31 is longer | al 2026-12-31'],
  ['without an end', undefined, ['P30D'], '2026-12-01 to no end is longer | al sin fin'],
  [
    'where nothing is granted',
    '2026-12-01',
    [],
    '2026-12-01 to 2026-12-01 is longer | al 2026-12-01',
  ],
])('a line that ends %s', (_, to, periods, expected) => {
  const approvalPeriods = periods.map((period) => ({ period }));
  const span = { from: day('2026-12-01'), ...(to === undefined ? {} : { to: day(to) }) };
  const plan = { line, span, requirement: { requirement: 'required' as const }, factIds: [] };
  const limits = { ...policy.limits, approvalPeriods };
  const { result, detail, words } = periodCheck(plan, { ...policy, limits }, met);
  expect(detail).toBe(`2026-12-01 to ${to ?? 'no end'}, granted ${periods[0] ?? 'nothing'}`);
  const es = words?.es.replace(/^.* (al .*) supera .*/u, '$1');
  const said = `${words?.en.split(' than ')[0]} | ${es}`;
  expect(result === 'pass' ? result : said).toBe(expected);
});

/** A year that begins in February 2027 has 365 days; one that begins with the line has 366. */
test.each<[string, string, string]>([
  ['as many days as the earlier year has', '2027-08-03', 'approved'],
  [
    'a day more',
    '2027-08-04',
    'together: together with what is already authorized for this member this is longer than the ' +
      'policy grants (12 months)',
  ],
])('the year begins with what the member has first: %s', (_, to, expected) => {
  const before: LedgerClaim = {
    ...{ caseId: 'other', lineSequence: 1, state: 'authorized', service: 'E1390' },
    ...{ from: day('2027-02-01'), to: day(to) },
  };
  const given: Given = { ledger: [before] };
  const change = {
    servicedSpan: { from: day('2027-09-01'), to: day('2028-02-28') },
    quantity: { amount: '6', unit: 'months' },
  };
  expect(outcome(change, given)).toBe(expected);
});
