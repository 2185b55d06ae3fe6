import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNarrative } from '../../../../src/fhir/validate/narrative/check-narrative.ts';
import { DIFFERENCES } from './differences.ts';

const NAMESPACE = 'xmlns="http://www.w3.org/1999/xhtml"';

/** A narrative (`X` stands for the namespace) and the official validator's verdict. */
const VERDICTS: [div: string, official: string][] = JSON.parse(
  readFileSync(new URL('./official-verdicts.json', import.meta.url), 'utf8'),
);

const OURS = new Map(DIFFERENCES.flatMap(({ ours, divs }) => divs.map((div) => [div, ours])));

const full = (div: string): string => div.replaceAll(' X', ` ${NAMESPACE}`);
const verdict = (div: string): string => (checkNarrative(full(div)) === undefined ? 'ok' : 'error');
const inDiv = (content: string): string => `<div ${NAMESPACE}>${content}</div>`;

describe('checkNarrative agrees with the official validator', () => {
  it('but for the differences that are listed', () => {
    const wrong = VERDICTS.filter(
      ([div, official]) => verdict(div) !== (OURS.get(div) ?? official),
    );
    expect(wrong).toEqual([]);
  });

  it('on more than 800 narratives', () => {
    expect(VERDICTS.length).toBeGreaterThan(800);
  });
});

const REASONS: [content: string, rule: string, reason: string, offset: number][] = [
  ['', 'txt-2', 'has no content', 48],
  ['<script>x</script>', 'txt-1', 'has the element <script>, which is not allowed', 42],
  ['<p onclick="x">a</p>', 'txt-1', 'has the attribute onclick in <p>, which is not allowed', 44],
  ['<p>a', 'xml', 'has </div> where </p> belongs', 46],
  ['a&nbsp;b', 'xml', 'has a reference that XML does not know', 43],
  ['<a href="java&#115;cript:x">a</a>', 'txt-1', 'has active content in a link (href)', 44],
  ['<a href=" java\tscript:x">a</a>', 'txt-1', 'has active content in a link (href)', 44],
  ['<tr><td>a</td></tr>', 'txt-1', 'has <tr> directly in <div>, which is not allowed', 42],
  [
    `<${'x'.repeat(99)}/>`,
    'txt-1',
    `has the element <${'x'.repeat(39)}…>, which is not allowed`,
    42,
  ],
];

describe('checkNarrative', () => {
  it.each(REASONS)('says of %s: %s %s', (content, rule, reason, offset) => {
    expect(checkNarrative(inDiv(content))).toEqual({ rule, reason, offset });
  });

  it('never throws, on any mutant of a narrative', () => {
    const source = inDiv('<p class="a">a&amp;b<br/><!-- c --><img src="#1" alt=\'x\'/></p>');
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '&',
      ';',
      '=',
      ' ',
      '<!',
      '--',
      ']]>',
      '\0',
    );
    fc.assert(
      fc.property(fc.nat(source.length), fc.nat(12), piece, (at, cut, text) => {
        checkNarrative(source.slice(0, at) + text + source.slice(at + cut));
      }),
      { numRuns: 2000 },
    );
  });
});

const HOSTILE: [name: string, div: string][] = [
  ['open tags', inDiv('<b>'.repeat(200_000))],
  ['open divs', `<div ${NAMESPACE}>`.repeat(20_000)],
  ['tags begun', inDiv('<'.repeat(500_000))],
  ['attributes', inDiv(`<p${' class="a"'.repeat(100_000)}>a</p>`)],
  ['space in a tag', inDiv(`<p${' '.repeat(500_000)}`)],
  ['spaces around =', inDiv(`<p a${' '.repeat(500_000)}`)],
  ['an open attribute', inDiv(`<p class="${'a'.repeat(500_000)}`)],
  ['attributes in quotes of both kinds', inDiv(`<p ${`a="'" `.repeat(100_000)}`)],
  ['references', inDiv('&amp;'.repeat(200_000))],
  ['references in an attribute', inDiv(`<p class="${'&amp;'.repeat(200_000)}">a</p>`)],
  ['comments', inDiv('<!---->'.repeat(100_000))],
  ['comments begun', inDiv('<!-- '.repeat(100_000))],
  ['CDATA', inDiv('<![CDATA[]]>'.repeat(100_000))],
  ['] in a text', inDiv(']'.repeat(500_000))],
  ['a long link', inDiv(`<a href="${'a'.repeat(500_000)}">a</a>`)],
  ['a long style', inDiv(`<a style="${'expression '.repeat(50_000)}">a</a>`)],
  ['a style of spaces', inDiv(`<a style="expression${' '.repeat(500_000)}">a</a>`)],
  ['elements', inDiv('<p>a</p>'.repeat(100_000))],
];

describe('hostile narratives are bounded', () => {
  it.each(HOSTILE)('%s', (_name, div) => {
    const start = performance.now();
    checkNarrative(div);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
