import { renderDates } from '../../domain/relative-dates.ts';
import { type CivilDate, parseCivilDate } from '../../domain/time.ts';
import { isJsonObject } from '../../fhir/json/json.ts';
import { readJson } from '../../fhir/json/read-json.ts';
import { toRecord } from '../../fhir/translate/records/records.ts';
import type { ImportedCounts, RecordDocument, Store } from '../../ports/store.ts';
import { fail, type Result } from '../../result.ts';

/** What became of the lines of an import. */
export interface ImportTally {
  readonly lines: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly faulty: number;
}

/** A line that could not be taken. */
export interface LineFault {
  readonly line: number;
  readonly reason: string;
}

/** How an import goes on. */
export interface ImportRun {
  readonly store: Store;
  readonly today: CivilDate;
  readonly onFault: (fault: LineFault) => void;
  readonly onProgress: (lines: number) => void;
}

const BATCH = 500;

/**
 * Imports lines of FHIR resources as records of the payer. A line that can't be taken is told and
 * left out, the others go on. Problems: one line when the store does not answer.
 */
export async function importLines(
  lines: AsyncIterable<string> | Iterable<string>,
  run: ImportRun,
): Promise<ImportTally | string> {
  const tally = { lines: 0, inserted: 0, changed: 0, unchanged: 0, skipped: 0, faulty: 0 };
  let batch: RecordDocument[] = [];
  const flush = async (): Promise<string | undefined> => {
    if (batch.length === 0) return undefined;
    const imported = await run.store.importRecords(batch);
    batch = [];
    if (!imported.ok) return imported.problem.reason;
    add(tally, imported.value);
    return undefined;
  };
  for await (const line of lines) {
    tally.lines += 1;
    if (line.trim() === '') continue;
    const record = recordOf(line, run.today);
    if (record.ok) batch.push(record.value);
    else if (record.problem === skipped) tally.skipped += 1;
    else {
      tally.faulty += 1;
      run.onFault({ line: tally.lines, reason: record.problem });
    }
    if (batch.length < BATCH) continue;
    const problem = await flush();
    if (problem !== undefined) return problem;
    run.onProgress(tally.lines);
  }
  return (await flush()) ?? tally;
}

function add(tally: Writable, counts: ImportedCounts): void {
  tally.inserted += counts.inserted;
  tally.changed += counts.changed;
  tally.unchanged += counts.unchanged;
}

type Writable = { -readonly [Name in keyof ImportTally]: number };

/** Stands for the reason of a line that is nothing of ours. */
const skipped = 'skipped';

function recordOf(line: string, today: CivilDate): Result<RecordDocument, string> {
  const { value, findings } = readJson(Buffer.from(renderDates(line, today)));
  const [finding] = findings;
  if (finding !== undefined) return fail(finding.message);
  if (!isJsonObject(value)) return fail('this is no JSON object');
  const record = toRecord(value);
  if (record.ok) return record;
  return fail(record.problem.kind === 'skipped' ? skipped : record.problem.reason);
}

/** The civil date of an instant in UTC. */
export function utcDate(instant: string): CivilDate | undefined {
  return parseCivilDate(instant.slice(0, 10));
}
