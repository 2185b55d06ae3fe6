import { describe, expect, test } from 'vitest';
import { ada, asked, clear, day, focal, type Given, memberId, patient } from './asked.ts';

/**
 * Goal: whose request it is, under which coverage, for which payer and by whom. Method: one member
 * with two coverages under two plans; each row changes one thing, and tells the refusals, or the
 * plan with the checks that are open.
 */

describe('whose: identifiers of patient and coverage lead to one member, or a person looks', () => {
  const sent = (changes: object) => ({ request: { patient: { ...patient, ...changes } } });
  const under = (changes: object) => ({ request: { coverages: [{ ...focal, ...changes }] } });
  const typed = (value: string) => [{ ...memberId(value), type: 'MB' }];
  test.each<[string, Given, string]>([
    ['all agree', {}, clear],
    ["the member id is another member's", sent({ identifiers: typed('M2') }), 'member-ambiguous'],
    [
      'the member id is nobody’s',
      sent({ identifiers: typed('M9') }),
      `medicare, member, ${told()}`,
    ],
    ['a member id without a value', sent({ identifiers: [{ type: 'MB' }] }), clear],
    [
      'the member id without its system',
      sent({ identifiers: [{ type: 'MB', value: 'M1' }] }),
      clear,
    ],
    [
      'another member id without its system',
      sent({ identifiers: [{ type: 'MB', value: 'M2' }] }),
      `medicare, member, ${told()}`,
    ],
    [
      "the coverage's member id is another member's",
      under({ identifiers: typed('M2') }),
      'member-ambiguous',
    ],
    [
      "the coverage's member id is nobody's",
      under({ identifiers: typed('M9') }),
      `medicare, member, ${told()}`,
    ],
    ["the subscriber id is another's", under({ subscriberId: 'S-bobs' }), 'member-ambiguous'],
    [
      "the subscriber id is nobody's",
      under({ subscriberId: 'S9' }),
      'commercial, member, focal, told: coverage medicare',
    ],
    [
      'a dependent number is nobody’s',
      under({ dependentNumber: '07' }),
      `medicare, member, ${told()}`,
    ],
    [
      'the beneficiary is somebody else',
      under({ isOfPatient: false }),
      `medicare, member, ${told()}`,
    ],
    [
      'the beneficiary is not described',
      under({ isOfPatient: undefined }),
      `medicare, member, ${told()}`,
    ],
    [
      'the subscriber of a coverage of oneself is somebody else',
      under({ isOfOtherSubscriber: true }),
      `medicare, member, ${told()}`,
    ],
    ['another birth date', sent({ birthOn: day('1990-01-01') }), 'member-not-found'],
    ['no birth date', sent({ birthOn: undefined }), `medicare, member, ${told()}`],
    ['a nickname', sent({ given: ['Adela'] }), `medicare, member, ${told()}`],
    [
      'our record knows of a death',
      { records: { members: [{ ...ada, isDeceased: true }] } },
      `medicare, member, ${told()}`,
    ],
    [
      'our record is not used any more',
      { records: { members: [{ ...ada, isActive: false }] } },
      `medicare, member, ${told()}`,
    ],
    [
      'our record was replaced',
      { records: { members: [{ ...ada, isReplaced: true }] } },
      `medicare, member, ${told()}`,
    ],
  ])('%s', (_, given, expected) => {
    expect(asked(given)).toBe(expected);
  });

  function told(): string {
    return 'told: coverage commercial';
  }
});
