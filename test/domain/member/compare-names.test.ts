import { describe, expect, test } from 'vitest';
import {
  areSwapped,
  familyLikeness,
  givenLikeness,
  suffixLikeness,
} from '../../../src/domain/member/compare-names.ts';
import { foldedName, spelledOutName, wordsOf } from '../../../src/domain/member/fold-name.ts';
import { isOneSlipApart, type Likeness } from '../../../src/domain/member/likeness.ts';
import { isSameDependent } from '../../../src/domain/member/same-dependent.ts';
import { hasManyWritings, scriptsOf } from '../../../src/domain/member/scripts.ts';
import { covered } from '../review/asked.ts';

/** Goal: each rule by which names are compared holds alone. Method: one table a rule. */
describe('family names', () => {
  test.each<[string, string, Likeness]>([
    ['Lopez', 'Lopez', 'same'],
    ['Garcia', 'Garcia Lopez', 'same'],
    ['Lopez', 'Garcia Lopez', 'same'],
    ['Garcia Lopez', 'Lopez Garcia', 'same'],
    ['Garcia Marquez', 'Garcia Lopez', 'near'],
    ['Lopes', 'Lopez', 'near'],
    ['Garcia-Lopes', 'Garcialopez', 'near'],
    ['Ann', 'Amn', 'other'],
    ['Anns', 'Amns', 'near'],
    ['Testman', 'Demoson', 'other'],
    ['', 'Demoson', 'unknown'],
    ['Demoson', '', 'unknown'],
    ['123', '123', 'unknown'],
    ['王', '李', 'near'],
    ['Wang', '王', 'unknown'],
    ['Ivanov', 'Иванов', 'unknown'],
    ['Berg 3', 'Berg', 'same'],
    ['De La', 'De La', 'same'],
    ['De La', 'Dela', 'same'],
    ['Smith Jr', 'Smith', 'same'],
    ['Jr', 'Smith', 'other'],
    ['Junior', 'Junior', 'same'],
    ['Junior Silva', 'Silva', 'same'],
    ['Junior Silva', 'Junior Perez', 'near'],
    ['Smith Jr', 'Perez Jr', 'other'],
    ['Lee', 'Leed', 'other'],
    ['De La', 'La De', 'same'],
  ])('%s and %s: %s', (one, other, likeness) => {
    expect(familyLikeness(one, other)).toBe(likeness);
    expect(familyLikeness(other, one)).toBe(likeness);
  });

  test.each([
    ...['de', 'del', 'della', 'di', 'da', 'dos', 'das', 'do', 'du', 'la', 'las', 'los', 'le', 'lo'],
    ...['van', 'von', 'der', 'den', 'ter', 'ten', 'zu', 'zum', 'af', 'av', 'y', 'e'],
    ...['al', 'el', 'bin', 'ibn', 'bint'],
  ])('the particle %s says nothing', (particle) => {
    expect(familyLikeness(`${particle} Berger Lindqvist`, 'Berger Lindqvist')).toBe('same');
    expect(familyLikeness(`${particle} Berger`, `${particle} Lindqvist`)).toBe('other');
    expect(familyLikeness(`${particle} Berger`, `${particle}berger`)).toBe('same');
  });

  test('nobody sent is not compared', () => {
    expect(familyLikeness(undefined, 'Demoson')).toBe('unknown');
    expect(familyLikeness('Demoson', undefined)).toBe('unknown');
    expect(familyLikeness(undefined, undefined)).toBe('unknown');
  });
});

describe('given names', () => {
  test.each<[readonly string[], readonly string[], Likeness]>([
    [['Ada'], ['Ada'], 'same'],
    [['Ada'], ['Ada', 'Maria'], 'same'],
    [['Ada', 'M.'], ['Ada', 'Maria'], 'same'],
    [['Ada', 'L'], ['Ada', 'Maria'], 'near'],
    [['Ada', 'Maria'], ['Ada', 'Louise'], 'near'],
    [['Ada', 'Maria', 'L'], ['Ada', 'Maria', 'Zoe'], 'near'],
    [['A'], ['Ada'], 'near'],
    [['B'], ['Ada'], 'other'],
    [['Chr'], ['Christopher'], 'near'],
    [['Ch'], ['Christopher'], 'other'],
    [['Maria'], ['Ada', 'Maria'], 'near'],
    [['Maria', 'Ada'], ['Ada', 'Louise'], 'near'],
    [['Zoe'], ['Ada', 'Maria'], 'other'],
    [['Jonh'], ['John'], 'near'],
    [['Jim'], ['Tim'], 'other'],
    [['א'], ['אדה'], 'other'],
    [[], ['Ada'], 'unknown'],
    [['Mary Ann'], ['Maryann'], 'same'],
  ])('%j and %j: %s', (one, other, likeness) => {
    expect(givenLikeness(one, other)).toBe(likeness);
    expect(givenLikeness(other, one)).toBe(likeness);
  });

  test.each<[string, string, boolean]>([
    ['Ada', 'Demoson', true],
    ['Ada', 'Other', false],
    ['Zoe', 'Demoson', false],
    ['Demoson', 'Ada', false],
  ])('family %s and given %s are those of Ada Demoson in the other place: %s', (...row) => {
    const [family, given, isSwapped] = row;
    expect(areSwapped({ family, given: [given] }, { family: 'Demoson', given: ['Ada'] })).toBe(
      isSwapped,
    );
  });

  test('without a name nothing is swapped', () => {
    expect(areSwapped({ given: [] }, { given: [] })).toBe(false);
  });
});

describe('generations', () => {
  const first = ['Sr', 'senior', 'padre', 'SR.'];
  const second = ['Jr', 'junior', 'II', '2nd', 'hijo'];
  const third = ['III', '3rd'];
  const all = [first, second, third, ['IV', '4th']];
  const named = (suffix: string) => ({ family: 'F', given: ['G'], suffix });
  const rows = all.flatMap((row, index) =>
    row.map((suffix): [string, string, Likeness] => [suffix, all[index]?.[0] ?? '', 'same']),
  );
  test.each([
    ...rows,
    ['Jr', 'Sr', 'other'],
    ['II', 'III', 'other'],
    ['III', 'IV', 'other'],
    ['Jr', '', 'unknown'],
    ['', 'Jr', 'unknown'],
    ['MD', 'Jr', 'unknown'],
    ['MD', 'PhD', 'unknown'],
  ] as const)('%s and %s: %s', (one, other, likeness) => {
    expect(suffixLikeness(named(one), named(other))).toBe(likeness);
  });

  test('a generation stands behind either name, never before it', () => {
    const senior = named('Sr');
    expect(suffixLikeness({ family: 'F Jr', given: ['G'] }, senior)).toBe('other');
    expect(suffixLikeness({ family: 'F', given: ['G', 'Jr'] }, senior)).toBe('other');
    expect(suffixLikeness({ family: 'F', given: ['G Sr'] }, senior)).toBe('same');
    expect(suffixLikeness({ family: 'Junior', given: ['G'] }, senior)).toBe('unknown');
    expect(suffixLikeness({ family: 'Junior F', given: ['Junior'] }, senior)).toBe('unknown');
    expect(suffixLikeness({ given: [] }, senior)).toBe('unknown');
  });
});

describe('one slip of the hand', () => {
  test.each<[string, string, boolean]>([
    ['abcd', 'abcd', true],
    ['abcd', 'abed', true],
    ['abcd', 'xbcd', true],
    ['abcd', 'abcx', true],
    ['abcd', 'abc', true],
    ['abcd', 'bcd', true],
    ['abcd', 'acd', true],
    ['abcd', 'bacd', true],
    ['abcd', 'abdc', true],
    ['abcd', 'acbd', true],
    ['abcd', 'badc', false],
    ['abcd', 'axxd', false],
    ['abcd', 'xacd', false],
    ['abcd', 'bxcd', false],
    ['abcd', 'abcdef', false],
    ['abcd', 'xbcx', false],
    ['abcd', 'ab', false],
    ['abcd', 'abx', false],
    ['abcd', 'bacx', false],
    ['abcd', 'cbad', false],
    ['', '', true],
    ['', 'a', true],
    ['', 'ab', false],
  ])('%s and %s: %s', (one, other, isNear) => {
    expect(isOneSlipApart(one, other)).toBe(isNear);
    expect(isOneSlipApart(other, one)).toBe(isNear);
  });
});

describe('folded names', () => {
  test.each<[string, string, string]>([
    ['ÀÉÎÕÜ', 'aeiou', 'aeioue'],
    ['Müller', 'muller', 'mueller'],
    ['Jäger', 'jager', 'jaeger'],
    ['Björk', 'bjork', 'bjoerk'],
    ['Århus', 'arhus', 'aarhus'],
    ['Søren', 'soren', 'soeren'],
    ['Đặng', 'dang', 'dang'],
    ['Łódź', 'lodz', 'lodz'],
    ['Æsir', 'aesir', 'aesir'],
    ['Œuvre', 'oeuvre', 'oeuvre'],
    ['Guðrún', 'gudrun', 'gudrun'],
    ['Þór', 'thor', 'thor'],
    ['Ħaż', 'haz', 'haz'],
    ['Ŧor', 'tor', 'tor'],
    ['Weiß', 'weiss', 'weiss'],
    ["O'Brien", 'obrien', 'obrien'],
    ['O’Brien', 'obrien', 'obrien'],
    ['O‘Brien', 'obrien', 'obrien'],
    ['Oʼahu', 'oahu', 'oahu'],
    ['Oʻahu', 'oahu', 'oahu'],
    ['O´Brien', 'o brien', 'o brien'],
    ['O`Brien', 'obrien', 'obrien'],
    ['Νίκος', 'νικοσ', 'νικοσ'],
    ['Фёдор', 'федор', 'федор'],
    ['Йосиф', 'йосиф', 'йосиф'],
    ['مُحَمَّد', 'محمد', 'محمد'],
    ['محـمد', 'محمد', 'محمد'],
    ['שָׁלוֹם', 'שלום', 'שלום'],
    ['A\u200bda\u00ad', 'ada', 'ada'],
    ['Ａｄａ', 'ada', 'ada'],
  ])('%s: %s, %s', (name, folded, spelledOut) => {
    // The acute accent alone is taken apart into a blank and a mark.
    const plain = (text: string) => text.replace(' \u0301', ' ');
    expect(plain(foldedName(name))).toBe(folded);
    expect(plain(spelledOutName(name))).toBe(spelledOut);
  });

  test.each<[string, readonly string[]]>([
    ['jean-paul', ['jean', 'paul']],
    ['mary ann', ['mary', 'ann']],
    ['a.b/c', ['a', 'b', 'c']],
    ['2nd 12 --', ['2nd']],
    ['', []],
    ['राम', ['राम']],
  ])('words of %s', (folded, words) => {
    expect(wordsOf(folded)).toEqual(words);
  });
});

describe('scripts', () => {
  test.each([
    ['anna', 'Latin'],
    ['Ána', 'Latin'],
    ['Анна', 'Cyrillic'],
    ['Άννα', 'Greek'],
    ['王', 'East Asian'],
    ['さくら', 'East Asian'],
    ['サクラ', 'East Asian'],
    ['ㄅㄆ', 'East Asian'],
    ['김', 'Hangul'],
    ['علي', 'Arabic'],
    ['שלום', 'Hebrew'],
    ['Աննա', 'Armenian'],
    ['ანა', 'Georgian'],
    ['አና', 'Ethiopic'],
    ['अदा', 'Devanagari'],
    ['অদা', 'Bengali'],
    ['ਅਦਾ', 'Gurmukhi'],
    ['અદા', 'Gujarati'],
    ['அதா', 'Tamil'],
    ['అదా', 'Telugu'],
    ['ಅದಾ', 'Kannada'],
    ['അദ', 'Malayalam'],
    ['අදා', 'Sinhala'],
    ['อดา', 'Thai'],
    ['ອາດາ', 'Lao'],
    ['អាដា', 'Khmer'],
    ['အဒါ', 'Myanmar'],
    ['ཨ', 'Tibetan'],
    ['ᎠᏓ', 'Cherokee'],
    ['ᠠ', 'another'],
  ])('%s is %s', (text, script) => {
    expect(scriptsOf(text)).toEqual([script]);
    expect(hasManyWritings(text)).toBe(script === 'East Asian');
  });

  test('several, and none', () => {
    expect(scriptsOf('annaАнна')).toEqual(['Latin', 'Cyrillic']);
    expect(scriptsOf('123')).toEqual([]);
    expect(scriptsOf('')).toEqual([]);
  });
});

describe('dependent numbers', () => {
  test.each<[string | undefined, string | undefined, boolean]>([
    ['01', '01', true],
    ['1', '01', true],
    [' 001 ', '1', true],
    ['0', '00', true],
    ['10', '1', false],
    ['01', '02', false],
    ['01', undefined, false],
    [undefined, '01', true],
    [undefined, undefined, true],
  ])('%s is %s: %s', (sent, dependentNumber, isSame) => {
    const known = covered('c', dependentNumber === undefined ? {} : { dependentNumber });
    expect(isSameDependent(sent, known)).toBe(isSame);
  });
});
