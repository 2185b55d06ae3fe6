import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { settingsPage } from '../../src/settings/settings-page.ts';
import { settingsTable } from '../../src/settings/settings-table.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'settings.md');

it('docs/settings.md is what the table of settings says', () => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(page, settingsPage());
  expect(readFileSync(page, 'utf8')).toBe(settingsPage());
});

it('every setting has a line of its own', () => {
  const lines = settingsPage().split('\n');
  for (const { name, says } of Object.values(settingsTable)) {
    expect(lines.filter((line) => line.startsWith(`| \`${name}\` | ${says} |`))).toHaveLength(1);
  }
});
