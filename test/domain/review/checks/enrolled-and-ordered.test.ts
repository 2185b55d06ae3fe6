import { describe, expect, test } from 'vitest';
import type { Code } from '../../../../src/domain/code.ts';
import type { Provider } from '../../../../src/domain/provider/provider.ts';
import { isAsOrdered } from '../../../../src/domain/review/checks/as-ordered.ts';
import type { ProviderAsSent } from '../../../../src/domain/review/provider-as-sent.ts';
import { npi, provider, tin } from '../asked.ts';
import { day, decided, outcome } from '../decided.ts';

/** Goal: who gives the care is known by all of their numbers, on the day of the request. */
const known = npi('9000000015');
const other = npi('9000000056');
const until = (key: string, to: string): Provider => ({
  ...provider(key, [other]),
  span: { from: day('2020-01-01'), to: day(to) },
});
const person = (...identifiers: ProviderAsSent['identifiers']): ProviderAsSent => ({
  ...{ origin: 'c', kind: 'practitioner', specialties: [], identifiers },
});
const role = (...own: ProviderAsSent['identifiers']): ProviderAsSent => ({
  ...{ ...person(known, ...own), kind: 'role' },
  ...{ practitionerIdentifiers: [known], organizationIdentifiers: [known] },
});
const { practitionerIdentifiers: _, ...ofHouse } = role(other);
const strange = 'performers: the care team names NPI 9000000056';
const unknown = `${strange}, who is not enrolled with us on the day of the request`;
const mixed = `${strange} beside the number of somebody else`;

describe('who gives the care', () => {
  const both = provider('p', [known, tin('123456789')]);
  const hospital = provider('h', [other]);
  test.each<[string, readonly Provider[], ProviderAsSent, string]>([
    ['somebody else of ours', [both, hospital], person(other), 'approved'],
    ['whose enrolment ends today', [both, until('h', '2026-11-28')], person(other), 'approved'],
    ['whose enrolment is over', [both, until('h', '2026-11-27')], person(other), unknown],
    ['by the tax id as well', [both], person(known, tin('123456789')), 'approved'],
    ['by the tax id, with the NPI of nobody', [both], person(tin('123456789'), other), mixed],
    ['by the NPI, with the tax id of nobody', [both], person(other, tin('1')), unknown],
    ['in a role', [both, hospital], role(), 'approved'],
    ['in a role that has the number of somebody else', [both, hospital], role(other), mixed],
    ['in a role that has a number of nobody', [both], role(other), 'approved'],
    ['a house alone, in a role with a number of nobody', [both], ofHouse, 'approved'],
  ])('%s', (_, providers, sent, expected) => {
    const careTeam = [{ sequence: 1, scope: 'request' as const, provider: sent }];
    expect(outcome({}, { request: { careTeam }, found: { providers } })).toBe(expected);
  });

  test('a number is told by its first ten digits', () => {
    const careTeam = [
      { ...{ sequence: 1, scope: 'request' as const }, provider: person(npi('900000005612345')) },
    ];
    expect(outcome({}, { request: { careTeam } })).toBe(unknown);
    expect(decided({}).found?.providers).toHaveLength(1);
  });
});

describe('an order is for the service of the line', () => {
  const hcpcs = (code: string): Code => ({
    ...{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code },
  });
  const snomed = (code: string): Code => ({ system: 'http://snomed.info/sct', code });
  const oxygen = hcpcs('E1390');
  test.each<[string, readonly Code[], readonly Code[], boolean]>([
    ['the same', [oxygen], [oxygen], true],
    ['another', [oxygen], [hcpcs('E0431')], false],
    ['none', [oxygen], [], false],
    ['the same, written twice', [oxygen], [oxygen, hcpcs('e1390')], true],
    ['one of the two of the line', [oxygen, hcpcs('K0001')], [oxygen], true],
    ['the same and another', [oxygen], [oxygen, snomed('426854004')], false],
    [
      'the code of another system of services',
      [oxygen],
      [{ ...oxygen, system: 'http://www.ama-assn.org/go/cpt' }],
      false,
    ],
  ])('%s', (_, service, codes, expected) => {
    expect(isAsOrdered(service, { codes })).toBe(expected);
    expect(isAsOrdered(service, { codes, codesEnd: codes })).toBe(false);
  });
});
