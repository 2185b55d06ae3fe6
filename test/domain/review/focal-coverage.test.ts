import { describe, expect, test } from 'vitest';
import { alone, asked, clear, covered, day, focal, type Given, planOf } from './asked.ts';

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
      'focal is not marked as active',
      { ...{ records: alone }, request: { coverages: [{ ...focal, status: 'cancelled' }] } },
      'medicare, focal',
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
