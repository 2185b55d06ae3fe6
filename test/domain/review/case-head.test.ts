import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/domain/policy/policy.ts';
import type { RequirementRow } from '../../../src/domain/policy/rulebook.ts';
import type { Fact } from '../../../src/domain/policy/trace.ts';
import { askerOf } from '../../../src/domain/review/ledger.ts';
import { refuse } from '../../../src/domain/review/refuse.ts';
import type { ReviewRequest } from '../../../src/domain/review/review-request.ts';
import { plainRequest } from '../requests.ts';
import { npi, tin } from './asked.ts';
import { copd, day, decided, decisionOf, need, noGas, patient, rulebook } from './decided.ts';

/** Goal: a case says for whom it was sent, of which kind it is, and why it is refused. */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const [line] = plainRequest().lines;
if (line === undefined) throw new Error('no line');

test('for whom an intermediary sends is kept, and nobody where none does', () => {
  expect(decided({ subSender: 'clinic' }).reviewCase.subSender).toBe('clinic');
  expect(Object.keys(decided({}).reviewCase)).not.toContain('subSender');
});

test('who asks is the same in whatever order the numbers of the provider stand', () => {
  const by = (...identifiers: ReviewRequest['requester']['identifiers']) =>
    askerOf('c', plainRequest({ requester: { ...plainRequest().requester, identifiers } }));
  const numbers = [tin('123456789'), npi('9000000015')];
  expect(by(...numbers)).toBe(by(...numbers.toReversed()));
  expect(by(...numbers)).not.toBe(by(npi('9000000015')));
});

describe('a case of services that are only recommended for review', () => {
  const row = (code: string, requirement: RequirementRow['requirement']): RequirementRow => ({
    ...{ requirement, linesOfBusiness: ['MA'], effective: { from: day('2024-01-01') } },
    services: [{ system: hcpcs, codes: [code] }],
  });
  const requirements = [
    row('E0001', 'recommended'),
    row('E0002', 'required'),
    row('E0003', 'none'),
  ];
  test.each<[string, readonly string[], string]>([
    ['one', ['E0001'], 'recommended-clinical'],
    ['one beside what is required', ['E0001', 'E0002'], 'prior-authorization'],
    ['one behind what is required', ['E0002', 'E0001'], 'prior-authorization'],
    ['one beside what is free', ['E0003', 'E0001'], 'recommended-clinical'],
    ['one beside what nobody knows', ['E0001', 'E0009'], 'recommended-clinical'],
    ['none: what is free', ['E0003'], 'prior-authorization'],
    ['none: what is required', ['E0002'], 'prior-authorization'],
  ])('%s', (_, codes, kind) => {
    const lines = codes.map((code, index) => ({
      ...{ ...line, sequence: index + 1, service: [{ system: hcpcs, code }] },
    }));
    const { reviewCase } = decided({ request: { lines }, rulebook: { ...rulebook, requirements } });
    expect(reviewCase.kind).toBe(kind);
  });
});

describe('a refusal', () => {
  test('all its reasons are in one event', () => {
    const { reviewCase } = decided({ request: { change: 'update' }, coveredTo: day('2026-01-31') });
    expect(reviewCase.events.map(({ detail }) => detail)).toEqual([
      ...['', 'not-supported, coverage-not-active'],
    ]);
  });

  test('of a coverage that names no payer is at its payor', () => {
    const coverages = plainRequest().coverages.map((one) => ({ ...one, origin: 'c', payors: [] }));
    const { reviewCase } = decided({ request: { coverages } });
    expect(reviewCase.refusals.map(({ kind, origin }) => `${kind} at ${origin}`)).toEqual([
      'payer-missing at c.payor',
    ]);
  });

  test.each<[string, Partial<ReviewRequest>, string]>([
    ['of an update is at its first line', { change: 'update' }, 'not-supported at l1'],
    ['of an update without lines is at the patient', { change: 'update', lines: [] }, 'at p'],
    ['of a coverage that is over is at the one that is marked', {}, 'coverage-not-active at c2'],
    ['of no coverage is at the patient', { coverages: [] }, 'coverage-not-active at p'],
  ])('%s', (_, changes, expected) => {
    const lines = [
      { ...line, origin: 'l1' },
      { ...line, origin: 'l2', sequence: 2 },
    ];
    const [one] = plainRequest().coverages;
    if (one === undefined) throw new Error('no coverage');
    const coverages = [
      { ...one, origin: 'c1', isFocal: false },
      { ...one, origin: 'c2', sequence: 2 },
    ];
    const { reviewCase } = decided({
      request: { patient, lines, coverages, ...changes },
      coveredTo: day('2026-01-31'),
    });
    const said = reviewCase.refusals.map(({ kind, origin }) => `${kind} at ${origin}`);
    expect(said.join(', ')).toContain(expected);
  });

  test('is told by its row; without one, by its kind, to be mended and sent again', () => {
    expect(refuse([], 'member-not-found', 'p')).toEqual({
      ...{ kind: 'member-not-found', rejectReason: '42', followUp: 'R', element: '', origin: 'p' },
      explanation: { en: 'member-not-found', es: 'member-not-found' },
    });
    const text = { en: 'Who?', es: '¿Quién?' };
    const row = {
      ...{ kind: 'member-not-found' as const, rejectReason: '67', followUp: 'C', text },
      element: '2010C-NM109',
    };
    expect(refuse([{ ...row, kind: 'payer-missing' }, row], 'member-not-found', 'p')).toEqual({
      ...{ kind: 'member-not-found', rejectReason: '67', followUp: 'C', origin: 'p' },
      ...{ element: '2010C-NM109', explanation: text },
    });
  });
});

describe('what a policy says follows from its criteria', () => {
  const unsure: Fact = { id: 'oxygen-saturation', reason: 'doubted', evidence: [] };
  test.each<[string, readonly Fact[], Partial<Policy>, string]>([
    ['approve', need, {}, 'approved'],
    [
      'leave it to a clinician',
      need,
      {
        outcome: { met: 'clinical-review', notMet: 'clinical-review', unknown: 'clinical-review' },
      },
      'pending clinical-review',
    ],
    ['ask for what is missing', [copd], {}, 'pending information'],
    [
      'ask for nothing, since no document is named',
      [copd],
      { documents: [] },
      'pending clinical-review',
    ],
    [
      'ask for nothing where something doubtful came',
      [copd, noGas, unsure],
      {},
      'pending clinical-review',
    ],
  ])('%s', (_, facts, change, expected) => {
    const policies = rulebook.policies.map((policy) => ({ ...policy, ...change }));
    expect(decisionOf({ facts, rulebook: { ...rulebook, policies } })).toBe(expected);
  });
});
