import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import { claimsOfLine, ledgerKeys } from '../../../src/domain/review/ledger.ts';
import { LedgerIndex } from '../../../src/domain/review/ledger-index.ts';
import { day, outcome, rulebook } from './decided.ts';

/** Goal: what a sender calls a service hides none. Method: own codes before and behind one. */
const system = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const rows = rulebook.modifiers;

function own(from: number, count: number): readonly Code[] {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  return numbers.map((number) => ({ system: 'urn:own', code: `OWN${number}`, isOwn: true }));
}

test("a service behind a sender's own codes is the first key, and they are cut", () => {
  const service = [...own(0, 9), { system, code: 'E1390' }];
  const others = [...'0123456'].map((digit) => `OWN${digit}`);
  expect(ledgerKeys({ service, modifiers: [] }, rows)).toEqual(['E1390', ...others]);
});

test("a sender's own codes take no key from the service, wherever they stand", () => {
  const code = fc.constantFrom('E1390', 'e1390', 'ZZZZZ', 'E1390RR', '20610');
  const count = fc.nat(20);
  fc.assert(
    fc.property(fc.uniqueArray(code, { minLength: 1 }), count, count, (codes, before, behind) => {
      const named = codes.map((one) => ({ system, code: one }));
      const service = [...own(0, before), ...named, ...own(before, behind)];
      const keys = ledgerKeys({ service, modifiers: [] }, rows);
      const wanted = ledgerKeys({ service: named, modifiers: [] }, rows);
      expect(keys.slice(0, wanted.length)).toEqual(wanted);
      expect(keys.length).toBeLessThanOrEqual(8);
    }),
  );
});

test('eight services are eight keys, nine are one, and nine writings of one are one', () => {
  const written = (codes: readonly string[]) =>
    ledgerKeys({ service: codes.map((code) => ({ system, code })), modifiers: [] }, rows);
  const many = Array.from({ length: 9 }, (_, index) => `E${1010 + index}`);
  expect(written(many.slice(1))).toEqual(many.slice(1));
  expect(written(many)).toEqual(['*']);
  expect(written(many.map((_, index) => `E1390${'-'.repeat(index)}`))).toEqual(['E1390']);
});

test('200 lines of 45 codes are 200 claims, and none of their codes gets by', () => {
  const from = day('2026-12-01');
  const service = Array.from({ length: 45 }, (_, index) => ({ system, code: `E${1350 + index}` }));
  const claims = Array.from({ length: 200 }, (_, index) => {
    const line = { sequence: index + 1, service, modifiers: [] };
    return claimsOfLine({ caseId: 'c', line, span: { from }, decision: 'pending' }, rows);
  });
  expect(claims.flat()).toHaveLength(200);
  const ledger = new LedgerIndex(claims.flat(), rows);
  for (const code of ['E1350', 'E1390', 'E0431']) {
    const keys = ledgerKeys({ service: [{ system, code }], modifiers: [] }, rows);
    expect(ledger.firstOn(keys, { from })?.lineSequence).toBe(1);
  }
});

test('a line of nine services is for a person, who is told why', () => {
  const service = [...own(0, 9)];
  expect(outcome({ service })).toContain(
    'duplicate: the line names more services than are compared with what the member already has',
  );
});
