import { expect, test } from 'vitest';
import { codesBeside, rowsAbout } from '../../../src/domain/policy/relations.ts';

/** Goal: a row is about the services that it names, and none whose code only looks like them. */
const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';

test('a row is about its codes and what begins with its prefixes, and by itself its own', () => {
  const words = { en: 'e', es: 'e' };
  const range = { id: 'r', when: ['same-days' as const], words, source: 's' };
  const exact = { ...range, services: [{ system: hcpcs, codes: ['E1', 'E2'] }] };
  const begun = {
    ...range,
    services: [
      { system: 'urn:s', codes: ['L1'] },
      { system: hcpcs, prefixes: ['K'] },
    ],
    beside: [],
  };
  const both = [exact, begun];
  expect(
    [['E1'], ['K'], ['K1'], ['E'], ['E11'], ['AK'], []].map((own1) => rowsAbout(both, own1)),
  ).toEqual([[exact], [begun], [begun], [], [], [], []]);
  expect(rowsAbout(both, ['K1', 'E2'])).toEqual(both);
  expect(codesBeside(exact)).toEqual(['E1', 'E2']);
  expect(codesBeside({ ...exact, beside: [{ system: 's', codes: ['T1'] }] })).toEqual(['T1']);
  expect(codesBeside(begun)).toEqual([]);
});
