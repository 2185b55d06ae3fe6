import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDates } from '../src/domain/relative-dates.ts';
import { parseCivilDate } from '../src/domain/time.ts';

/** A scenario of the demo payer as it is sent today. */
export function renderedScenario(name: string): string {
  const today = parseCivilDate(new Date().toISOString().slice(0, 10));
  if (today === undefined) throw new Error('no day');
  const file = join(import.meta.dirname, '..', 'demo/scenarios', `${name}.json`);
  return renderDates(readFileSync(file, 'utf8'), today);
}
