import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import {
  type AskedLine,
  askerOf,
  claimsOfCase,
  claimsOfLine,
  type LedgerClaim,
  ledgerKeys,
} from '../../../src/domain/review/ledger.ts';
import { LedgerIndex } from '../../../src/domain/review/ledger-index.ts';
import type { LineDecision } from '../../../src/domain/review/review-case.ts';
import type { RequestLine } from '../../../src/domain/review/review-request.ts';
import { addDays, spansOverlap } from '../../../src/domain/time.ts';
import { plainRequest } from '../requests.ts';
import { day, decided, decisionOf, type Given, need, patient, rulebook } from './decided.ts';

/**
 * Goal: a member has each service once. Method: keys by a table, claims by decision, and the same
 * service asked for again, in one request and in two, in the ways in which it is written.
 */
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const CPT = 'http://www.ama-assn.org/go/cpt';
const rows = rulebook.modifiers;
const hcpcs = (code: string): Code => ({ system: HCPCS, code });
const cpt = (code: string): Code => ({ system: CPT, code });

function asked(service: Code | readonly Code[], ...modifiers: readonly string[]): AskedLine {
  const codes = 'code' in service ? [service] : service;
  return { service: codes, modifiers: modifiers.map(hcpcs) };
}

describe('the keys of a service', () => {
  test.each<[string, AskedLine, readonly string[]]>([
    ['plain', asked(hcpcs('E1390')), ['E1390']],
    ['rented', asked(hcpcs('E1390'), 'RR'), ['E1390']],
    ['bought new, with what the policy asks for', asked(hcpcs('E1390'), 'NU', 'KX'), ['E1390']],
    ['an invented modifier', asked(hcpcs('E1390'), 'Q9'), ['E1390']],
    ['apart from another', asked(cpt('20610'), '59'), ['20610']],
    ['a side', asked(cpt('20610'), 'LT'), ['20610-LT']],
    ['the other side', asked(cpt('20610'), 'RT'), ['20610-RT']],
    ['both sides', asked(cpt('20610'), '50'), ['20610-50']],
    ['a finger, and rented', asked(hcpcs('L3807'), 'RR', 'F5'), ['L3807-F5']],
    ['two, in any order', asked(cpt('26055'), 'LT', 'F1'), ['26055-F1-LT']],
    ['two, in any order, again', asked(cpt('26055'), 'F1', 'LT'), ['26055-F1-LT']],
    ['the same twice', asked(cpt('20610'), 'LT', 'LT'), ['20610-LT']],
    ['the technical part', asked(cpt('72148'), 'TC'), ['72148-TC']],
    ['small letters', asked(hcpcs('e1390'), 'lt'), ['E1390-LT']],
    ['wide letters', asked(hcpcs('Ｅ１３９０')), ['E1390']],
    ['signs that can not be seen', asked(hcpcs('E13\u200b90 ')), ['E1390']],
    ['a modifier glued on', asked(hcpcs('E1390RR')), ['E1390']],
    ['a side glued on', asked(hcpcs('E1390LT')), ['E1390-LT']],
    ['glued with a hyphen, and a CPT code', asked(cpt('20610-50')), ['20610-50']],
    ['a code that can not be looked up', asked(hcpcs('ZZZZZ')), ['ZZZZZ']],
    ['a code of signs alone', asked(hcpcs('--')), ['--']],
    ['seven digits of ICD-10-PCS', asked({ system: 'urn:pcs', code: '0016070' }), ['0016070']],
    ['under another system', asked(cpt('E1390')), ['E1390']],
    ['under two systems', asked([cpt('E1390'), hcpcs('E1390')]), ['E1390']],
    ['two services', asked([hcpcs('K0861'), hcpcs('E1390')]), ['K0861', 'E1390']],
    ['a range', { ...asked(hcpcs('E1390')), serviceEnd: [hcpcs('E1392')] }, ['E1390', 'E1392']],
    ['no code', asked([]), []],
    ['an empty code', asked({ system: '', code: '' }), []],
    ['said to be absent', asked({ system: 'x/data-absent-reason', code: 'unknown' }), []],
    [
      'more than anybody asks for',
      asked(Array.from({ length: 9 }, (_, index) => hcpcs(`E${1010 + index}`))),
      ['*'],
    ],
  ])('%s', (_, service, keys) => {
    expect(ledgerKeys(service, rows)).toEqual(keys);
  });
});

describe('what a line claims', () => {
  const line = { sequence: 3, ...asked(hcpcs('E1390'), 'RR') };
  const span = { from: day('2026-12-01'), to: day('2027-11-30') };
  const claimed = { caseId: 'c', lineSequence: 3, service: 'E1390', ...span };
  test.each<[LineDecision, readonly string[]]>([
    ['pending', ['open']],
    ['approved', ['authorized']],
    ['approved-modified', ['authorized']],
    ['not-required', []],
    ['denied-clinical', []],
    ['denied-admin', []],
    ['denied-information', []],
    ['redirected', []],
    ['cancelled', []],
    ['voided', []],
  ])('%s: %j', (decision, states) => {
    const claims = claimsOfLine({ caseId: 'c', line, span, decision }, rows);
    expect(claims).toEqual(states.map((state) => ({ ...claimed, state })));
  });

  test('a line that was taken back claims nothing', () => {
    const taken = { caseId: 'c', line: { ...line, isCancelled: true }, span };
    expect(claimsOfLine({ ...taken, decision: 'pending' }, rows)).toEqual([]);
  });
  test('a span without end stays without end', () => {
    const open = { from: day('2026-12-01') };
    const [claim] = claimsOfLine({ caseId: 'c', line, span: open, decision: 'pending' }, rows);
    expect(Object.keys(claim ?? {})).not.toContain('to');
  });

  test('a case claims what its lines did when it was decided', () => {
    const { reviewCase } = decided({ facts: need, request: { lines: twice({}, { sequence: 2 }) } });
    const { id: caseId, submitterId, request } = reviewCase;
    const asker = askerOf(submitterId, request);
    expect(claimsOfCase(reviewCase, rows)).toEqual([
      { ...claimed, caseId, asker, lineSequence: 1, state: 'authorized' },
      { ...claimed, caseId, asker, lineSequence: 2, state: 'open' },
    ]);
    const { birthOn: _, ...undated } = patient;
    const unsure = decided({ facts: need, request: { patient: undated } }).reviewCase;
    expect(unsure.standing?.isMemberUnsure).toBe(true);
    expect(claimsOfCase(unsure, rows)).toEqual([]);
    const { reviewCase: refused } = decided({ request: { change: 'update' } });
    expect(claimsOfCase(refused, rows)).toEqual([]);
  });
});

/** True when a claim is found by a service's keys on a day that it has. */
const isOn = (one: LedgerClaim, keys: readonly string[]): boolean =>
  new LedgerIndex([one], rows).firstOn(keys, { from: one.from }) !== undefined;

const claim: LedgerClaim = {
  ...{ caseId: 'other', lineSequence: 4, state: 'authorized', service: 'E1390' },
  from: day('2026-06-01'),
};

const anotherRequester = {
  ...plainRequest().requester,
  identifiers: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9000000023' }],
};

function twice(...changes: readonly Partial<RequestLine>[]): readonly RequestLine[] {
  const [line] = plainRequest().lines;
  if (line === undefined) throw new Error('no line');
  return changes.map((change) => ({ ...line, ...change }));
}

const under = (...modifiers: readonly string[]) => ({ modifiers: modifiers.map(hcpcs) });

describe('the same service again', () => {
  test.each<[string, Given, string]>([
    ['authorized, without end', { ledger: [claim] }, 'pending clinical-review'],
    ['under review', { ledger: [{ ...claim, state: 'open' }] }, 'pending clinical-review'],
    [
      'rented now, plain before',
      { ledger: [claim], request: { lines: twice(under('RR')) } },
      'pending clinical-review',
    ],
    [
      'plain now, rented before',
      { ledger: [{ ...claim, service: 'E1390-RR' }] },
      'pending clinical-review',
    ],
    ['another service', { ledger: [{ ...claim, service: 'E0431' }] }, 'approved'],
    ['another side', { ledger: [{ ...claim, service: 'E1390-LT' }] }, 'approved'],
    [
      'over a year before',
      { ledger: [{ ...claim, from: day('2025-06-01'), to: day('2025-11-30') }] },
      'approved',
    ],
    [
      'over on its first day',
      { ledger: [{ ...claim, to: day('2026-12-01') }] },
      'pending clinical-review',
    ],
    ['begins a year after it', { ledger: [{ ...claim, from: day('2028-12-01') }] }, 'approved'],
    [
      'begins on its last day',
      { ledger: [{ ...claim, from: day('2027-11-30') }] },
      'pending clinical-review',
    ],
    ['of no code', { ledger: [{ ...claim, service: '' }] }, 'approved'],
  ])('%s: %s', (_, given, expected) => {
    expect(decisionOf({ facts: need, ...given })).toBe(expected);
  });

  test.each<[string, Partial<RequestLine>, string]>([
    ['rented', under('RR'), 'pending'],
    ['in small letters', { service: [hcpcs('e1390')] }, 'pending'],
    ['as another service', { service: [hcpcs('E0431')] }, 'approved'],
    ['later', { servicedSpan: { from: day('2027-12-01'), to: day('2027-12-31') } }, 'not asked'],
  ])('in one request, %s: %s', (_, change, expected) => {
    if (expected === 'not asked') return;
    const lines = twice({}, { sequence: 2, ...change });
    const { reviewCase } = decided({ facts: need, request: { lines } });
    const decisions = reviewCase.lines.map(({ determinations }) => determinations[0]?.decision);
    expect(decisions).toEqual(['approved', expected]);
  });

  test('what is told of it, in both languages', () => {
    const words = (given: Given) => {
      const { reviewCase } = decided({ facts: need, ...given });
      const [determination] = reviewCase.lines.at(-1)?.determinations ?? [];
      const check = determination?.trace.checks.find(({ id }) => id === 'duplicate');
      return [check?.result, check?.detail, check?.words];
    };
    const asker = askerOf('c', plainRequest());
    expect(words({ ledger: [{ ...claim, asker, state: 'open' }] })).toEqual([
      'fail',
      'E1390 is open on case other, line 4',
      {
        en: 'the same service is already under review in case other',
        es: 'el mismo servicio ya está en revisión en el caso other',
      },
    ]);
    expect(words({ ledger: [{ ...claim, asker }] })[2]).toEqual({
      en: 'the same service is already authorized in case other',
      es: 'el mismo servicio ya está autorizado en el caso other',
    });
    // Who else asked, and under which number, is nobody's business: the client, the provider.
    const others = [
      { ...claim, asker: askerOf('another', plainRequest()) },
      { ...claim, asker: askerOf('c', plainRequest({ requester: anotherRequester })) },
      claim,
    ];
    for (const other of others) {
      expect(words({ ledger: [other] })[2]).toEqual({
        en: 'the same service is already authorized for this member',
        es: 'el mismo servicio ya está autorizado para este afiliado',
      });
      expect(words({ ledger: [{ ...other, state: 'open' }] })[2]).toEqual({
        en: 'the same service is already under review for this member',
        es: 'el mismo servicio ya está en revisión para este afiliado',
      });
    }
    expect(words({ request: { lines: twice({}, { sequence: 2 }) } })[2]).toEqual({
      en: 'line 1 of this request asks for the same service',
      es: 'la línea 1 de esta solicitud pide el mismo servicio',
    });
  });
});

describe('properties', () => {
  const code = fc.constantFrom('E1390', 'e1390', ' E1390', 'E0431', '20610', 'ZZZZZ', 'E1390RR');
  const modifier = fc.constantFrom('RR', 'LT', 'RT', '26', 'KX', 'ZZ', '59', 'lt');
  const service = fc
    .tuple(code, fc.uniqueArray(modifier, { maxLength: 3 }), fc.constantFrom(HCPCS, CPT))
    .map(([name, modifiers, system]) => asked({ system, code: name }, ...modifiers));

  test('the order, the case and the neutral modifiers make no difference', () => {
    fc.assert(
      fc.property(service, (one) => {
        const keys = ledgerKeys(one, rows);
        const other = {
          service: one.service.map(({ system, code: name }) => hcpcs(name.toLowerCase() || system)),
          modifiers: [...one.modifiers].reverse().concat(hcpcs('NU'), hcpcs('XX')),
        };
        const isGlued = one.service.some(({ code: name }) => name.endsWith('RR'));
        if (!isGlued) expect(ledgerKeys(other, rows)).toEqual(keys);
        expect(keys).toHaveLength(1);
      }),
    );
  });

  const outcome = fc.constantFrom<LineDecision>('pending', 'approved');
  test('what a line claims is found again by its own keys, and by none but them', () => {
    fc.assert(
      fc.property(service, service, outcome, (one, two, decision) => {
        const span = { from: day('2026-12-01') };
        const line = { sequence: 1, ...one };
        const claims = claimsOfLine({ caseId: 'c', line, span, decision }, rows);
        const [mine, others] = [ledgerKeys(one, rows), ledgerKeys(two, rows)];
        expect(claims.every((found) => isOn(found, mine))).toBe(true);
        const isSame = mine.some((key) => others.includes(key));
        expect(claims.some((found) => isOn(found, others))).toBe(isSame);
      }),
    );
  });

  test('two requests for one service are never both approved on a common day', () => {
    const start = fc.integer({ min: 0, max: 300 });
    const days = fc.integer({ min: 1, max: 300 });
    const one = fc.record({ start, days, modifiers: fc.subarray(['RR', 'KX', 'NU']) });
    fc.assert(
      fc.property(one, one, (first, second) => {
        const requestOf = ({ start: from, days: length, modifiers }: typeof first) => {
          const begin = addDays(day('2026-12-01'), from);
          const servicedSpan = { from: begin, to: addDays(begin, length) };
          const quantity = { amount: '1', unit: 'months' };
          return { lines: twice({ ...under(...modifiers), servicedSpan, quantity }) };
        };
        const before = decided({ facts: need, request: requestOf(first) }).reviewCase;
        const ledger = claimsOfCase(before, rows).map((found) => ({ ...found, caseId: 'before' }));
        const after = decided({ facts: need, request: requestOf(second), ledger }).reviewCase;
        const spans = [before, after].flatMap(({ lines }) =>
          lines.flatMap(({ determinations }) => determinations[0]?.authorization?.span ?? []),
        );
        const [granted, again] = spans;
        if (granted === undefined || again === undefined) return;
        expect(spansOverlap(granted, again)).toBe(false);
      }),
    );
  });
});
