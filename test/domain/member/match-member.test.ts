import { describe, expect, test } from 'vitest';
import { type MemberMatch, matchMember } from '../../../src/domain/member/match-member.ts';
import type { Member, MemberCoverage } from '../../../src/domain/member/member.ts';
import type { PersonAsSent } from '../../../src/domain/review/review-request.ts';
import type { CivilDate } from '../../../src/domain/time.ts';
import { plainRequest } from '../requests.ts';

/** Goal: nobody is taken for somebody else. Method: a family of members and people like them. */
const system = 'https://payer.example.org/member-id';
const day = (text: string): CivilDate => text as CivilDate;

function member(key: string, changes: Partial<Member>): Member {
  const memberIds = [{ system, value: `M-${key}` }];
  return { key, memberIds, family: 'Testman', given: ['Ben'], sex: 'male', ...changes };
}

const members: readonly Member[] = [
  member('father', { birthOn: day('1972-11-30') }),
  member('son', { birthOn: day('2012-05-04'), suffix: 'Jr' }),
  member('twin', { given: ['Bea'], sex: 'female', birthOn: day('2012-05-04') }),
  member('double', { family: 'Exemplar-Fixture', given: ['Dora'], birthOn: day('1985-12-01') }),
];

function coverage(key: string, subscriberId: string, dependentNumber: string): MemberCoverage {
  const span = { from: day('2020-01-01') };
  const identifiers = [{ system: 'urn:coverage', value: `C-${key}` }];
  return {
    ...{ key: `coverage-${key}`, memberKey: key, planId: 'plan', identifiers },
    ...{ subscriberId, dependentNumber, span },
  };
}

const coverages = [
  coverage('father', 'S1', '01'),
  coverage('son', 'S1', '02'),
  coverage('twin', 'S1', '03'),
  coverage('double', 'S2', '01'),
];
const records = { members, coverages };

function personOf(one: Member): PersonAsSent {
  const { family, given, birthOn, sex, suffix } = one;
  return {
    ...{ origin: 'p', family, given, identifiers: [] },
    ...(birthOn === undefined ? {} : { birthOn }),
    ...(sex === undefined ? {} : { sex }),
    ...(suffix === undefined ? {} : { suffix }),
  };
}

interface Sent {
  readonly person: PersonAsSent;
  readonly memberId?: string;
  readonly subscriberId?: string;
  readonly dependentNumber?: string;
}

function match({ person, memberId, subscriberId, dependentNumber }: Sent) {
  const ids = memberId === undefined ? [] : [{ system, value: memberId, type: 'MB' }];
  const request = plainRequest({
    patient: { ...person, identifiers: ids },
    coverages: [
      {
        ...{ origin: 'c', sequence: 1, isFocal: true, identifiers: [], relationship: [] },
        isOfPatient: true,
        ...(subscriberId === undefined ? {} : { subscriberId }),
        ...(dependentNumber === undefined ? {} : { dependentNumber }),
      },
    ],
  });
  return matchMember(request, records);
}

function outcome(found: MemberMatch): string {
  if (found.kind !== 'match') return 'refused';
  return found.doubts.length === 0 ? 'confirmed' : 'a person looks';
}

describe('who is found', () => {
  test.each(members)('$key by the own member id', (one) => {
    const found = match({ person: personOf(one), memberId: `M-${one.key}` });
    expect(found).toMatchObject({ kind: 'match', by: 'member id', member: { key: one.key } });
  });

  test.each(coverages)('$memberKey by subscriber id and dependent number', (one) => {
    const person = { origin: 'p', identifiers: [], given: [] };
    const { subscriberId, dependentNumber = '' } = one;
    const found = match({ person, subscriberId, dependentNumber });
    expect(found).toMatchObject({ kind: 'match', member: { key: one.memberKey } });
    expect(outcome(found)).toBe('a person looks');
  });

  test('a family by its subscriber id alone is ambiguous, unless the person is plain', () => {
    const nobody = { origin: 'p', identifiers: [], given: [] };
    expect(match({ person: nobody, subscriberId: 'S1' }).kind).toBe('ambiguous');
    const [, son] = members;
    if (son === undefined) throw new Error('no son');
    const found = match({ person: personOf(son), subscriberId: 'S1' });
    expect(found).toMatchObject({ kind: 'match', member: { key: 'son' } });
  });

  test('somebody else by identifiers of one, and of several', () => {
    const stranger = {
      ...{ origin: 'p', identifiers: [], family: 'Other', given: ['Zoe'] },
      ...{ birthOn: day('1990-01-01'), sex: 'female' },
    };
    const kind = (sent: Omit<Sent, 'person'>) => match({ person: stranger, ...sent }).kind;
    expect(kind({ memberId: 'M-father' })).toBe('contradicted');
    expect(kind({ subscriberId: 'S2' })).toBe('contradicted');
    expect(kind({ subscriberId: 'S1' })).toBe('ambiguous');
  });

  test('a birth date and no name: of the member id, not of the subscriber id', () => {
    const person = { origin: 'p', identifiers: [], given: [], birthOn: day('1985-12-01') };
    expect(outcome(match({ person, memberId: 'M-double' }))).toBe('confirmed');
    expect(outcome(match({ person, subscriberId: 'S2' }))).toBe('a person looks');
  });

  test('accents, case and one half of a double name neither keep away nor leave doubts', () => {
    const [, , , double] = members;
    if (double === undefined) throw new Error('nobody');
    for (const family of ['EXEMPLAR-FIXTURE', 'Exémplar Fixture', 'Fixture', 'exemplar']) {
      const person = { ...personOf(double), family };
      expect(outcome(match({ person, memberId: 'M-double' }))).toBe('confirmed');
    }
  });
});

describe('near misses', () => {
  const misses = members.flatMap((one) => nearMisses(one).map((person) => ({ one, person })));

  test('there are two hundred and more, and none is confirmed', () => {
    const tried = misses.flatMap(({ one, person }) => [
      { person },
      { person, memberId: `M-${one.key}` },
      { person, memberId: `M-${one.key}x` },
      { person, subscriberId: `S9` },
    ]);
    expect(tried.length).toBeGreaterThanOrEqual(200);
    expect(tried.filter((sent) => outcome(match(sent)) === 'confirmed')).toEqual([]);
  });
});

/** People who are nearly a member and are not: other day, month, year, name, sex or suffix. */
function nearMisses(one: Member): readonly PersonAsSent[] {
  const person = personOf(one);
  const [year = '', month = '', date = ''] = (one.birthOn ?? '').split('-');
  const days = [
    `${year}-${date}-${month}`,
    `${Number(year) + 1}-${month}-${date}`,
    `${year}-${month}-${date === '01' ? '02' : '01'}`,
    `${year.slice(0, 2)}${year.slice(3)}${year.slice(2, 3)}-${month}-${date}`,
  ].filter((text) => text !== one.birthOn && Number(text.slice(5, 7)) <= 12);
  const families = ['Testmann', 'Tstman', 'Testman-Other', 'Otherperson', 'Exemplary', 'Fixtures'];
  const names = ['Bem', 'Benn', 'Bean', 'Be', 'Dara', 'Nora'];
  return [
    ...days.map((text) => ({ ...person, birthOn: day(text) })),
    ...families
      .filter((family) => !(family === 'Testman-Other' && one.family === 'Testman'))
      .map((family) => ({ ...person, family })),
    ...names.map((name) => ({ ...person, given: [name] })),
    { ...person, sex: one.sex === 'male' ? 'female' : 'male' },
    ...(one.suffix === undefined ? [] : [{ ...person, suffix: 'Sr' }]),
  ];
}
