import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadRulebook } from '../../../src/adapters/rulebook-files.ts';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import { type AdjudicationInput, adjudicate } from '../../../src/domain/review/adjudicate.ts';
import { caseIdOf } from '../../../src/domain/review/ids.ts';
import type { LedgerClaim } from '../../../src/domain/review/ledger.ts';
import { planLines } from '../../../src/domain/review/line-plan.ts';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { establishStanding } from '../../../src/domain/review/standing.ts';
import type { PayerRecords } from '../../../src/domain/review/standing-question.ts';
import type { CivilDate, Instant } from '../../../src/domain/time.ts';
import { coverage, payer, plainRequest, practice } from '../requests.ts';

const loaded = loadRulebook(join(import.meta.dirname, '../../../policies'));
if (!loaded.ok) throw new Error(loaded.problem);
const rulebook = loaded.value;
const receivedAt = '2026-11-28T16:00:00.000Z' as Instant;
const day = (text: string): CivilDate => text as CivilDate;

const person = { family: 'F', given: ['G'], birthOn: day('1950-01-01') };

function recordsUntil(to?: CivilDate): PayerRecords {
  return {
    plans: [
      {
        ...{ id: 'plan', name: 'Plan', lineOfBusiness: 'MA', fundingType: 'government' as const },
        ...{ timeZone: 'America/New_York', payerIdentifiers: payer.identifiers, phone: '' },
      },
    ],
    members: [{ key: 'm', memberIds: [{ system: 's', value: 'M1' }], ...person }],
    coverages: [
      {
        ...{ key: 'c', memberKey: 'm', planId: 'plan', identifiers: [], subscriberId: 'S1' },
        span: to === undefined ? { from: day('2020-01-01') } : { from: day('2020-01-01'), to },
      },
    ],
    providers: [
      {
        ...{ key: 'p', kind: 'organization' as const, name: 'P', specialties: [], networks: [] },
        identifiers: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9000000015' }],
        span: { from: day('2020-01-01') },
      },
    ],
    registrations: [],
  };
}

const patient = {
  ...{ origin: 'p', ...person },
  identifiers: [{ system: 's', value: 'M1', type: 'MB' }],
};

interface Given {
  readonly request?: Partial<ReviewRequest>;
  readonly facts?: readonly Fact[];
  readonly ledger?: readonly LedgerClaim[];
  readonly coveredTo?: CivilDate;
}

function decided({ request: changes = {}, facts = [], ledger = [], coveredTo }: Given) {
  const request = plainRequest({ patient, ...changes });
  const records = recordsUntil(coveredTo);
  const { refusals } = rulebook;
  const standing = establishStanding({
    ...{ request, records, receivedAt, refusals, submitter: practice },
  });
  const plans = standing.kind === 'found' ? planLines(request, standing, rulebook) : [];
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const input: AdjudicationInput = {
    ...{ request, submitterId: 'c', requestBlobKey: 'k', caseId: caseIdOf('5f'.repeat(32)) },
    ...{ receivedAt, rulebook, standing, plans, ledger },
    facts: new Map(plans.map(({ line }) => [line.sequence, byId])),
  };
  return { reviewCase: adjudicate(input), again: adjudicate(input) };
}

const copd: Fact = {
  id: 'diagnoses',
  value: { type: 'codes', codes: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J44.9' }] },
  evidence: [],
};
function saturation(amount: string): Fact {
  return { id: 'spo2-at-rest', value: { type: 'quantity', amount, unit: '%' }, evidence: [] };
}
const noGas: Fact = { id: 'pao2-arterial', reason: 'no-evidence', evidence: [] };
const need = [copd, saturation('86')];

function decisionOf(given: Given): string {
  const { reviewCase } = decided(given);
  const [determination] = reviewCase.lines[0]?.determinations ?? [];
  const cause = determination?.pendCause === undefined ? '' : ` ${determination.pendCause}`;
  return `${determination?.decision ?? reviewCase.refusals.map(({ kind }) => kind)}${cause}`;
}

const [line] = plainRequest().lines;
if (line === undefined) throw new Error('no line');
const x12 = (code: string) => ({ system: 'urn:x12', code });
const coded = (code: string) => ({
  system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  code,
});
const serviceType = { system: 'https://codesystem.x12.org/005010/1365', code: '18' };
const order = (code: string) => ({ kind: 'DeviceRequest', codes: [coded(code)] });
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
      { facts: need, request: { lines: [{ ...line, servicedSpan: { from: day('2026-11-27') } }] } },
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
      'off the list',
      { request: { lines: [{ ...line, service: [{ system: 'urn:x', code: 'A0001' }] }] } },
      'not-required',
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

  test('an approval does not outlive the coverage', () => {
    const { reviewCase } = decided({ facts: need, coveredTo: day('2027-01-31') });
    const span = reviewCase.lines[0]?.determinations[0]?.authorization?.span;
    expect(span).toEqual({ from: '2026-12-01', to: '2027-01-31' });
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
  const facts = fc.array(
    fc.oneof(
      fc.constant(copd),
      fc.integer({ min: 60, max: 100 }).map((percent) => saturation(String(percent))),
      fc.constant<Fact>({ id: 'spo2-at-rest', reason: 'foreign-subject', evidence: [] }),
    ),
    { maxLength: 3 },
  );
  const lines = fc.record({
    code: fc.constantFrom('E1390', 'E0431', 'A0001', ''),
    type: fc.constantFrom('I', 'R', '4', '3', '1', undefined),
    from: fc.constantFrom('2025-01-01', '2026-11-01', '2026-12-01', '2030-01-01'),
  });
  const given = fc.record({ facts, line: lines, claims: fc.boolean() });
  fc.assert(
    fc.property(given, ({ facts: found, line: { code, type, from }, claims }) => {
      const service = code === '' ? [] : [{ ...line.service[0], system: hcpcs, code }];
      const changed = {
        ...{ ...line, service, servicedSpan: { from: day(from) } },
        ...(type === undefined ? {} : { certificationType: x12(type) }),
      };
      const { reviewCase, again } = decided({
        facts: found,
        ledger: claims ? [claim] : [],
        request: { lines: [changed] },
      });
      const decisions = reviewCase.lines.flatMap((one) => one.determinations);
      for (const { decision, decidedBy } of decisions) {
        expect(decidedBy.role).toBe('rule');
        expect(['approved', 'pending', 'not-required']).toContain(decision);
        const isBacked = found.includes(copd) && found.some((fact) => fact.value !== undefined);
        if (decision === 'approved') expect(isBacked).toBe(true);
      }
      expect(again).toEqual(reviewCase);
    }),
    { numRuns: 300 },
  );
});

const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
