import { describe, expect, test } from 'vitest';
import type { Identifier } from '../../../src/domain/code.ts';
import { payer } from '../requests.ts';
import { alone, asked, clear, covered, day, focal, type Given, npi, planOf, tin } from './asked.ts';

/** What a coverage says that ours does not, and what it may say. The line is of 2026-12-01. */
const doubtful: readonly (readonly [string, object])[] = [
  ['over the day before the service', { span: { to: day('2026-11-30') } }],
  ['over, with a start', { span: { from: day('2019-01-01'), to: day('2020-01-01') } }],
  ['ends while the service goes on', { span: { to: day('2026-12-01') } }],
  ['begins the day after the service', { span: { from: day('2026-12-02') } }],
  ['a plan of nobody', { planNumber: 'some-other-plan' }],
  ['another group', { groupNumber: 'G2' }],
  ['the patient pays', { isSelfPay: true }],
];
const plain: readonly (readonly [string, object])[] = [
  ['begins on the day of the service', { span: { from: day('2026-12-01') } }],
  ['dates without an end', { span: {} }],
  ['our id of the plan', { planNumber: 'medicare' }],
  ['our id of the plan in capitals', { planNumber: ' MEDICARE ' }],
  ['the number on the card', { planNumber: 'card 7' }],
  ['the group', { groupNumber: 'g1' }],
  ['not self-pay', { isSelfPay: false }],
];

/** Goal: plan, line of business and law are those of the coverage that is meant. */
describe('coverage: the one that the request names as focal decides', () => {
  const inTwo = (first: object, second: object) => ({
    request: {
      coverages: [
        { ...focal, sequence: 1, origin: 'c1', ...first },
        { ...focal, sequence: 2, origin: 'c2', ...second },
      ],
    },
  });
  const other = { isFocal: false, subscriberId: 'S-commercial' };
  const span = { from: day('2020-01-01'), to: day('2026-06-30') };
  const closed = { span };
  const group = { coverages: [covered('medicare', { groupNumber: 'G1', planNumber: 'Card 7' })] };
  const also = (one: Identifier) => ({ ...payer, identifiers: [...payer.identifiers, one] });
  const ours = (number: string) => ({ payerIdentifiers: [npi(number)] });
  const registered = (role: 'payer' | 'provider') => ({
    ...{ key: 'k', clientId: 'c', role, identifier: npi('9000000049') },
  });
  test.each<[string, Given, string]>([
    ['the second of our records', {}, clear],
    [
      'the first of our records',
      { request: { coverages: [{ ...focal, subscriberId: 'S-commercial' }] } },
      'commercial, told: coverage medicare',
    ],
    [
      'focal stands second in the request, and another pays first',
      inTwo(other, {}),
      'medicare, told: c1 of the request, which pays first; coverage commercial',
    ],
    [
      'focal stands first in the request',
      inTwo({}, other),
      'medicare, told: c2 of the request; coverage commercial',
    ],
    [
      'our record says that another pays first',
      { records: { coverages: [covered('commercial'), covered('medicare', { order: 2 })] } },
      'medicare, told: coverage commercial, which pays first',
    ],
    [
      'two focal ones',
      inTwo({}, { subscriberId: 'S-commercial' }),
      'medicare, focal, told: c2 of the request; coverage commercial',
    ],
    [
      'no focal one of two',
      inTwo({ isFocal: false }, other),
      'medicare, focal, told: c2 of the request; coverage commercial',
    ],
    [
      'focal is over, another is in force: not another one instead',
      { records: { coverages: [covered('commercial'), covered('medicare', closed)] } },
      'coverage-not-active',
    ],
    [
      'focal is cancelled in our records',
      { records: { coverages: [covered('medicare', { withdrawn: 'cancelled' })] } },
      'coverage-not-active',
    ],
    [
      'one subscriber id under two plans',
      {
        records: {
          coverages: [covered('commercial'), covered('medicare', { subscriberId: 'S-commercial' })],
        },
        request: { coverages: [{ ...focal, subscriberId: 'S-commercial' }] },
      },
      'commercial, focal, told: coverage medicare',
    ],
    [
      'one subscriber id under two plans, of which the plan number names one',
      {
        records: {
          coverages: [covered('commercial'), covered('medicare', { subscriberId: 'S-commercial' })],
        },
        request: {
          coverages: [{ ...focal, subscriberId: 'S-commercial', planNumber: 'medicare' }],
        },
      },
      clear,
    ],
    [
      'the plan number names another plan of the member',
      { request: { coverages: [{ ...focal, planNumber: 'commercial' }] } },
      'medicare, focal, told: coverage commercial',
    ],
    ...doubtful.map(([name, changes]): [string, Given, string] => [
      name,
      { records: group, request: { coverages: [{ ...focal, ...changes }] } },
      'medicare, focal',
    ]),
    ...plain.map(([name, changes]): [string, Given, string] => [
      name,
      { records: group, request: { coverages: [{ ...focal, ...changes }] } },
      'medicare',
    ]),
    [
      'a group of which we know nothing',
      { records: alone, request: { coverages: [{ ...focal, groupNumber: 'G9' }] } },
      'medicare',
    ],
    [
      "our number and another company's, of an insurer",
      { records: alone, request: { insurer: also(npi('1234567893')) } },
      'medicare, focal',
    ],
    [
      "our number and another company's, where we have a tax id as well",
      {
        records: {
          ...alone,
          plans: [
            planOf('medicare', { payerIdentifiers: [...payer.identifiers, tin('123456789')] }),
          ],
        },
        request: { insurer: also(npi('1234567893')) },
      },
      'medicare, focal',
    ],
    [
      "our number and another company's, of a payor",
      {
        records: alone,
        request: { coverages: [{ ...focal, payors: [also(npi('1234567893'))] }] },
      },
      'medicare, focal',
    ],
    [
      'our number and a tax id',
      { records: alone, request: { insurer: also(tin('123456789')) } },
      'medicare',
    ],
    [
      'our number and that of another plan of ours',
      {
        records: { ...alone, plans: [planOf('medicare'), planOf('other', ours('9000000049'))] },
        request: { insurer: also(npi('9000000049')) },
      },
      'medicare',
    ],
    [
      'our number and one that the client has registered for us',
      {
        records: { ...alone, registrations: [registered('payer')] },
        request: { insurer: also(npi('9000000049')) },
      },
      'medicare',
    ],
    [
      'our number and one that the client has registered as a provider',
      {
        records: { ...alone, registrations: [registered('provider')] },
        request: { insurer: also(npi('9000000049')) },
      },
      'medicare, focal',
    ],
    [
      'the plan is closed',
      { records: { ...alone, plans: [planOf('medicare', { isActive: false })] } },
      'medicare, focal',
    ],
    ['nothing but the one', { records: alone }, 'medicare'],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });
});
