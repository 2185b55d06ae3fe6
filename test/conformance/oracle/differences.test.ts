import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explain, type FoundDifference, readDifferences } from './differences.ts';
import { differencesPage } from './differences-page.ts';

const root = join(import.meta.dirname, '../../..');
const tableFile = join(root, 'test/conformance/differences.json');
const pageFile = join(root, 'docs/conformance-differences.md');

test('every line of the table says who is right and why', () => {
  const table = readDifferences();
  const written: unknown = JSON.parse(readFileSync(tableFile, 'utf8'));
  expect(table).toEqual(written);
  for (const { right, why } of table) {
    expect(['ours', 'oracle', 'undecidable']).toContain(right);
    expect(why.length).toBeGreaterThan(20);
  }
});

test('every line that calls ours right names the page and the element of its rule', () => {
  for (const { right, page, element, why } of readDifferences()) {
    if (right !== 'ours') continue;
    expect(page, why).toMatch(/^[a-z0-9-]+\.html(?:#[\w.-]+)?$/);
    expect(element, why).toMatch(/^\S.{3,}$/);
  }
});

test('the page is the table', () => {
  expect(readFileSync(pageFile, 'utf8')).toBe(differencesPage(readDifferences()));
});

test('a line explains what matches all that it names', () => {
  const found: FoundDifference = {
    kind: 'verdict',
    mutant: { id: 'a-1', operator: 'a', base: 'Claim-1', place: 'Claim.use', description: 'code' },
    errors: [],
    reading: {
      valid: false,
      places: [],
      unchecked: [],
      blindCodes: [],
      failedCodes: [],
      ofLookup: [],
      errors: [{ level: 'ERROR', location: '', message: '', messageId: 'M' }],
    },
  };
  const line = { kind: 'verdict', operator: 'a', right: 'ours', why: 'because' } as const;
  expect(explain(found, [{ ...line, messageId: 'M', example: 'use: code$' }])?.why).toBe('because');
  expect(explain(found, [{ ...line, operator: 'b' }])).toBeUndefined();
  expect(explain(found, [{ ...line, messageId: 'N' }])).toBeUndefined();
  expect(explain(found, [{ ...line, rule: 'x' }])).toBeUndefined();
  expect(explain(found, [{ ...line, kind: 'place' }])).toBeUndefined();
});
