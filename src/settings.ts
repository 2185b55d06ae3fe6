import { Ajv } from 'ajv';
import { fail, ok, type Result } from './result.ts';
import { isLoopback } from './settings/loopback.ts';
import { nearestName } from './settings/nearest-name.ts';
import type { SettingRow, Settings } from './settings/settings-shape.ts';
import { settingsTable } from './settings/settings-table.ts';

/** Where settings come from. */
export interface SettingSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the file of settings holds, once it was parsed; absent without a file. */
  readonly file?: unknown;
}

/** The environment's name for the file of settings; whoever reads settings reads it first. */
export const settingsFileName: string = settingsTable.settingsFile.name;

/**
 * All settings, checked. Shape: environment and file -> values by name; the environment has
 * precedence, an empty text counts as not set. Problems: one line that names every setting that is
 * wrong, with its value and what is allowed, or the name that was probably meant.
 */
export function readSettings({ environment, file }: SettingSources): Result<Settings, string> {
  const written = file === undefined ? {} : file;
  if (!isObject(written)) return fail('the file of settings does not hold a JSON object');
  const stray = [
    ...Object.keys(environment).filter((name) => name.startsWith('ASSENT_')),
    ...Object.keys(written),
  ].filter((name) => !names.has(name));
  const values: Record<string, unknown> = {};
  for (const [key, row] of rows) values[key] = valueFrom(row, environment, written);
  const wrong = [...stray.map(strayText), ...wrongValues(values)];
  if (wrong.length > 0) return fail(listed(wrong));
  if (!isSettings(values)) return fail('the table of settings is not whole');
  return together(values);
}

const rows: readonly (readonly [string, SettingRow])[] = Object.entries(settingsTable);
const names: ReadonlySet<string> = new Set(rows.map(([, row]) => row.name));

const isSettings = new Ajv({ allErrors: true }).compile<Settings>({
  type: 'object',
  required: rows.map(([key]) => key),
  properties: Object.fromEntries(rows.map(([key, row]) => [key, row.schema])),
});

function valueFrom(
  row: SettingRow,
  environment: SettingSources['environment'],
  file: Readonly<Record<string, unknown>>,
): unknown {
  const text = environment[row.name];
  if (text !== undefined && text !== '') return read(row, text);
  const value = Object.hasOwn(file, row.name) ? file[row.name] : undefined;
  return value === undefined ? read(row, row.byDefault) : value;
}

/** A text of the environment as the value that its row's schema is about. */
function read({ schema }: SettingRow, text: string): unknown {
  if (schema.type === 'integer') return /^[0-9]{1,15}$/u.test(text) ? Number(text) : text;
  if (schema.type !== 'array') return text;
  return text.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]));
}

function strayText(name: string): string {
  const nearest = nearestName(name, names);
  const meant =
    nearest === undefined ? 'docs/settings.md lists all of them' : `did you mean ${nearest}?`;
  return `${shown(name)} is not a setting; ${meant}`;
}

function wrongValues(values: Readonly<Record<string, unknown>>): readonly string[] {
  if (isSettings(values)) return [];
  const keys = (isSettings.errors ?? []).map(({ instancePath }) => instancePath.split('/')[1]);
  return rows.flatMap(([key, row]) => {
    if (!keys.includes(key)) return [];
    const value = row.isSecret === true ? 'not allowed' : shown(values[key]);
    return [`${row.name} is ${value}; allowed is ${row.allowed}`];
  });
}

/** Names that are wrong in one line; a file of garbage does not make it endless. */
const LISTED_MAX = 10;

function listed(wrong: readonly string[]): string {
  const [only, ...others] = wrong;
  if (only !== undefined && others.length === 0) return only;
  const numbered = wrong.slice(0, LISTED_MAX).map((text, index) => `(${index + 1}) ${text}`);
  return `${wrong.length} settings are wrong: ${numbered.join(' ')}`;
}

/** What no single setting can say: those that have to fit each other. */
function together(settings: Settings): Result<Settings, string> {
  const { host, port, publicUrl, demo, bodyBytesMax, bodiesBytesMax } = settings;
  if (demo === 'on' && !isLoopback(host)) {
    return fail(
      `ASSENT_DEMO is "on" while ASSENT_HOST is ${shown(host)}; allowed is a loopback address, ` +
        'or ASSENT_DEMO=public, which lets nobody in without a token',
    );
  }
  if (bodiesBytesMax < 2 * bodyBytesMax) {
    return fail(
      `ASSENT_BODIES_BYTES_MAX is ${bodiesBytesMax} while ASSENT_BODY_BYTES_MAX is ` +
        `${bodyBytesMax}; allowed is room for one body as it came and decompressed: twice that`,
    );
  }
  const address = host.includes(':') ? `[${host}]` : host;
  return ok({ ...settings, publicUrl: publicUrl === '' ? `http://${address}:${port}` : publicUrl });
}

/** A value as it is repeated in a complaint: on one line, and not at length. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
