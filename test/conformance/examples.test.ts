import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readExamples } from './fixtures/examples.ts';
import { examplesOf } from './fixtures/packages.ts';
import { createJudge } from './oracle/judge.ts';

const judge = await createJudge();

function errorsOf(text: string): readonly string[] {
  const errors = judge(text).filter((issue) => issue.severity === 'error');
  return errors.map(({ expression, rule, message }) => `${expression} ${rule} ${message}`);
}

const examples = readExamples();

describe('the examples of PAS 2.2.1, without narratives, have no errors', () => {
  test('all 47 are here', () => expect(examples.length).toBe(47));

  test.each(examples)('$name', ({ resource }) => {
    expect(errorsOf(JSON.stringify(resource))).toEqual([]);
  });
});

const packageFile = new URL('../../../shared/ig/davinci_pas_2.2.1.tgz', import.meta.url).pathname;

describe.skipIf(!existsSync(packageFile))('the official examples, needs ../shared', () => {
  test('47 of 47 as published have no errors', async () => {
    const published = await examplesOf(packageFile);
    const bad = published.filter(({ resource }) => errorsOf(JSON.stringify(resource)).length > 0);
    expect(published.length).toBe(47);
    expect(bad.map(({ name }) => name)).toEqual([]);
  });
});
