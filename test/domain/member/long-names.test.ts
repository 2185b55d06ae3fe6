import { expect, test } from 'vitest';
import type { NameSuffix } from '../../../src/domain/member/compare-names.ts';
import { foldedName, spelledOutName } from '../../../src/domain/member/fold-name.ts';
import { identifyPerson } from '../../../src/domain/member/identify-person.ts';
import type { Member } from '../../../src/domain/member/member.ts';
import type { CivilDate } from '../../../src/domain/time.ts';

/** Goal: a name of any length is compared in no time, and a person looks at what is no name. */
const MS_MAX = 500;
const birthOn = '1951-03-14' as CivilDate;
const ada: Member = {
  ...{ key: 'm', memberIds: [], family: 'Demoson', given: ['Ada'], birthOn, sex: 'female' },
};
const marks = '\u0301'.repeat(50_000);
/** Marks of falling classes, which have to be sorted. */
const mixed = '\u0301\u0323'.repeat(25_000);

function timed<T>(work: () => T): T {
  const start = process.cpuUsage();
  const done = work();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(MS_MAX);
  return done;
}

test.each<[string, Partial<NameSuffix>, readonly string[]]>([
  ['100 kB of marks behind a given name', { given: [`Ada${marks}`] }, ['given name', 'suffix']],
  [
    '100 kB of marks behind a family name',
    { family: `Demoson${marks}` },
    ['family name', 'suffix'],
  ],
  ['100 kB of marks alone', { family: marks }, ['family name', 'suffix']],
  ['100 kB of two kinds of marks', { given: [`Ada${mixed}`] }, ['given name', 'suffix']],
  ['100 kB of letters', { family: 'a'.repeat(100_000) }, ['family name', 'suffix']],
  [
    '50,000 given names',
    { given: Array.from({ length: 50_000 }, () => 'Ada') },
    ['given name', 'suffix'],
  ],
  ['100 kB of words as a suffix', { suffix: 'jr '.repeat(33_000) }, ['suffix']],
  ['another name, made long', { family: `Testcase${' x'.repeat(100)}` }, ['family name', 'suffix']],
])('%s: a person looks', (_, names, doubts) => {
  const person = {
    origin: 'p',
    identifiers: [],
    family: 'Demoson',
    given: ['Ada'],
    birthOn,
    ...names,
  };
  const found = timed(() => identifyPerson({ ...person, sex: 'female' }, ada, true));
  expect(found.outcome).toBe('uncertain');
  expect(found.doubts.toSorted()).toEqual([...doubts].toSorted());
});

test('a long name that is ours letter by letter is ours', () => {
  const family = 'Demoson '.repeat(26).trim();
  const found = identifyPerson(
    { origin: 'p', identifiers: [], family, given: ['Ada'], birthOn },
    { ...ada, family },
    true,
  );
  expect(found.doubts).toEqual(['suffix']);
});

test.each([
  ['José', 'jose'],
  ['ΆΔΑ', 'αδα'],
  ['A\u0323\u0301\u05b0b\u0301', 'ab'],
  ['\u0301a', '\u0301a'],
  ['й', 'й'],
  ['が', 'が'],
])('%s is folded to %s', (name, folded) => {
  expect(foldedName(name)).toBe(folded);
});

test('100 kB of marks are folded in one pass', () => {
  expect(timed(() => foldedName(`Ada${marks}`))).toBe('ada');
  expect(timed(() => spelledOutName(`Ada${marks}`)).startsWith('ada')).toBe(true);
});
