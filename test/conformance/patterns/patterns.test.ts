import { beforeAll, describe, expect, it } from 'vitest';
import { whyUnsafe } from '../../../src/fhir/fhirpath/check.ts';
import { loadReference } from '../../../src/fhir/fhirpath/fallback.ts';
import { allTokens } from '../../tidy/scan/source-file.ts';
import { attackText } from './attack-texts.ts';
import { factPatterns } from './fact-patterns.ts';
import { judgePattern } from './judge-pattern.ts';
import type { PlacedPattern } from './placed-pattern.ts';
import {
  GUARDED,
  literalPatterns,
  makersOfPatterns,
  patternsMadeBy,
  programFiles,
  schemaPatterns,
} from './program-patterns.ts';

/**
 * Goal: no text makes a regular expression of the program, of its schemas or of the guides take
 * more than linear time. Method: each goes through an analyser, through attacks made of its own
 * parts on a matcher that counts its steps, and is timed on the worst of them up to 100 kB.
 */
const files = programFiles();
const facts = factPatterns();
const makers = makersOfPatterns(files);
const all: PlacedPattern[] = [...literalPatterns(files), ...schemaPatterns(), ...facts.run];

beforeAll(async () => {
  for (const path of makers.keys()) {
    if (!Object.hasOwn(GUARDED, path)) {
      for (const made of await patternsMadeBy(path)) all.push(made);
    }
  }
});

/** Milliseconds of processor time, which no other program of the machine adds to. */
function spent(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The least of three times: what the machine does beside it is not the pattern's. */
function slowness({ pattern }: PlacedPattern, text: string): number {
  const run = (): number =>
    spent(() => {
      pattern.lastIndex = 0;
      text.replace(pattern, '');
    });
  let least = run();
  for (let again = 0; again < 2 && least > MS_MAX; again += 1) least = Math.min(least, run());
  return least;
}

const MS_MAX = 50;
const LENGTHS = [30, 1_000, 10_000, 100_000];

describe('R33 regular expressions', () => {
  it('R33 the analyser and the counted attacks find none that is vulnerable', () => {
    const faults = all.flatMap(({ place, pattern }) =>
      judgePattern(pattern).faults.map((fault) => `${place} ${pattern} ${fault}`),
    );
    expect(faults).toEqual([]);
    expect(all.length).toBeGreaterThan(300);
  });

  it('R33 each ends within 50 ms on the worst texts of 30 B to 100 kB', () => {
    const slow = all.flatMap((one) =>
      judgePattern(one.pattern).worst.flatMap((attack) => {
        for (const length of LENGTHS) {
          const ms = slowness(one, attackText(attack, length));
          if (ms > MS_MAX) return [`${one.place} ${one.pattern} ${JSON.stringify(attack)} ${ms}`];
        }
        return [];
      }),
    );
    expect(slow).toEqual([]);
  });

  it('R33 patterns are made of texts in known places only', async () => {
    for (const [path, count] of makers) {
      if (Object.hasOwn(GUARDED, path)) continue;
      const made = await patternsMadeBy(path);
      expect([path, made.length]).toEqual([path, count]);
    }
    expect([...makers.keys()]).toEqual(expect.arrayContaining(Object.keys(GUARDED)));
  });

  it('R33 what a guide says is not run when it could take for ever', () => {
    expect(facts.refused).toEqual(['(\\s*([0-9a-zA-Z\\+/=]){4}\\s*)+']);
    expect(facts.computed).toEqual([]);
  });

  it('R33 schemas are compiled in two places, and take nothing from what they validate', () => {
    const named = (name: string) =>
      files
        .filter((file) => allTokens(file).some(({ text }) => text === name))
        .map((one) => one.path);
    expect(named("'ajv'")).toEqual(['src/adapters/rulebook-files.ts', 'src/settings.ts']);
    expect(files.filter(({ text }) => text.includes('$data')).map(({ path }) => path)).toEqual([]);
  });
});

describe('R33 FHIRPath', () => {
  it.each([
    ["name.matches('^[A-Z]+$')", true],
    ['name.exists()', true],
    ["name.matches('(a+)+$')", false],
    ["name.matchesFull('(a|a)*')", false],
    ["name.replaceMatches('(a*)*b', '')", false],
    ['name.matches(%resource.id)', false],
    ["name.matches('a' & code)", false],
    ["name.where(matches($this)).exists() and 'a' = `matches", false],
  ])('R33 no engine runs patterns that could take for ever: %s', (expression, isRun) => {
    expect(whyUnsafe(expression) === undefined).toBe(isRun);
  });

  it('R33 what is unsafe is not left to the fallback', async () => {
    const { compile } = await loadReference();
    expect(compile("matches('(a+)+$')", 'string').kind).toBe('unsupported');
    expect(compile("matches('^a+$')", 'string').kind).toBe('compiled');
  });

  it('R33 expressions come from guides and policies, never from a client', () => {
    const compiling = /compileInvariant|parseFhirPath|compileExtractor|loadReference/;
    const outside = files.filter(({ path, text }) => {
      return compiling.test(text) && !/^src\/(?:fhir\/(?:fhirpath|validate)\/|wire\.ts)/.test(path);
    });
    // That one compiles the extractors of the policies, in which no pattern is allowed.
    expect(outside.map(({ path }) => path)).toEqual(['src/fhir/facts/facts.ts']);
  });
});

describe('the judge of patterns', () => {
  it.each([
    ...[/(a+)+$/, /(a|a)*b/, /(.*)*x/, /^(?:\w+\s?)*$/, /(x+x+)+y/, /^(a?){30}a{30}$/],
    ...[/\s+$/, /a+b/, /\d+\d+x/, /^\s*\s*x/, /^[a-z]*[a-f0-9]*$/, /\{[^}]*\}/g, /:.*$/],
    ...[/(?<=[a-z])[A-Z]\w*$/, /\/(?:src|dist)\/[^\s]+:\d+/, /"(?:[^"\\]|\\.)*"$/, /#.*\//i],
  ])('objects to %s', (pattern) => {
    expect(judgePattern(pattern).faults).not.toEqual([]);
  });

  it.each([
    ...[/^(a+b)+$/, /^\s+/, /(?<!\s)\s+$/, /^[^\s]+(\s[^\s]+)*$/, /\{[^{}]*\}/g, /\ba\b/u],
    ...[/^a{1,64}$/, /"data"\s{0,100}:/, /(?:\s+|\/\/[^\n]*)+/y, /<!--(?:[^-]|-[^-])*-->/],
  ])('accepts %s', (pattern) => {
    expect(judgePattern(pattern).faults).toEqual([]);
  });
});

describe('the collectors', () => {
  const file = (text: string) => [{ path: 'src/a.ts', text }];
  const sources = (text: string) =>
    literalPatterns(file(text)).map(({ place, pattern }) => `${place} ${pattern}`);

  it('find literals, inside of templates too', () => {
    const text = [
      'const a = /(a+)+$/i;',
      '// no /e/',
      'const b = `a $' + '{one.replace(/(b+)+c/u, `$' + "{two.replace(/d/g, '')}`)}`;",
    ].join('\n');
    expect(sources(text)).toEqual([
      'src/a.ts:1 /(a+)+$/i',
      'src/a.ts:3 /(b+)+c/u',
      'src/a.ts:3 /d/g',
    ]);
  });

  it.each([
    ['const a = new RegExp(text);', 1],
    ["const a = RegExp('a' + b); const c = text.match('a|b');", 2],
    ['text.search(`a`); text.matchAll(/a/g);', 1],
    ['const a: RegExp = /a/; // new RegExp(b)', 0],
  ])('find what makes patterns of texts: %s', (text, count) => {
    expect(makersOfPatterns(file(text)).get('src/a.ts') ?? 0).toBe(count);
  });
});
