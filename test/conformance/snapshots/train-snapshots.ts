import { openFactFiles, readTrain } from '../../../src/adapters/fact-files.ts';
import type { FactSource } from '../../../src/fhir/validate/facts.ts';
import { createRegistry } from '../../../src/fhir/validate/registry.ts';
import type { Snapshots } from '../../../src/fhir/validate/snapshot/snapshot-lookup.ts';
import { createSnapshots } from '../../../src/fhir/validate/snapshot/snapshots.ts';
import { compareSnapshots, type Difference } from './compare.ts';
import { ARCHIVES, publishedStructures } from './published.ts';

/** A release train: facts and snapshots. */
export interface Train {
  readonly source: FactSource;
  readonly snapshots: Snapshots;
}

/** The outcome of comparing all structures of a train with the packages they come from. */
export interface TrainComparison {
  readonly differences: readonly Difference[];
  /** How many structures were compared, by package. */
  readonly compared: Readonly<Record<string, number>>;
  /** Structures that their package publishes without a snapshot, by URL. */
  readonly unpublished: readonly string[];
  /** Structures of which we have no snapshot, by URL. */
  readonly rootless: readonly string[];
}

/** The facts of PAS 2.2.1 and all that it stands on, with the snapshots made from them. */
export function openTrain(): Train {
  const source = openFactFiles(['profiles', 'dist/profiles'], readTrain('profiles', '2.2'));
  return { source, snapshots: createSnapshots(createRegistry(source)) };
}

/** Compares the snapshots of a train with the published ones. */
export async function compareTrain({ source, snapshots }: Train): Promise<TrainComparison> {
  const differences: Difference[] = [];
  const compared: Record<string, number> = {};
  const unpublished: string[] = [];
  const rootless: string[] = [];
  for (const { name, version, canonicals } of source.packages) {
    const packageId = `${name}#${version}`;
    const archive = ARCHIVES[packageId];
    if (archive === undefined) continue;
    const published = await publishedStructures(archive);
    compared[packageId] = 0;
    for (const [url, { resourceType }] of Object.entries(canonicals)) {
      if (resourceType !== 'StructureDefinition') continue;
      const structure = published.get(url);
      const root = snapshots.root(url, packageId);
      if (structure?.snapshot === undefined) unpublished.push(url);
      else if (root === undefined) rootless.push(url);
      else {
        compared[packageId] += 1;
        differences.push(...compareSnapshots(packageId, structure, { root, snapshots }));
      }
    }
  }
  return { differences, compared, unpublished, rootless };
}
