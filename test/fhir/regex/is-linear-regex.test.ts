import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLinearRegex } from '../../../src/fhir/regex/is-linear-regex.ts';

const DATE = '([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)';
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?';
const ZONE = '(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))';
const DAY = '(0[1-9]|[1-2][0-9]|3[0-1])';

const LINEAR = [
  // The primitive types of R4.
  'true|false',
  '\\S*',
  '[^\\s]+(\\s[^\\s]+)*',
  `${DATE}(-(0[1-9]|1[0-2])(-${DAY})?)?`,
  `${DATE}(-(0[1-9]|1[0-2])(-${DAY}(T${TIME}${ZONE})?)?)?`,
  `${DATE}-(0[1-9]|1[0-2])-${DAY}T${TIME}${ZONE}`,
  '-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?',
  '[A-Za-z0-9\\-\\.]{1,64}',
  '-?([0]|([1-9][0-9]*))',
  '[ \\r\\n\\t\\S]+',
  'urn:oid:[0-2](\\.(0|[1-9][0-9]*))+',
  '[1-9][0-9]*',
  TIME,
  'urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  // Others.
  '[0-9]{5}(-[0-9]{4})?',
  '(\\s*x)+',
  '(ab|ac)*d',
  '(a|b)*c',
  'a*b*c*',
  '[a-z]{1,4000}',
  '^[A-Z]{3}[0-9]{2,5}$',
  '(?:x\\u0041|\\x42)*',
  '[^a]*a[^a]*',
  '',
];

const REFUSED = [
  '(a+)+',
  '(a*)*',
  '(a|a)*',
  '(a|aa)+',
  '(.*)*',
  '(a+)+$',
  '([a-zA-Z]+)*',
  '(\\w+\\s?)*',
  '(x+x+)+y',
  '(a?)*',
  '(a?|b?)*',
  '(x(a?|b?)y)*',
  '(a|b|ab)*c',
  '.*.*',
  '\\s*\\s*x',
  'a*a*b',
  '\\d+\\d+',
  '.*a.*b',
  '(a{1,100}){1,100}',
  '(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)b',
  // base64Binary of R4: the white space between two groups belongs to either.
  '(\\s*([0-9a-zA-Z\\+/=]){4}\\s*)+',
  '(a)\\1',
  '(?=a)b',
  '(?<n>a)\\k<n>',
  '\\bword',
  '\\p{L}+',
  '(a',
  '[z-a]',
  'a**',
  `${'('.repeat(60)}a${')'.repeat(60)}`,
  'a'.repeat(3000),
];

/** Texts of 100,000 characters that make careless expressions slow. */
const HOSTILE = [
  'a',
  ' ',
  '0',
  '1',
  'x ',
  ' x',
  'ab',
  'ac',
  '.0',
  '-',
  'A0',
  '!a',
  '0.',
  '19',
].flatMap((unit) => {
  const long = unit.repeat(100_000 / unit.length);
  return [long, `${long}!`, `!${long}`, `urn:oid:1${long}!`, `1990-01-01T00:00:00.${long}`];
});

/** Milliseconds of processor time, which no other program of the machine adds to. */
function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('isLinearRegex', () => {
  it.each(LINEAR)('accepts %s', (source) => {
    expect(isLinearRegex(source)).toBe(true);
    const regex = new RegExp(`^(?:${source})$`);
    for (const text of HOSTILE) {
      expect(spent(() => regex.test(text))).toBeLessThan(50);
    }
  });

  it.each(REFUSED)('refuses %s', (source) => {
    expect(isLinearRegex(source)).toBe(false);
  });

  it('decides soon on expressions made to be slow', () => {
    for (const source of ['(a|b)*'.repeat(100), '[ab]?'.repeat(400), '(a*b*)'.repeat(100)]) {
      expect(spent(() => isLinearRegex(source))).toBeLessThan(1000);
    }
  });
});

/** Random expressions over two letters, many of them dangerous. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('a', 'b', '[ab]', '.', 'ab', '[^a]'),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => left + right),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left}|${right})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,200}'))
      .map(([item, sign]) => `(${item})${sign}`),
  ),
}));

describe('any expression that is accepted', () => {
  it('matches 50,000 characters in time', () => {
    const texts = ['a', 'b', 'ab', 'aab', 'abb', 'ba'].map((unit) => `${unit.repeat(20_000)}!`);
    fc.assert(
      fc.property(expression, (source) => {
        if (!isLinearRegex(source)) return;
        const regex = new RegExp(`^(?:${source})$`);
        for (const text of texts) {
          expect(spent(() => regex.test(text))).toBeLessThan(50);
        }
      }),
      { numRuns: 500 },
    );
  });
});
