import { describe, expect, it } from 'vitest';
import { compiledPattern, patternProblem } from '../../../src/fhir/fhirpath/safe-pattern.ts';

const SAFE = [
  '^[0-9]{10}$',
  '^[0-9]{2}D[0-9]{7}$',
  '[A-Z]([A-Za-z0-9_]){0,254}',
  '^[^|# ]+$',
  '^[1-9]\\d*\\.[1-9]\\d*$',
  '[A-Za-z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*(\\[x])?)*',
  '^http:\\/\\/hl7\\.org\\/fhirpath\\/System\\.[A-Z][A-Za-z]+$',
  '(a|b|c)*',
  '(abc)+',
];
const UNSAFE = [
  '(a+)+',
  '(a*)*',
  '(a|a?)+',
  '(a|a)*b',
  '(a|[a-f])*b',
  '(\\w|\\d)+$',
  '([a-z]+)*$',
  '(\\.a*\\.?)*',
  '(a+b?)+',
  '(.*,)*',
  'a+a+',
  '(?=a)a',
  '(a)\\1',
  '(',
];

describe('regular expressions of constraints', () => {
  it.each(SAFE)('%s is accepted', (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
  });

  it.each(UNSAFE)('%s is refused', (pattern) => {
    expect(patternProblem(pattern)).toBeTypeOf('string');
  });

  it.each(SAFE)('%s is fast on hostile texts', (pattern) => {
    const compiled = compiledPattern(pattern);
    const before = performance.now();
    for (const unit of ['a', '0', 'A.a', 'Aa.', '1.', ' ', '[x]']) {
      compiled?.test(unit.repeat(20_000));
      compiled?.test(`${unit.repeat(20_000)}!`);
    }
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
