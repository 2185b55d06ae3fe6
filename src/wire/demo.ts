import { readDemoPayer } from '../adapters/demo-files.ts';
import { importLines, utcDate } from '../cli/commands/import-records.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { fail, ok, type Result } from '../result.ts';
import { places } from './places.ts';

/** Loads the demo payer; what is there already stays. Problems: one line with the faulty line. */
export async function loadDemoPayer(store: Store, clock: Clock): Promise<Result<void, string>> {
  const today = utcDate(clock.now());
  if (today === undefined) return fail('the clock gives no date');
  for (const { name, text } of readDemoPayer(places.demoPayer)) {
    const faults: string[] = [];
    const tally = await importLines(text.split('\n'), {
      store,
      today,
      onFault: ({ line, reason }) => faults.push(`${name}:${line}: ${reason}`),
      onProgress: () => undefined,
    });
    if (typeof tally === 'string') return fail(tally);
    const [fault] = faults;
    if (fault !== undefined) return fail(fault);
  }
  return ok(undefined);
}
