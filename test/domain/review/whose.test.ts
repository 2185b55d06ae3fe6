import { describe, expect, test } from 'vitest';
import { ada, asked, clear, covered, day, focal, type Given, memberId, patient } from './asked.ts';

/**
 * Goal: whose request it is, under which coverage, for which payer and by whom. Method: one member
 * with two coverages under two plans; each row changes one thing, and tells the refusals, or the
 * plan with the checks that are open.
 */

describe('whose: identifiers of patient and coverage lead to one member, or a person looks', () => {
  const sent = (changes: object) => ({ request: { patient: { ...patient, ...changes } } });
  const under = (changes: object) => ({ request: { coverages: [{ ...focal, ...changes }] } });
  const strange = { system: 'urn:other-payer', value: 'ZZ', type: 'MB' };
  const related = (
    selfAnswers: readonly boolean[],
    isOfSubscriber: boolean | undefined,
    changes: object = {},
  ): Given => ({
    ...under({ selfAnswers, ...changes }),
    records: {
      coverages: [
        covered('commercial'),
        covered('medicare', isOfSubscriber === undefined ? {} : { isOfSubscriber }),
      ],
    },
  });
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
      "another company's member id beside ours",
      sent({ identifiers: [...typed('M1'), strange] }),
      clear,
    ],
    ["another company's member id alone", sent({ identifiers: [strange] }), openMember()],
    [
      "another company's member id beside one of nobody",
      sent({ identifiers: [...typed('M9'), strange] }),
      openMember(),
    ],
    [
      "another company's member id on the coverage alone, ours on the patient",
      under({ identifiers: [strange] }),
      openMember(),
    ],
    ['a child where the coverage has the subscriber', related([false], true), openMember()],
    ['the subscriber where the coverage has a child', related([true], false), openMember()],
    ['both, of the subscriber', related([true, false], true), openMember()],
    ['a child of whom we know it', related([false], false), clear],
    ['a relationship of which we know nothing', related([false], undefined), clear],
    ['no relationship', related([], true), clear],
    [
      'a child by the identifier of the coverage, without a subscriber id',
      related([false], true, { subscriberId: undefined, identifiers: [memberId('C-medicare')] }),
      openMember(),
    ],
    [
      'a child by another coverage than the one that is ours',
      related([false], true, { subscriberId: 'S-commercial' }),
      'commercial, told: coverage medicare',
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

  function openMember(): string {
    return `medicare, member, ${told()}`;
  }

  function told(): string {
    return 'told: coverage commercial';
  }
});
