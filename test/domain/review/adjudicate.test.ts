import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import type { LedgerClaim } from '../../../src/domain/review/ledger.ts';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { addDays } from '../../../src/domain/time.ts';
import { coverage, plainRequest } from '../requests.ts';
import {
  copd,
  day,
  decided,
  decisionOf,
  type Given,
  need,
  noGas,
  patient,
  saturation,
} from './decided.ts';

const [line] = plainRequest().lines;
if (line === undefined) throw new Error('no line');
const x12 = (code: string) => ({ system: 'urn:x12', code });
const coded = (code: string) => ({
  system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  code,
});
const serviceType = { system: 'https://codesystem.x12.org/005010/1365', code: '18' };
const order = (code: string) => ({
  ...{ kind: 'DeviceRequest', isOfPatient: true, status: 'active', intent: 'order' },
  codes: [coded(code)],
});
const { servicedSpan: _, ...undated } = line;
const claim: LedgerClaim = {
  ...{ caseId: 'other', lineSequence: 1, state: 'authorized', service: 'E1390' },
  from: day('2026-06-01'),
};

test('the same service twice in one request: one is approved, the other is for a person', () => {
  const lines = [line, { ...line, sequence: 2 }];
  const { reviewCase } = decided({ facts: need, request: { lines } });
  const decisions = reviewCase.lines.map(({ determinations }) => determinations[0]?.decision);
  expect(decisions).toEqual(['approved', 'pending']);
});

test('another coverage is told in every answer, and decides nothing', () => {
  const other = { ...coverage, sequence: 2, isFocal: false, subscriberId: 'X1' };
  const request = { coverages: [coverage, other] };
  const { reviewCase } = decided({ facts: need, request });
  const [determination] = reviewCase.lines[0]?.determinations ?? [];
  expect(determination?.decision).toBe('approved');
  expect(determination?.explanation.en).toContain('another coverage; the order of benefits');
  expect(determination?.explanation.es).toContain('otra cobertura; se aplica el orden');
});

describe('decisions', () => {
  test.each<[string, Given, string]>([
    ['all criteria met', { facts: need }, 'approved'],
    ['nothing known', {}, 'pending information'],
    ['not met', { facts: [copd, noGas, saturation('92')] }, 'pending clinical-review'],
    ['another diagnosis', { facts: [saturation('86')] }, 'pending information'],
    ['the same service is authorized', { facts: need, ledger: [claim] }, 'pending clinical-review'],
    [
      'another service beside, which was not reviewed',
      {
        facts: need,
        request: { lines: [{ ...line, service: [coded('K0861'), ...line.service] }] },
      },
      'pending clinical-review',
    ],
    [
      'a type of service alone',
      { request: { lines: [{ ...line, service: [serviceType] }] } },
      'pending clinical-review',
    ],
    [
      'an order for another service than the line',
      {
        facts: need,
        request: { lines: [{ ...line, requestedOrder: order('E0431') }] },
      },
      'pending clinical-review',
    ],
    [
      'an order for the service of the line',
      { facts: need, request: { lines: [{ ...line, requestedOrder: order('E1390') }] } },
      'approved',
    ],
    [
      'care that began half a year ago and goes on',
      { facts: need, request: { lines: [{ ...line, servicedSpan: { from: day('2026-05-12') } }] } },
      'pending clinical-review',
    ],
    [
      'care that is over, dated for all lines',
      {
        facts: need,
        request: {
          billableSpan: { from: day('2026-05-01'), to: day('2026-05-31') },
          lines: [undated],
        },
      },
      'pending clinical-review',
    ],
    [
      'care that began yesterday by the payer',
      {
        facts: need,
        request: {
          lines: [{ ...line, servicedSpan: { from: day('2026-11-27'), to: day('2027-11-26') } }],
        },
      },
      'approved',
    ],
    [
      'a range of codes',
      { facts: need, request: { lines: [{ ...line, serviceEnd: line.service }] } },
      'pending clinical-review',
    ],
    [
      'no code at all, off the list',
      { request: { lines: [{ ...line, service: [] }] } },
      'pending clinical-review',
    ],
    [
      'on the list as free',
      { request: { lines: [{ ...line, service: [coded('E0445')] }] } },
      'not-required',
    ],
    [
      'on the list as free, and over',
      {
        request: {
          lines: [
            {
              ...{ ...line, service: [coded('E0445')] },
              servicedSpan: { from: day('2026-11-26'), to: day('2026-11-27') },
            },
          ],
        },
      },
      'pending clinical-review',
    ],
    [
      'off the list',
      { request: { lines: [{ ...line, service: [coded('E0446')] }] } },
      'pending clinical-review',
    ],
    [
      'care that is over',
      {
        facts: need,
        request: {
          lines: [{ ...line, servicedSpan: { from: day('2026-11-01'), to: day('2026-11-02') } }],
        },
      },
      'pending clinical-review',
    ],
    [
      'a renewal',
      { facts: need, request: { lines: [{ ...line, certificationType: x12('R') }] } },
      'not-supported',
    ],
    ['an update', { facts: need, request: { change: 'update' } }, 'not-supported'],
    [
      'an unknown member',
      { request: { patient: { ...patient, identifiers: [] }, coverages: [] } },
      'member-not-found',
    ],
    ['no coverage any more', { coveredTo: day('2026-11-30') }, 'coverage-not-active'],
  ])('%s', (_, given, expected) => {
    expect(decisionOf(given)).toBe(expected);
  });

  test('expedited by stat or U, 72 hours under MA; standard 7 calendar days', () => {
    const due = (changes: Partial<ReviewRequest>) =>
      decided({ request: changes }).reviewCase.decisionDueAt;
    expect(due({})).toBe('2026-12-05T16:00:00.000Z');
    expect(due({ priority: x12('stat') })).toBe('2026-12-01T16:00:00.000Z');
    expect(due({ levelOfService: x12('U') })).toBe('2026-12-01T16:00:00.000Z');
  });
});

test('R09: whatever comes in, no rule denies, and the same input gives the same case', () => {
  let approved = 0;
  const often = <Value>(value: Value, others: fc.Arbitrary<Value>) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: others });
  const anyFacts = fc.array(
    fc.oneof(
      fc.constant(copd),
      fc.integer({ min: 60, max: 100 }).map((percent) => saturation(String(percent))),
      fc.constant<Fact>({ id: 'oxygen-saturation', reason: 'foreign-subject', evidence: [] }),
    ),
    { maxLength: 3 },
  );
  const lines = fc.record({
    code: often('E1390', fc.constantFrom('E0431', 'E0445', 'A0001', '')),
    type: often<string | undefined>('I', fc.constantFrom('R', '4', '3', '1', undefined)),
    from: often('2026-12-01', fc.constantFrom('2025-01-01', '2026-11-01', '2030-01-01')),
    days: often<number | undefined>(364, fc.constantFrom(undefined, -9, 0, 30, 365, 400)),
    amount: often('12', fc.constantFrom('-1', '0', '1', '2', '13', '1.5', '1e1')),
  });
  const facts = often<readonly Fact[]>(need, anyFacts);
  const given = fc.record({ facts, line: lines, claims: fc.boolean() });
  fc.assert(
    fc.property(given, ({ facts: found, line: asked, claims }) => {
      const { code, type, from, days, amount } = asked;
      const service = code === '' ? [] : [{ ...line.service[0], system: hcpcs, code }];
      const changed = {
        ...{ ...line, service, quantity: { amount, unit: 'months' } },
        servicedSpan: {
          ...{ from: day(from) },
          ...(days === undefined ? {} : { to: addDays(day(from), days) }),
        },
        ...(type === undefined ? {} : { certificationType: x12(type) }),
      };
      const { reviewCase, again } = decided({
        facts: found,
        ledger: claims ? [claim] : [],
        request: { lines: [changed] },
      });
      const decisions = reviewCase.lines.flatMap((one) => one.determinations);
      for (const { decision, decidedBy, authorization } of decisions) {
        expect(decidedBy.role).toBe('rule');
        expect(['approved', 'pending', 'not-required']).toContain(decision);
        const isBacked = found.includes(copd) && found.some((fact) => fact.value !== undefined);
        if (decision === 'approved') {
          expect(isBacked).toBe(true);
          const { servicedSpan: span, quantity } = changed;
          expect(authorization).toMatchObject({ service, span, quantity });
          approved += 1;
        }
        if (decision === 'not-required') expect(code).toBe('E0445');
      }
      expect(again).toEqual(reviewCase);
    }),
    { numRuns: 300 },
  );
  expect(approved).toBeGreaterThan(0);
});

const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
