import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../test/conformance/hostile/project.ts';

/** The bench as plain JavaScript; builds leave this folder alone. */
export const compiledRun: string = join(project, 'dist', '.bench', 'bench', 'run.js');

/** Compiles program and bench into their own folder and runs the bench there; its exit code. */
export function compileAndRun(args: readonly string[]): number {
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', join(project, 'bench', 'tsconfig.json'), '--noCheck'];
  const compiled = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
  if (compiled.status !== 0) return compiled.status ?? 1;
  linkFixtures();
  // Without the loader of whoever started this.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const run = spawnSync(process.execPath, [compiledRun, ...args], { stdio: 'inherit', env });
  return run.status ?? 1;
}

/** The examples are read beside the code that reads them. */
function linkFixtures(): void {
  const path = 'test/conformance/fixtures/pas-2.2.1';
  const link = join(project, 'dist', '.bench', path);
  if (!existsSync(link)) symlinkSync(join(project, path), link, 'dir');
}
