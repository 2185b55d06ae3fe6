import { describe, expect, test } from 'vitest';
import type { Membership } from '../../../src/fhir/terminology/terminology.ts';
import { system, terminologyOf, valueSet } from './terminology-of.ts';

const ANIMALS = system('urn:animals', [
  {
    code: 'animal',
    properties: { notSelectable: true },
    concepts: [
      { code: 'dog', properties: { legs: 4, home: true }, concepts: [{ code: 'poodle' }] },
      { code: 'bird', properties: { legs: 2 }, concepts: [{ code: 'duck' }] },
    ],
  },
  { code: 'robot-dog', parents: ['dog'], properties: { legs: 4 } },
]);
const COLOURS = system('urn:colours', [{ code: 'Red' }, { code: 'Blue' }], {
  caseSensitive: false,
});
const UNSAID = {
  resourceType: 'CodeSystem',
  url: 'urn:unsaid',
  content: 'complete',
  concepts: [{ code: 'A' }],
} as const;
const FRAGMENT = system('urn:fragment', [{ code: 'one' }], { content: 'fragment' });
const ABSENT = system('urn:absent', undefined, { content: 'not-present' });
const SUPPLEMENT = system('urn:supplement', [{ code: 'dog' }], {
  content: 'supplement',
  supplements: 'urn:animals',
});
const SYSTEMS = [ANIMALS, COLOURS, UNSAID, FRAGMENT, ABSENT, SUPPLEMENT];

type Include = Parameters<typeof valueSet>[1][number];
type Filter = readonly [property: string, op: string, value: string];

function filtered(...filters: readonly Filter[]): Include {
  return {
    system: 'urn:animals',
    filters: filters.map(([property, op, value]) => ({ property, op, value })),
  };
}

function setOf(include: readonly Include[], exclude?: readonly Include[]) {
  const set = valueSet('urn:vs', include, exclude === undefined ? {} : { exclude });
  return terminologyOf([...SYSTEMS, ...NESTED, set]).codeSet('urn:vs', 'test#1');
}

const NESTED = [
  valueSet('urn:vs/dogs', [filtered(['concept', 'is-a', 'dog'])]),
  valueSet('urn:vs/two-legs', [filtered(['legs', '=', '2'])]),
  valueSet('urn:vs/loop-a', [{ valueSets: ['urn:vs/loop-b'] }, { system: 'urn:colours' }]),
  valueSet('urn:vs/loop-b', [{ valueSets: ['urn:vs/loop-a'] }, filtered(['legs', '=', '2'])]),
];

describe('filters', () => {
  const cases: readonly (readonly [readonly Filter[], readonly string[]])[] = [
    [[['concept', 'is-a', 'dog']], ['dog', 'poodle', 'robot-dog']],
    [[['concept', 'descendent-of', 'dog']], ['poodle', 'robot-dog']],
    [[['concept', 'is-not-a', 'dog']], ['bird', 'duck']],
    [[['concept', 'generalizes', 'poodle']], ['dog', 'poodle']],
    [[['concept', 'is-a', 'animal']], ['bird', 'dog', 'duck', 'poodle', 'robot-dog']],
    [[['concept', '=', 'duck']], ['duck']],
    [[['code', 'in', 'duck, dog']], ['dog', 'duck']],
    [[['code', 'not-in', 'duck,dog']], ['bird', 'poodle', 'robot-dog']],
    [[['code', 'regex', '[a-d]{4}']], []],
    [[['code', 'regex', '[a-z]+-dog']], ['robot-dog']],
    [[['parent', '=', 'dog']], ['poodle', 'robot-dog']],
    [[['child', '=', 'poodle']], ['dog']],
    [[['legs', '=', '4']], ['dog', 'robot-dog']],
    [[['legs', 'in', '2,4']], ['bird', 'dog', 'robot-dog']],
    [[['legs', 'not-in', '4']], ['bird', 'duck', 'poodle']],
    [[['home', 'exists', 'true']], ['dog']],
    [[['home', 'exists', 'false']], ['bird', 'duck', 'poodle', 'robot-dog']],
    [
      [
        ['legs', '=', '4'],
        ['concept', 'descendent-of', 'animal'],
      ],
      ['dog', 'robot-dog'],
    ],
  ];
  test.each(cases)('%j selects %j', (filters, codes) => {
    const set = setOf([filtered(...filters)]);
    expect([...(set?.sample(99) ?? [])].sort()).toEqual(codes);
    expect(set?.has('urn:animals', 'nothing')).toBe('out');
  });

  test.each([
    [['wings', '=', '2']],
    [['legs', 'greater', '2']],
    [['code', 'regex', '(a+)+']],
    [['code', 'regex', '[z-a]']],
  ] as const)('%j leaves its system open', (filter) => {
    const set = setOf([filtered(filter)]);
    expect(set?.has('urn:animals', 'dog')).toBe('unknown');
    expect(set?.has('urn:colours', 'Red')).toBe('out');
    expect(set?.undecided).toEqual(['urn:animals']);
  });
});

describe('membership', () => {
  type Question = readonly [system: string | undefined, code: string, answer: Membership];
  function check(set: ReturnType<typeof setOf>, questions: readonly Question[]) {
    const answers = questions.map(([from, code]) => [from, code, set?.has(from, code)]);
    expect(answers).toEqual(questions);
  }

  test('listed codes compare as their system says, in any case when it says nothing', () => {
    const listed = [
      { system: 'urn:animals', codes: ['dog'] },
      { system: 'urn:colours', codes: ['Red'] },
      { system: 'urn:unsaid', codes: ['A'] },
      { system: 'urn:nowhere', codes: ['x'] },
    ];
    check(setOf(listed), [
      ['urn:animals', 'dog', 'in'],
      ['urn:animals', 'Dog', 'out'],
      ['urn:colours', 'RED', 'in'],
      ['urn:unsaid', 'a', 'in'],
      ['urn:nowhere', 'x', 'in'],
      ['urn:nowhere', 'X', 'out'],
      ['urn:other', 'dog', 'out'],
      [undefined, 'dog', 'in'],
      [undefined, 'Dog', 'out'],
    ]);
  });

  test('a whole system has its codes, but not those that only group', () => {
    check(setOf([{ system: 'urn:animals' }]), [
      ['urn:animals', 'duck', 'in'],
      ['urn:animals', 'animal', 'out'],
    ]);
  });

  test('codes that are not here are unknown, other systems are out', () => {
    const whole = ['urn:fragment', 'urn:absent', 'urn:nowhere'].map((url) => ({ system: url }));
    const set = setOf(whole);
    check(set, [
      ['urn:fragment', 'one', 'in'],
      ['urn:fragment', 'two', 'unknown'],
      ['urn:absent', 'x', 'unknown'],
      ['urn:nowhere', 'x', 'unknown'],
      ['urn:animals', 'dog', 'out'],
      [undefined, 'x', 'unknown'],
      [undefined, 'one', 'in'],
    ]);
    expect(set?.undecided).toEqual(['urn:fragment', 'urn:absent', 'urn:nowhere']);
    expect(set?.systems).toEqual(['urn:fragment', 'urn:absent', 'urn:nowhere']);
  });

  test('value sets within one include meet, includes join', () => {
    const both = setOf([{ system: 'urn:animals', valueSets: ['urn:vs/dogs'] }]);
    check(both, [
      ['urn:animals', 'poodle', 'in'],
      ['urn:animals', 'duck', 'out'],
    ]);
    check(setOf([{ valueSets: ['urn:vs/dogs', 'urn:vs/two-legs'] }]), [
      ['urn:animals', 'poodle', 'out'],
      ['urn:animals', 'bird', 'out'],
    ]);
    check(setOf([{ valueSets: ['urn:vs/dogs'] }, { valueSets: ['urn:vs/two-legs'] }]), [
      ['urn:animals', 'poodle', 'in'],
      ['urn:animals', 'bird', 'in'],
    ]);
  });

  test('a value set that is not here leaves open what it could have', () => {
    const joined = setOf([{ system: 'urn:colours' }, { valueSets: ['urn:vs/nowhere'] }]);
    check(joined, [
      ['urn:colours', 'Red', 'in'],
      ['urn:colours', 'Green', 'unknown'],
      ['urn:other', 'x', 'unknown'],
      [undefined, 'x', 'unknown'],
    ]);
    expect(joined?.systems).toBeUndefined();
    expect(joined?.undecided).toEqual(['urn:vs/nowhere']);
    check(setOf([{ system: 'urn:colours', valueSets: ['urn:vs/nowhere'] }]), [
      ['urn:colours', 'Red', 'unknown'],
      ['urn:colours', 'Green', 'out'],
      ['urn:other', 'x', 'out'],
    ]);
  });

  test('excluded codes are out; what may be excluded is open', () => {
    check(setOf([{ system: 'urn:animals' }], [{ valueSets: ['urn:vs/dogs'] }]), [
      ['urn:animals', 'duck', 'in'],
      ['urn:animals', 'poodle', 'out'],
    ]);
    check(setOf([{ system: 'urn:animals' }], [{ valueSets: ['urn:vs/nowhere'] }]), [
      ['urn:animals', 'duck', 'unknown'],
      ['urn:animals', 'cow', 'out'],
    ]);
    check(setOf([{ system: 'urn:absent' }], [{ system: 'urn:absent', codes: ['no'] }]), [
      ['urn:absent', 'no', 'out'],
      ['urn:absent', 'x', 'unknown'],
    ]);
  });

  test('value sets that include each other end', () => {
    const terminology = terminologyOf([...SYSTEMS, ...NESTED]);
    for (const url of ['urn:vs/loop-a', 'urn:vs/loop-b']) {
      check(terminology.codeSet(url, 'test#1'), [
        ['urn:colours', 'Red', 'in'],
        ['urn:animals', 'bird', 'in'],
        ['urn:animals', 'dog', 'out'],
      ]);
    }
  });

  test('a version behind the system is no part of it', () => {
    check(setOf([{ system: 'urn:animals|2.7', codes: ['dog'] }]), [['urn:animals', 'dog', 'in']]);
  });

  test('an expansion serves when there is no definition; neither leaves all open', () => {
    const expansion = [{ system: 'urn:x', codes: ['a'] }];
    const terminology = terminologyOf([
      valueSet('urn:expanded', [], { expansion }),
      valueSet('urn:empty', []),
    ]);
    check(terminology.codeSet('urn:expanded', 'test#1'), [
      ['urn:x', 'a', 'in'],
      ['urn:x', 'b', 'out'],
    ]);
    check(terminology.codeSet('urn:empty', 'test#1'), [['urn:x', 'a', 'unknown']]);
  });
});

test('a value set that is not here is none; a thousand nested ones end', () => {
  const chain = Array.from({ length: 1000 }, (_, index) =>
    valueSet(`urn:chain/${index}`, [{ valueSets: [`urn:chain/${index + 1}`] }]),
  );
  const terminology = terminologyOf([...SYSTEMS, ...chain]);
  expect(terminology.codeSet('urn:vs/none', 'test#1')).toBeUndefined();
  expect(terminology.codeSet('urn:animals', 'test#1')).toBeUndefined();
  expect(terminology.codeSet('urn:chain/0', 'test#1')?.has('urn:x', 'a')).toBe('unknown');
});

test('a sample is as long as asked for', () => {
  expect(setOf([{ system: 'urn:animals' }])?.sample(2)).toEqual(['dog', 'poodle']);
});

test('the state of a code, whatever is bound', () => {
  const terminology = terminologyOf(SYSTEMS);
  const states = [
    ['urn:animals', 'dog', 'known'],
    ['urn:animals', 'animal', 'known'],
    ['urn:animals', 'cow', 'unknown-code'],
    ['urn:colours', 'RED', 'known'],
    ['urn:supplement', 'duck', 'known'],
    ['urn:fragment', 'one', 'known'],
    ['urn:fragment', 'two', 'unknown-system'],
    ['urn:absent', 'x', 'unknown-system'],
    ['urn:nowhere', 'x', 'unknown-system'],
    ['urn:animals|1', 'cow', 'unknown-system'],
    ['urn:animals#x', 'cow', 'unknown-system'],
    ['http://unitsofmeasure.org', 'mm[Hg]', 'known'],
    ['http://unitsofmeasure.org', 'mmHg', 'unknown-code'],
    ['https://www.usps.com/', 'ZZ', 'unknown-code'],
    ['constructor', 'x', 'unknown-system'],
  ];
  const found = states.map(([from = '', code = '']) => [
    from,
    code,
    terminology.codeStatus(from, code),
  ]);
  expect(found).toEqual(states);
});
