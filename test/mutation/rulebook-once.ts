// Stands in for src/adapters/rulebook-files.ts in the bundle of the mutation run: it is no part of
// what is mutated, and reading the files and compiling their schemas took most of the time.
import { loadRulebook as load } from '../../src/adapters/rulebook-files.ts';

const loaded = new Map<string, ReturnType<typeof load>>();

/** As of the adapter; a folder is read once. */
export function loadRulebook(folder: string): ReturnType<typeof load> {
  const known = loaded.get(folder) ?? load(folder);
  loaded.set(folder, known);
  return known;
}
