import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildBase } from '../src/cli/commands/profiles-base.ts';

const root = join(import.meta.dirname, '..');

/**
 * Builds `dist/` and the facts of base R4 before the tests, unless they are up to date. Programs
 * and threads run from `dist/` in tests: to load sources takes longer than what they then do.
 */
export default function setup(project: TestProject): void {
  build();
  project.onTestsRerun(build);
  process.env.THREADS_FROM = 'dist';
}

function build(): void {
  const args = [join(root, 'scripts', 'build.mjs'), '--if-stale'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`dist/ can not be built:\n${stdout}${stderr}`);
  buildBase(root);
}
