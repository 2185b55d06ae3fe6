import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Code } from '../../../src/domain/code.ts';
import { ledgerKeys } from '../../../src/domain/review/ledger.ts';
import { rulebook } from './decided.ts';

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
