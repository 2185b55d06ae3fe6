import type { JsonObject } from '../src/fhir/json/json.ts';
import { readExample, readExamples } from '../test/conformance/fixtures/examples.ts';
import { thawObject, toText } from '../test/conformance/mutants/tree.ts';
import { seededExample, seeds } from '../test/conformance/seeds.ts';
import type { Complaint, Contestant } from './contestant.ts';
import { printTable } from './table.ts';

/** What one contestant finds and what it finds in vain. */
export interface FindsFigure {
  readonly name: string;
  readonly seedsFound: number;
  readonly missed: readonly string[];
  readonly falseAlarms: number;
  readonly alarmed: readonly string[];
}

/** Seeds found of sixteen, and official examples (all of them clean) in which errors are found. */
export async function measureFinds(
  contestants: readonly Contestant[],
): Promise<readonly FindsFigure[]> {
  const examples = readExamples();
  const figures: FindsFigure[] = [];
  for (const { name, errors } of contestants) {
    if (errors === undefined) continue;
    const missed = await missedSeeds(errors, readExample(seededExample));
    const alarmed: string[] = [];
    for (const { name: example, resource } of examples) {
      if ((await errors(resource)).length > 0) alarmed.push(example);
    }
    const seedsFound = seeds.length - missed.length;
    figures.push({ name, seedsFound, missed, falseAlarms: alarmed.length, alarmed });
  }
  printTable(
    'finds',
    figures.map(({ name, seedsFound, missed, falseAlarms }) => ({
      who: name,
      'seeds found': `${seedsFound} of ${seeds.length}`,
      'clean examples with errors': `${falseAlarms} of ${examples.length}`,
      missed: missed.length === 0 ? '-' : missed.join('; '),
    })),
  );
  return figures;
}

/** A seed is found when there is an error that the bundle without it does not have. */
async function missedSeeds(
  errors: (resource: JsonObject) => Promise<readonly Complaint[]>,
  bundle: JsonObject,
): Promise<readonly string[]> {
  const before = new Set((await errors(bundle)).map(keyOf));
  const missed: string[] = [];
  for (const seed of seeds) {
    const copy = thawObject(bundle);
    seed.mutate(copy);
    const resource: JsonObject = JSON.parse(toText(copy));
    const after = await errors(resource);
    if (!after.some((complaint) => !before.has(keyOf(complaint)))) missed.push(seed.name);
  }
  return missed;
}

/** Without numbers: a seed may move entries, and what was said of them is said elsewhere. */
function keyOf({ place, what }: Complaint): string {
  return `${place} ${what}`.replace(/\d+/g, '#');
}
