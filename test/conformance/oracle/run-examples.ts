import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../../src/fhir/validate/issue.ts';
import { examplesOf } from '../fixtures/packages.ts';
import { explainAlarm, type KnownDifference, readDifferences } from './differences.ts';
import { isAtOrAbove, plainExpression } from './expression.ts';
import { inTurn } from './in-turn.ts';
import type { Judge } from './judge.ts';
import { askOracle } from './oracle.ts';
import { readAnswer } from './reading.ts';

/** Where the official validator runs, and the folder of the packages. */
export interface ExampleRun {
  readonly judge: Judge;
  readonly url: string;
  readonly packages: string;
  /** What of the packages is judged: their examples, or the definitions that they are made of. */
  readonly what: 'example' | 'definition';
}

interface Subject {
  readonly packageFile: string;
  readonly name: string;
  readonly text: string;
  readonly resource: Awaited<ReturnType<typeof examplesOf>>[number]['resource'];
}

/** What came of one: our errors that the official validator does not raise at their place. */
interface Outcome {
  readonly subject: Subject;
  readonly isJudged: boolean;
  readonly alarms: readonly Issue[];
}

/**
 * Judges the examples of all packages by both; true when we raise no error that the official
 * validator does not raise, but for rows of the table that name their place.
 */
export async function runExamples(run: ExampleRun): Promise<boolean> {
  const files = readdirSync(run.packages).filter((name) => name.endsWith('.tgz'));
  const subjects: Subject[] = [];
  for (const packageFile of files) {
    for (const { name, resource } of await examplesOf(join(run.packages, packageFile), run.what))
      subjects.push({ packageFile, name, resource, text: JSON.stringify(resource) });
  }
  const outcomes = await inTurn(subjects, 2, (subject) => alarmsOn(subject, run));
  const table = readDifferences();
  const loaded = loadedBy(run.packages);
  const ofTrain = outcomes.filter(({ subject }) => loaded.has(subject.packageFile));
  const [all, train] = [report(outcomes, table), ofTrain.length];
  const first = report(ofTrain, table, () => undefined);
  for (const [row, count] of all.explained) console.log(`${count} by the row: ${row.why}`);
  console.log(
    `${outcomes.length} ${run.what}s of ${files.length} packages: ${all.open} errors that the ` +
      `official validator does not raise; ${train} of the packages of its train: ${first.open}; ` +
      `without its verdict: ${all.unjudged}`,
  );
  return all.open === 0;
}

interface Report {
  readonly open: number;
  readonly unjudged: number;
  readonly explained: ReadonlyMap<KnownDifference, number>;
}

function report(
  outcomes: readonly Outcome[],
  table: readonly KnownDifference[],
  say: (line: string) => void = (line) => console.log(line),
): Report {
  let open = 0;
  const explained = new Map<KnownDifference, number>();
  for (const { subject, alarms, isJudged } of outcomes) {
    const name = `${subject.packageFile} ${subject.name}`;
    if (!isJudged) say(`${name}: the official validator gave no verdict`);
    for (const alarm of alarms) {
      const row = explainAlarm(name, alarm, table);
      if (row !== undefined) explained.set(row, (explained.get(row) ?? 0) + 1);
      else {
        open += 1;
        say(`${name} ${alarm.expression} ${alarm.rule}: ${alarm.message}`);
      }
    }
  }
  return { open, explained, unjudged: outcomes.filter(({ isJudged }) => !isJudged).length };
}

/** The package files that the official validator's train 2.2 loads, as the service beside says. */
function loadedBy(packages: string): ReadonlySet<string> {
  const trains: unknown = JSON.parse(
    readFileSync(join(packages, '..', 'oracle', 'trains.json'), 'utf8'),
  );
  if (typeof trains !== 'object' || trains === null || !('2.2' in trains)) return new Set();
  const rows: unknown = trains['2.2'];
  return new Set(Array.isArray(rows) ? rows.filter((row) => typeof row === 'string') : []);
}

async function alarmsOn(subject: Subject, { judge, url }: ExampleRun): Promise<Outcome> {
  const answer = await askOracle(subject.text, { url, train: '2.2' });
  const reading = readAnswer(answer, subject.resource);
  if (reading === undefined) return { subject, isJudged: false, alarms: [] };
  const errors = judge(subject.text).filter(({ severity }) => severity === 'error');
  const alarms = errors.filter(({ expression }) => {
    const ours = plainExpression(expression);
    // Of some faults they name the element around the one that we name.
    return !reading.places.some((theirs) => isAtOrAbove(ours, theirs) || isAtOrAbove(theirs, ours));
  });
  return { subject, isJudged: true, alarms };
}
