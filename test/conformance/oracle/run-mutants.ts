import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from '../mutants/generate.ts';
import { compare } from './compare.ts';
import { explain, type FoundDifference, readDifferences } from './differences.ts';
import { differencesPage } from './differences-page.ts';
import { drawFamilies, type Family } from './families.ts';
import { inTurn } from './in-turn.ts';
import type { Judge } from './judge.ts';
import { askOracle } from './oracle.ts';
import { readAnswer } from './reading.ts';
import {
  differenceGroups,
  type Outcome,
  operatorLines,
  type Rates,
  rateLine,
  ratesOf,
} from './report.ts';
import { restsOnShortOids } from './short-oids.ts';

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
const validMin = 30;
/** Fewer mutants say too little for a rate; there only unexplained differences fail the run. */
const ratedMin = 2000;
const pageFile = join(import.meta.dirname, '../../../docs/conformance-differences.md');

/** Compares all mutants, prints what came out and writes the page; true when all is well. */
export async function runMutants(run: MutantRun): Promise<boolean> {
  const families = await drawFamilies(run.count, run.seed);
  const mutants = families.flatMap((family) => family.mutants);
  const found: FoundDifference[] = [];
  const outcomes = await inTurn(mutants, 2, async (mutant) => {
    const { outcome, difference } = await judgeMutant(mutant, run);
    if (difference !== undefined) found.push(difference);
    return outcome;
  });
  const table = readDifferences();
  const unexplained = found.filter((difference) => explain(difference, table) === undefined);
  writeFileSync(pageFile, differencesPage(table));
  printSummary(run, families, outcomes);
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
  if (mutants.length < ratedMin) {
    console.log(`fewer than ${ratedMin} mutants: rates are printed, not judged`);
    return unexplained.length === 0;
  }
  return unexplained.length === 0 && isEnough(ratesOf(outcomes));
}

function isEnough({ sameVerdict, samePlace, valid }: Rates): boolean {
  return sameVerdict >= sameVerdictMin && samePlace >= samePlaceMin && valid >= validMin;
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
    const none = { operator, isValid: false, hasPlaces: false, isShortOid: false };
    return { outcome: { ...none, agreement: 'none' } };
  }
  const issues = judge(mutant.text);
  const agreement = compare(issues, reading);
  const hasPlaces = !reading.valid && reading.places.length > 0;
  const isShortOid = agreement === 'verdict' && restsOnShortOids(reading);
  const outcome = { operator, isValid: reading.valid, hasPlaces, agreement, isShortOid };
  if (agreement !== 'place' && agreement !== 'verdict') return { outcome };
  const errors = issues.filter(({ severity }) => severity === 'error');
  return { outcome, difference: { kind: agreement, mutant, errors, reading } };
}

function printSummary(
  run: MutantRun,
  families: readonly Family[],
  outcomes: readonly Outcome[],
): void {
  for (const line of operatorLines(outcomes)) console.log(line);
  const operators = new Set(outcomes.map(({ operator }) => operator)).size;
  console.log(`seed ${run.seed}: ${outcomes.length} mutants of ${operators} operators`);
  let start = 0;
  for (const { name, mutants } of families) {
    console.log(rateLine(name, outcomes.slice(start, start + mutants.length)));
    start += mutants.length;
  }
  console.log(rateLine('all', outcomes));
  console.log(
    `wanted of all: valid ${validMin} %, same verdict ${sameVerdictMin} %, ` +
      `same place ${samePlaceMin} %`,
  );
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
