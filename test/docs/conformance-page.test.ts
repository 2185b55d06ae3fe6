import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Goal: which requirement is shown by which test can be looked up. Method: keys of the guides and
 * of the reliability tests are read from the titles and comments of tests; UPDATE_GOLDEN=1 writes
 * docs/conformance.md anew.
 */
const root = join(import.meta.dirname, '../..');
const file = join(root, 'docs', 'conformance.md');
const key = /\b(?:(?:spec|conf|ainfo|prof|use|priv|metric|found)-\d{1,2}|R\d{2})\b/gu;

function page(): string {
  const tests = new Map<string, Set<string>>();
  for (const name of readdirSync(join(root, 'test'), {
    recursive: true,
    encoding: 'utf8',
  }).sort()) {
    if (!name.endsWith('.test.ts') || name.startsWith('tidy/') || name.startsWith('docs/'))
      continue;
    for (const [found] of readFileSync(join(root, 'test', name), 'utf8').matchAll(key)) {
      tests.set(found, (tests.get(found) ?? new Set()).add(`test/${name}`));
    }
  }
  const order = (one: string): string => one.replace(/\d+/u, (digits) => digits.padStart(3, '0'));
  const keys = [...tests.keys()].sort((one, other) => (order(one) < order(other) ? -1 : 1));
  return [
    '# Requirements and their tests',
    '',
    'Written from the tests by `UPDATE_GOLDEN=1 npm test`; not by hand. `spec-34` and the like are',
    "keys of PAS 2.2.1's own list of requirements, `R26` numbers of reliability tests, whose",
    '[list](reliability.md#what-the-numbers-mean) says what each asks. A key that is not here',
    'has no test yet.',
    '',
    '| key | shown by |',
    '|---|---|',
    ...keys.map((one) => `| ${one} | ${[...(tests.get(one) ?? [])].join('<br>')} |`),
    '',
  ].join('\n');
}

test('docs/conformance.md is fresh', () => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, page());
  expect(readFileSync(file, 'utf8')).toBe(page());
});
