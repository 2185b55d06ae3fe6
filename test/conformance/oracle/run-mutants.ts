import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExamples } from '../fixtures/examples.ts';
import { generateMutants, type Mutant } from '../mutants/generate.ts';
import { compare } from './compare.ts';
import { explain, type FoundDifference, readDifferences } from './differences.ts';
import { differencesPage } from './differences-page.ts';
import { inTurn } from './in-turn.ts';
import type { Judge } from './judge.ts';
import { askOracle } from './oracle.ts';
import { readAnswer } from './reading.ts';
import { differenceGroups, type Outcome, operatorLines, ratesOf } from './report.ts';

/** What a run over mutants needs. */
export interface MutantRun {
  readonly judge: Judge;
  readonly url: string;
  readonly count: number;
  readonly seed: number;
  readonly listed: number;
}

const sameVerdictMin = 99;
const samePlaceMin = 95;
const pageFile = join(import.meta.dirname, '../../../docs/conformance-differences.md');

/** Compares all mutants, prints what came out and writes the page; true when all is well. */
export async function runMutants(run: MutantRun): Promise<boolean> {
  const mutants = generateMutants(readExamples(), run.seed, run.count);
  const found: FoundDifference[] = [];
  const outcomes = await inTurn(mutants, 2, async (mutant) => {
    const { outcome, difference } = await judgeMutant(mutant, run);
    if (difference !== undefined) found.push(difference);
    return outcome;
  });
  const table = readDifferences();
  const unexplained = found.filter((difference) => explain(difference, table) === undefined);
  writeFileSync(pageFile, differencesPage(table));
  printSummary(run, outcomes);
  const silent = mutants.filter((_, index) => outcomes[index]?.agreement === 'none');
  for (const { id, base, place } of silent) console.log(`no verdict: ${id} ${base} ${place}`);
  console.log(`${found.length} differences, ${unexplained.length} of them not in the table`);
  for (const entry of table) {
    const explained = found.filter((difference) => explain(difference, table) === entry);
    const sign = entry.rule ?? entry.messageId ?? entry.example ?? '';
    if (explained.length > 0) console.log(`  known ${explained.length}  ${entry.kind}: ${sign}`);
  }
  for (const line of differenceGroups(unexplained)) console.log(line);
  for (const difference of unexplained.slice(0, run.listed)) console.log(describe(difference));
  const rates = ratesOf(outcomes);
  const isEnough = rates.sameVerdict >= sameVerdictMin && rates.samePlace >= samePlaceMin;
  return unexplained.length === 0 && isEnough;
}

interface Judged {
  readonly outcome: Outcome;
  readonly difference?: FoundDifference;
}

async function judgeMutant(mutant: Mutant, { judge, url }: MutantRun): Promise<Judged> {
  const { operator } = mutant;
  const answer = await askOracle(mutant.text, { url, train: '2.2' });
  const reading = readAnswer(answer, mutant.resource);
  if (reading === undefined) {
    return { outcome: { operator, isValid: false, hasPlaces: false, agreement: 'none' } };
  }
  const issues = judge(mutant.text);
  const agreement = compare(issues, reading);
  const hasPlaces = !reading.valid && reading.places.length > 0;
  const outcome = { operator, isValid: reading.valid, hasPlaces, agreement };
  if (agreement !== 'place' && agreement !== 'verdict') return { outcome };
  const errors = issues.filter(({ severity }) => severity === 'error');
  return { outcome, difference: { kind: agreement, mutant, errors, reading } };
}

function printSummary(run: MutantRun, outcomes: readonly Outcome[]): void {
  const rates = ratesOf(outcomes);
  for (const line of operatorLines(outcomes)) console.log(line);
  const operators = new Set(outcomes.map(({ operator }) => operator)).size;
  console.log(
    `seed ${run.seed}: ${outcomes.length} mutants of ${operators} operators, ` +
      `${rates.judged} judged by both, ${rates.valid.toFixed(1)} % valid; ` +
      `${rates.unchecked} rest on what the official validator cannot check`,
  );
  console.log(`same verdict ${rates.sameVerdict.toFixed(2)} % (at least ${sameVerdictMin})`);
  console.log(`same place ${rates.samePlace.toFixed(2)} % (at least ${samePlaceMin})`);
}

function describe({ kind, mutant, errors, reading }: FoundDifference): string {
  const ours = errors.map(
    (issue) => `    ours   ${issue.expression} ${issue.rule}: ${issue.message}`,
  );
  const theirs = reading.errors.map(
    (issue) => `    oracle ${issue.location} ${issue.messageId}: ${issue.message.slice(0, 200)}`,
  );
  const head = `${kind} ${mutant.id} ${mutant.base} ${mutant.place}: ${mutant.description}`;
  return [head, ...ours.slice(0, 5), ...theirs.slice(0, 5)].join('\n');
}
