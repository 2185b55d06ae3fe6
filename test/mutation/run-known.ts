import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWithMutants } from './bundle.ts';
import { instrumentKnown, type KnownMutant, knownMutants, replaced } from './known-mutants.ts';
import { runMutants } from './run-mutants.ts';

const root = join(import.meta.dirname, '../..');

/** Runs the known faults, each against its tests; the names of those that nothing noticed. */
export async function missedOfKnown(out: string): Promise<readonly string[]> {
  for (const known of knownMutants) replaced(readFileSync(join(root, known.path), 'utf8'), known);
  const bundle = await bundleWithMutants({
    ...{ tests: 'test/domain', source: 'src/domain', out, weave: instrumentKnown },
  });
  const verdicts = await runMutants(bundle.file, bundle.mutants, { onProgress: () => undefined });
  const noticed = verdicts
    .filter(({ killedBy }) => killedBy !== undefined)
    .map(({ mutant: { path, before } }) => `${path} ${before}`);
  const others = knownMutants.filter(({ tests }) => tests !== undefined);
  // Tests that fail anyway notice nothing.
  for (const tests of new Set(others.map((known) => known.tests))) {
    if (tests !== undefined && !passes(tests)) throw new Error(`failing already: ${tests}`);
  }
  return knownMutants
    .filter((known) =>
      known.tests === undefined
        ? !noticed.includes(`${known.path} ${known.before}`)
        : passes(known.tests, known),
    )
    .map(({ name }) => name);
}

function passes(tests: string, known?: KnownMutant): boolean {
  const config = join(import.meta.dirname, 'known.config.ts');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', tests, '--config', config, '--maxWorkers=1', '--bail=1'];
  const env = { ...process.env, ASSENT_KNOWN_MUTANT: known?.name ?? '' };
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'ignore' }).status === 0;
}
