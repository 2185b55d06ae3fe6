import { readJsonFile } from '../adapters/demo-files.ts';
import { fail, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { readSettings, settingsFileName } from '../settings.ts';

/** The settings of an environment and of the file that it names. Problems: one line. */
export function settingsOf(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Settings, string> {
  const name = environment[settingsFileName];
  if (name === undefined || name === '') return readSettings({ environment });
  try {
    return readSettings({ environment, file: readJsonFile<unknown>(name) });
  } catch (error) {
    return fail(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
