import type { SettingRow } from './settings-shape.ts';
import { settingsTable } from './settings-table.ts';

/** `docs/settings.md`: the table of settings for people. */
export function settingsPage(): string {
  const rows: readonly SettingRow[] = Object.values(settingsTable);
  return `${[...heading, ...rows.map(line)].join('\n')}\n`;
}

const heading = [
  '# Settings',
  '',
  'Written from `src/settings/settings-table.ts` by its test (`UPDATE_GOLDEN=1`); not by hand.',
  '',
  'Each setting comes from the environment or from the JSON file that `ASSENT_SETTINGS_FILE`',
  'names, by the same name; the environment has precedence, an empty text counts as not set. Lists',
  'have commas between their items (or are arrays in the file). A wrong value, or an `ASSENT_`',
  'name that is not in this table, keeps the server from starting.',
  '',
  '| Name | What | Default | Allowed |',
  '|---|---|---|---|',
];

function line({ name, unit, byDefault, allowed, says }: SettingRow): string {
  const value = byDefault === '' ? 'none' : `\`${byDefault}\``;
  const full = unit === undefined || unit === '' ? value : `${value} ${unit}`;
  return `| \`${name}\` | ${says} | ${full} | ${allowed} |`;
}
