import { expect, test } from 'vitest';
import { isLinearRegex } from '../../../src/fhir/regex/is-linear-regex.ts';
import { readTree } from '../../tidy/read-tree.ts';
import { codeTokens } from '../../tidy/scan/source-file.ts';
import { hostileStrings } from './strings.ts';

const MS_MAX = 250;

/** The regular expressions that the program itself is written with, by place. */
const patterns = readTree(['src'])
  .flatMap((file) =>
    codeTokens(file)
      .filter(({ kind }) => kind === 'regex')
      .map(({ text, line }) => ({ place: `${file.path}:${line}`, text })),
  )
  .map(({ place, text }) => {
    const end = text.lastIndexOf('/');
    return { place, pattern: new RegExp(text.slice(1, end), text.slice(end + 1)) };
  });

test('there are patterns to look at', () => {
  expect(patterns.length).toBeGreaterThan(40);
  expect(isLinearRegex('(a+)+$')).toBe(false);
});

test('every pattern in the program ends soon on hostile texts', () => {
  const slow: string[] = [];
  for (const { place, pattern } of patterns) {
    for (const [name, text] of hostileStrings) {
      pattern.lastIndex = 0;
      const start = performance.now();
      text.replace(pattern, '');
      const ms = performance.now() - start;
      if (ms > MS_MAX) slow.push(`${place} on ${name}: ${ms.toFixed(0)} ms`);
    }
  }
  expect(slow).toEqual([]);
});
