import { describe, expect, test } from 'vitest';
import type { LedgerClaim } from '../../../src/domain/review/ledger.ts';
import { plainRequest } from '../requests.ts';
import {
  copd,
  day,
  decided,
  type Given,
  inNetwork,
  need,
  noGas,
  rulebook,
  saturation,
} from './decided.ts';

/** Goal: a decision tells its own reason, asks for what it needs, and says when it is due. */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const [line] = plainRequest().lines;
if (line === undefined) throw new Error('no line');

function ofLine(code: string): Given {
  return { request: { lines: [{ ...line, service: [{ system: HCPCS, code }] }] } } as Given;
}

const held: LedgerClaim = {
  ...{ caseId: 'other', lineSequence: 1, state: 'open', service: 'E1390' },
  from: day('2026-06-01'),
};

describe('the reason', () => {
  test.each<[string, Given, readonly string[], string]>([
    ['approved', { facts: need }, [], 'Service E1390 is approved from 2026-12-01 to 2027-11-30.'],
    ['information', {}, ['0U'], 'We need more information before we can decide.'],
    ['review', { facts: [copd, noGas, saturation('92')] }, ['0V'], 'A clinician will review this'],
    ['held', { facts: need, ledger: [held] }, ['0W'], 'A person will look at this request'],
    ['free', ofLine('E0445'), ['0H'], 'This service needs no authorization under this plan.'],
    ['unknown', ofLine('E0446'), ['0W'], 'We do not know this service code, so a person will find'],
  ])('%s: %j', (_, given, codes, words) => {
    const [determination] = decided(given).reviewCase.lines[0]?.determinations ?? [];
    expect(determination?.reasonCodes).toEqual(codes);
    expect(determination?.explanation.en.startsWith(words)).toBe(true);
    expect(determination?.explanation.es.startsWith(words)).toBe(false);
  });

  test('each reason of a rule has one row; what people other than clinicians look at is 0W', () => {
    expect(rulebook.reasons.map(({ id, code }) => [id, code.code])).toEqual([
      ['information-missing', '0U'],
      ['clinical-review', '0V'],
      ['administrative-review', '0W'],
      ['code-unknown', '0W'],
      ['not-required', '0H'],
    ]);
  });
});

describe('what keeps nothing from a decision is told beside it', () => {
  const out = "The requesting provider is not in the plan's network.";
  test.each<[string, Given, boolean]>([
    ['out of network', { facts: need }, true],
    ['out of network, a person looks', { facts: need, ledger: [held] }, true],
    ['in network', { facts: need, networks: [inNetwork] }, false],
    [
      'in network till yesterday',
      {
        facts: need,
        networks: [{ ...inNetwork, span: { ...inNetwork.span, to: day('2026-11-27') } }],
      },
      true,
    ],
  ])('%s', (_, given, isTold) => {
    const [determination] = decided(given).reviewCase.lines[0]?.determinations ?? [];
    expect(determination?.explanation.en.includes(out)).toBe(isTold);
    expect(determination?.explanation.es.includes('no está en la red del plan.')).toBe(isTold);
  });
});

describe('what is asked for', () => {
  test('each document once, for its line, with the criteria that it settles', () => {
    const { reviewCase } = decided({ facts: [copd] });
    const [asked, ...more] = reviewCase.informationRequests;
    expect(more).toEqual([]);
    expect(asked).toEqual({
      id: `${reviewCase.id}-1`,
      controlNumber: asked?.controlNumber,
      lineSequence: 1,
      document: { system: 'http://loinc.org', code: '52053-6' },
      reportType: { system: 'https://codesystem.x12.org/005010/755', code: 'PY' },
      criteria: ['SPO2-88'],
      question: asked?.question,
      askedAt: '2026-11-28T16:00:00.000Z',
      dueAt: '2026-12-05T16:00:00.000Z',
    });
    expect(asked?.question.en).toContain('an oxygen saturation or arterial blood gas result');
  });

  test('of two lines, each for its own; of nothing but a test, the test alone', () => {
    const lines = [line, { ...line, sequence: 2, service: [{ system: HCPCS, code: 'E0431' }] }];
    const request = { lines } as NonNullable<Given['request']>;
    const asked = decided({ request, facts: [saturation('86')] }).reviewCase.informationRequests;
    expect(asked.map(({ lineSequence, criteria }) => [lineSequence, criteria])).toEqual([
      [1, ['DIAGNOSIS']],
      [2, ['DIAGNOSIS']],
    ]);
    expect(new Set(asked.map(({ controlNumber }) => controlNumber)).size).toBe(2);
  });

  test('nothing, when a person looks or all is met', () => {
    for (const facts of [need, [copd, noGas, saturation('92')]]) {
      expect(decided({ facts }).reviewCase.informationRequests).toEqual([]);
    }
  });
});

describe('the clock of a case', () => {
  const past = { servicedSpan: { from: day('2026-11-01'), to: day('2026-11-02') } };
  const urgent = { priority: { system: 'urn:x12', code: 'stat' } };

  test('care that is over has the standard clock of payment, urgent or not', () => {
    const request = { ...urgent, lines: [{ ...line, ...past }] } as NonNullable<Given['request']>;
    const { reviewCase } = decided({ request });
    expect([reviewCase.kind, reviewCase.pace]).toEqual(['post-service', 'standard']);
    expect(reviewCase.paceBasis).toContain('the care is over, which is never expedited');
    expect(reviewCase.decisionDueAt).toBe('2026-12-28T16:00:00.000Z');
    expect(reviewCase.clockBasis).toBe('ma-payment: 30 calendar-days (42 CFR 422.568(c))');
  });

  test('a refusal says that no review is open', () => {
    const { reviewCase } = decided({ request: { change: 'update' } });
    expect(reviewCase.decisionDueAt).toBeUndefined();
    expect(reviewCase.clockBasis).toBe('no clock: the request was refused, so no review is open');
  });

  test('where no row applies the case says so, and what is asked for has no date', () => {
    const { reviewCase } = decided({ facts: [copd], rulebook: { ...rulebook, clocks: [] } });
    expect(reviewCase.decisionDueAt).toBeUndefined();
    expect(reviewCase.clockBasis).toContain('no clock: no row sets a limit for a standard');
    expect(reviewCase.informationRequests.map(({ dueAt }) => dueAt)).toEqual([undefined]);
  });
});
