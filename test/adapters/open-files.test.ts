import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFilesProblem } from '../../src/adapters/open-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['fewer than are needed', 319, 'the process may open 319 files at one time, and needs 320: '],
  ['as many', 320, undefined],
  ['unlimited', 'unlimited', undefined],
])('%s', (_, soft, problem) => {
  const limits = join(folder, 'limits');
  const rows = ['Max processes   9   9   processes', `Max open files   ${soft}   1024   files`];
  writeFileSync(limits, rows.join('\n'));
  const expected = problem === undefined ? undefined : `${problem}raise ulimit -n`;
  expect(openFilesProblem(320, limits)).toBe(expected);
});

test('nobody tells', () => {
  expect(openFilesProblem(320, join(folder, 'absent'))).toBeUndefined();
});
