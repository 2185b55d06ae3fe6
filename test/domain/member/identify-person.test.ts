import { describe, expect, test } from 'vitest';
import { type Identity, identifyPerson } from '../../../src/domain/member/identify-person.ts';
import type { Member } from '../../../src/domain/member/member.ts';
import type { PersonAsSent } from '../../../src/domain/review/review-request.ts';
import { parseCivilDate } from '../../../src/domain/time.ts';

/**
 * Goal: the demographic score of the digest §4.2 neither confirms somebody else nor refuses the
 * member. Method: people as `family, given, birth date, sex, ZIP`, as sent and as our record says.
 */
type Person = readonly [
  family: string,
  given: string,
  birth?: string,
  sex?: string,
  zip?: string,
  suffix?: string,
];

function parts([family, given, birth = '', sex = '', postalCode = '', suffix = '']: Person) {
  const birthOn = parseCivilDate(birth);
  return {
    ...(family === '' ? {} : { family }),
    given: given === '' ? [] : given.split('|'),
    ...(birthOn === undefined ? {} : { birthOn }),
    ...(sex === '' ? {} : { sex }),
    ...(postalCode === '' ? {} : { postalCode }),
    ...(suffix === '' ? {} : { suffix }),
  };
}

function identity(sent: Person, known: Person, isByMemberId: boolean): Identity {
  const person: PersonAsSent = { origin: 'p', identifiers: [], ...parts(sent) };
  const member: Member = { key: 'm', memberIds: [], family: '', ...parts(known) };
  return identifyPerson(person, member, isByMemberId);
}

function outcome(sent: Person, known: Person, isByMemberId: boolean): string {
  return identity(sent, known, isByMemberId).outcome;
}

const born = '1951-03-14';
const rest = [born, 'female', '87102'] as const;
const ada: Person = ['Demoson', 'Ada', ...rest];

describe('one name in other spellings: confirmed', () => {
  test.each<[string, Person, Person]>([
    ['as it is', ada, ada],
    ['case', ['DEMOSON', 'ada', ...rest], ada],
    ['full width', ['Ｄｅｍｏｓｏｎ', 'Ａｄａ', ...rest], ada],
    ['invisible characters', ['Demo\u00adson', 'A\u200bda', ...rest], ada],
    ['a middle initial', ['Demoson', 'Ada M.', ...rest], ['Demoson', 'Ada|Maria', ...rest]],
    [
      'a middle name that one side has',
      ['Demoson', 'Ada', ...rest],
      ['Demoson', 'Ada Maria', born],
    ],
    ['accents', ['Demostracion', 'Jose', born], ['Demostración', 'José', born]],
    ['composed and decomposed', ['Nun\u0303ez', 'Ana', born], ['Nuñez', 'Ana', born]],
    ['hyphens', ['Exemplar Fixture', 'Jean Paul', born], ['Exemplar-Fixture', 'Jean-Paul', born]],
    ['written together', ['DelaCruz', 'Maryann', born], ['De la Cruz', 'Mary Ann', born]],
    ['apostrophes', ['O’Brien', 'Pat', born], ["O'Brien", 'Pat', born]],
    ['particles', ['Berg', 'Jan', born], ['van der Berg', 'Jan', born]],
    ['one half of a double name', ['Garcia', 'Luz', born], ['García López', 'Luz', born]],
    ['umlauts', ['Mueller', 'Jorg', born], ['Müller', 'Jörg', born]],
    ['sharp s', ['WEISS', 'Uwe', born], ['Weiß', 'Uwe', born]],
    ['strokes', ['Lodz', 'Soren', born], ['Łódź', 'Søren', born]],
    ['Vietnamese tones', ['Nguyen', 'Thi Minh', born], ['Nguyễn', 'Thị Minh', born]],
    ['dotted and dotless i', ['IŞIK', 'Ali', born], ['Işık', 'Ali', born]],
    ['Cyrillic', ['ФЁДОРОВ', 'Иван', born], ['Федоров', 'Иван', born]],
    ['Greek', ['ΠΑΠΑΔΟΠΟΥΛΟΣ', 'Νίκος', born], ['Παπαδόπουλος', 'Νικος', born]],
    ['Chinese', ['王', '明华', born], ['王', '明华', born]],
    ['Arabic vowel points', ['مُحَمَّد', 'علي', born], ['محمد', 'علي', born]],
    ['a degree as suffix', ['Demoson', 'Ada', ...rest, 'PharmD'], ada],
    ['another ZIP code: people move', ['Demoson', 'Ada', born, 'female', '10001'], ada],
    ['a name in one piece', ['Ada Demoson', '', born], ['Demoson', 'Ada', born]],
    ['unknown sex', ['Demoson', 'Ada', born, 'unknown'], ada],
  ])('%s', (_, sent, known) => {
    expect(outcome(sent, known, false)).toBe('confirmed');
    expect(outcome(known, sent, false)).toBe('confirmed');
  });
});

describe('near misses: a person looks', () => {
  const twin: Person = ['Testman', 'Ann', '2012-05-05', 'female', '87102'];
  test.each<[string, Person, Person]>([
    ['a married name', ['Otherperson', 'Ada', ...rest], ada],
    ['a nickname', ['Demoson', 'Bill', born, 'male'], ['Demoson', 'William', born, 'male']],
    ['a short form', ['Demoson', 'Chris', born], ['Demoson', 'Christopher', born]],
    ['initials', ['Demoson', 'J.R.', born], ['Demoson', 'John Robert', born]],
    ['another middle name', ['Demoson', 'Ada Louise', born], ['Demoson', 'Ada Maria', born]],
    ['the middle name alone', ['Demoson', 'Maria', born], ['Demoson', 'Ada Maria', born]],
    ['a slip in a name', ['Demosan', 'Ada', born], ada],
    ['day and month swapped', ['Demoson', 'Ada', '1951-05-04'], ['Demoson', 'Ada', '1951-04-05']],
    ['two digits swapped', ['Demoson', 'Ada', '1915-03-14'], ada],
    ['a wrong digit', ['Demoson', 'Ada', '1952-03-14'], ada],
    ['twins of one sex', ['Testman', 'Amy', '2012-05-05', 'female', '87102'], twin],
    ['one part of two in common', ['García Márquez', 'Luz', born], ['García López', 'Luz', born]],
    ['family and given name swapped', ['Ada', 'Demoson', born], ['Demoson', 'Ada', born]],
    ['no birth date', ['Demoson', 'Ada', '', 'female', '87102'], ada],
    ['another sex', ['Demoson', 'Ada', born, 'male'], ada],
    [
      'Jr and Sr of one birth date',
      ['Demoson', 'Ada', ...rest, 'Jr'],
      ['Demoson', 'Ada', ...rest, 'Sr'],
    ],
    ['simplified and traditional', ['张', '伟明', born], ['張', '偉明', born]],
    ['other Chinese names', ['李', '强', born], ['王', '明', born]],
    ['another name in one piece', ['Zoe Other', '', born], ['Demoson', '', born]],
    ['nothing but a sex', ['', '', '', 'female'], ada],
    ['vowels of Devanagari', ['राम', 'अदा', born], ['रोम', 'अदा', born]],
  ])('%s', (_, sent, known) => {
    expect(outcome(sent, known, true)).toBe('uncertain');
    expect(outcome(known, sent, true)).toBe('uncertain');
  });
});

describe('somebody else: contradicted', () => {
  test.each<[string, Person, Person]>([
    ['another birth date', ['Demoson', 'Ada', '1968-11-20', 'female', '87102'], ada],
    ['twins of two sexes', ['Testman', 'Bea', born, 'female'], ['Testman', 'Bob', born, 'male']],
    ['another name in all', ['Other', 'Zoe', ...rest], ada],
    [
      'Jr and Sr',
      ['Sampleton', 'Carl', '1968-01-20', 'male', '87102', 'Jr'],
      ['Sampleton', 'Carl', '1940-01-20', 'male', '87102', 'Sr'],
    ],
    [
      'Jr and Sr without a birth date, one within the name',
      ['Sampleton Jr.', 'Carl', '', 'male', '87102'],
      ['Sampleton', 'Carl', '', 'male', '87102', 'Sr'],
    ],
    ['a generation behind the family alone', ['Sampleton Jr', ''], ['Sampleton Sr', '']],
    ['another family without a birth date', ['Other', 'Ada', '', 'female', '87102'], ada],
  ])('%s', (_, sent, known) => {
    expect(outcome(sent, known, true)).toBe('contradicted');
    expect(outcome(known, sent, true)).toBe('contradicted');
  });
});

describe('names that can not be compared confirm nothing', () => {
  test.each<[string, Person, Person]>([
    ['Chinese and pinyin', ['Wang', 'Minghua', born], ['王', '明华', born]],
    ['Cyrillic and Latin', ['Ivanova', 'Olga', born], ['Иванова', 'Ольга', born]],
    ['no name', ['', '', born], ada],
    ['a name without letters', ['???', '123', born], ada],
  ])('%s: member id and birth date have to agree, else a person', (_, sent, known) => {
    expect(outcome(sent, known, true)).toBe('confirmed');
    expect(outcome(sent, known, false)).toBe('uncertain');
    const [family, given] = sent;
    expect(outcome([family, given], known, true)).toBe('uncertain');
    expect(outcome([family, given, '1990-01-01'], known, true)).toBe('contradicted');
  });
});

describe('what each trait counts, and which of them are in doubt', () => {
  const junior: Person = ['Demoson', 'Ada', ...rest, 'Jr'];
  test.each<[string, Person, number, readonly string[]]>([
    ['all the same', junior, 11, []],
    ['birth date near', ['Demoson', 'Ada', '1951-03-15', 'female', '87102'], 6, ['birth date']],
    ['birth date other', ['Demoson', 'Ada', '1968-11-20', 'female', '87102'], -2, ['birth date']],
    ['birth date unknown', ['Demoson', 'Ada', '', 'female', '87102'], 6, ['birth date']],
    ['family name near', ['Demosan', 'Ada', ...rest], 9, ['family name']],
    ['family name other', ['Other', 'Ada', ...rest], 5, ['family name']],
    ['family name unknown', ['', 'Ada', ...rest], 9, []],
    ['given name near', ['Demoson', 'A.', ...rest], 9, ['given name']],
    ['given name other', ['Demoson', 'Zoe', ...rest], 5, ['given name']],
    ['given name unknown', ['Demoson', '', ...rest], 9, []],
    ['no name', ['', '', ...rest], 7, ['family name', 'given name']],
    ['names swapped', ['Ada', 'Demoson', ...rest], 7, ['family name', 'given name']],
    ['suffix other', ['Demoson', 'Ada', ...rest, 'Sr'], 5, ['suffix']],
    ['suffix unknown', ['Demoson', 'Ada', ...rest], 11, []],
    ['sex other', ['Demoson', 'Ada', born, 'male', '87102'], 7, ['sex']],
    ['sex unknown', ['Demoson', 'Ada', born, 'other', '87102'], 10, []],
    ['ZIP code with four more', ['Demoson', 'Ada', born, 'female', ' 87102-1234'], 11, []],
    ['ZIP code other', ['Demoson', 'Ada', born, 'female', '10001'], 10, []],
    ['ZIP code of another form', ['Demoson', 'Ada', born, 'female', '8710'], 10, []],
  ])('%s', (_, sent, score, doubts) => {
    expect(identity(sent, junior, false)).toMatchObject({ score, doubts });
  });
});
