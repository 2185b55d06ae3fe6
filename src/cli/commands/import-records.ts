import { renderDates } from '../../domain/relative-dates.ts';
import type { CivilDate } from '../../domain/time.ts';
import { isJsonObject } from '../../fhir/json/json.ts';
import { readJson } from '../../fhir/json/read-json.ts';
import { toRecord } from '../../fhir/translate/records/records.ts';
import type { RecordDocument, Store } from '../../ports/store.ts';
import { fail, ok, type Result } from '../../result.ts';
import { findUnowned, isCoverage } from './import-owners.ts';

/** A file of an import: its name and its lines. */
export interface ImportFile {
  readonly name: string;
  readonly lines: AsyncIterable<string> | Iterable<string>;
}

/** What became of the lines of a file. */
export interface ImportTally {
  readonly name: string;
  readonly lines: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of those: coverages that their status takes out of force. */
  readonly withdrawn: number;
  readonly skipped: number;
  readonly faulty: number;
}

/** A line that could not be taken, or one that counts for nothing. */
export interface LineRemark {
  readonly name: string;
  readonly line: number;
  readonly reason: string;
}

/** How an import goes on. */
export interface ImportRun {
  readonly store: Store;
  readonly today: CivilDate;
  readonly onRemark: (remark: LineRemark) => void;
  readonly onProgress: (name: string, lines: number) => void;
}

const BATCH = 500;

/**
 * Imports files of FHIR resources as records of the payer. A line that can't be taken is told and
 * left out, the others go on. Coverages wait for the end when their member or plan has not come
 * yet; those of nobody are faulty. Problems: one line when the store does not answer.
 */
export async function importFiles(
  files: Iterable<ImportFile>,
  run: ImportRun,
): Promise<Result<readonly ImportTally[], string>> {
  const tallies: Tally[] = [];
  const waiting: Line[] = [];
  for (const { name, lines } of files) {
    const tally = { ...noLines, name };
    tallies.push(tally);
    const read = await importLines({ tally, lines }, run, waiting);
    if (!read.ok) return fail(`${name}: ${read.problem}`);
  }
  const settled = await inBatches(waiting, async (lines) => {
    const kept = await keep(lines, run);
    if (!kept.ok) return kept;
    for (const { line, reason } of kept.value) refuse(run, line, reason);
    return ok(undefined);
  });
  return settled.ok ? ok(tallies) : settled;
}

type Tally = { -readonly [Name in keyof ImportTally]: ImportTally[Name] };

const noLines = {
  ...{ lines: 0, inserted: 0, changed: 0, unchanged: 0, withdrawn: 0, skipped: 0, faulty: 0 },
};

/** A record with the place that it was read from. */
interface Line {
  readonly tally: Tally;
  readonly number: number;
  readonly record: RecordDocument;
}

interface FileLines {
  readonly tally: Tally;
  readonly lines: ImportFile['lines'];
}

async function importLines(
  { tally, lines }: FileLines,
  run: ImportRun,
  waiting: Line[],
): Promise<Result<void, string>> {
  let batch: Line[] = [];
  const flush = async (): Promise<Result<void, string>> => {
    const kept = await keep(batch, run);
    batch = [];
    if (!kept.ok) return kept;
    for (const { line } of kept.value) waiting.push(line);
    return ok(undefined);
  };
  for await (const text of lines) {
    tally.lines += 1;
    if (text.trim() === '') continue;
    const record = recordOf(text, run.today);
    if (record.ok) batch.push({ tally, number: tally.lines, record: record.value });
    else if (record.problem === skipped) tally.skipped += 1;
    else refuse(run, { tally, number: tally.lines }, record.problem);
    if (batch.length < BATCH) continue;
    const flushed = await flush();
    if (!flushed.ok) return flushed;
    run.onProgress(tally.name, tally.lines);
  }
  return flush();
}

function refuse(
  { onRemark }: ImportRun,
  { tally, number }: Omit<Line, 'record'>,
  reason: string,
): void {
  tally.faulty += 1;
  onRemark({ name: tally.name, line: number, reason });
}

/** A coverage out of force is taken, so that it is out of force here too; and it is told. */
function noteWithdrawn({ onRemark }: ImportRun, { tally, number, record }: Line): void {
  const { withdrawn } = isCoverage(record) ? record.body : {};
  if (withdrawn === undefined) return;
  tally.withdrawn += 1;
  const reason = `taken, and out of force: Coverage.status is ${withdrawn}`;
  onRemark({ name: tally.name, line: number, reason });
}

/** A line that was not kept, because what it belongs to is not on file. */
interface Unowned {
  readonly line: Line;
  readonly reason: string;
}

/**
 * Keeps the records of lines, but for coverages of members or plans that are not on file; tells
 * those that are kept and out of force.
 */
async function keep(
  lines: readonly Line[],
  run: ImportRun,
): Promise<Result<readonly Unowned[], string>> {
  const { store } = run;
  const coverages = lines.filter(({ record }) => isCoverage(record));
  const others = lines.filter((line) => !coverages.includes(line));
  const first = await put(others, store);
  if (!first.ok) return first;
  const reasons = await findUnowned(
    coverages.map(({ record }) => record),
    store,
  );
  if (!reasons.ok) return reasons;
  const unowned = coverages.flatMap((line): readonly Unowned[] => {
    const reason = reasons.value.get(line.record);
    return reason === undefined ? [] : [{ line, reason }];
  });
  const owned = coverages.filter(({ record }) => !reasons.value.has(record));
  const second = await put(owned, store);
  if (!second.ok) return second;
  for (const line of owned) noteWithdrawn(run, line);
  return ok(unowned);
}

/** Counts are of a store's command: lines of one file are one command. */
async function put(lines: readonly Line[], store: Store): Promise<Result<void, string>> {
  for (const tally of new Set(lines.map((line) => line.tally))) {
    const records = lines.filter((line) => line.tally === tally).map(({ record }) => record);
    const imported = await store.importRecords(records);
    if (!imported.ok) return fail(imported.problem.reason);
    tally.inserted += imported.value.inserted;
    tally.changed += imported.value.changed;
    tally.unchanged += imported.value.unchanged;
  }
  return ok(undefined);
}

async function inBatches(
  lines: readonly Line[],
  work: (lines: readonly Line[]) => Promise<Result<void, string>>,
): Promise<Result<void, string>> {
  for (let start = 0; start < lines.length; start += BATCH) {
    const done = await work(lines.slice(start, start + BATCH));
    if (!done.ok) return done;
  }
  return ok(undefined);
}

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
