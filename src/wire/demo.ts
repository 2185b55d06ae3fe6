import { readDemoPayer } from '../adapters/demo-files.ts';
import { importFiles } from '../cli/commands/import-records.ts';
import { civilDateOf } from '../domain/time.ts';
import { isJsonObject } from '../fhir/json/json.ts';
import { readJson } from '../fhir/json/read-json.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { fail, ok, type Result } from '../result.ts';
import { places } from './places.ts';

/** Loads the demo payer; what is there already stays. Problems: one line with the faulty line. */
export async function loadDemoPayer(store: Store, clock: Clock): Promise<Result<void, string>> {
  const today = civilDateOf(clock.now(), 'UTC');
  const faults: string[] = [];
  const files = readDemoPayer(places.demoPayer).map(({ name, text }) => ({
    name,
    lines: text.split('\n'),
  }));
  const imported = await importFiles(files, {
    store,
    today,
    onRemark: ({ name, line, reason }) => faults.push(`${name}:${line}: ${reason}`),
    onProgress: () => undefined,
  });
  if (!imported.ok) return imported;
  const [fault] = faults;
  return fault === undefined ? ok(undefined) : fail(fault);
}

/** The ids of the demo payer's plans. */
export function demoPlans(): readonly string[] {
  return readDemoPayer(places.demoPayer)
    .flatMap(({ text }) => text.split('\n'))
    .flatMap((line) => {
      const { value } = readJson(Buffer.from(line));
      const isPlan = isJsonObject(value) && value.resourceType === 'InsurancePlan';
      return isPlan ? [String(value.id)] : [];
    });
}
