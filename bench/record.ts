import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { project } from '../test/conformance/hostile/project.ts';

/** Appends the figures of one bench as a line to the history. */
export function recordFigures(figures: Readonly<Record<string, unknown>>): void {
  const folder = join(project, 'docs', 'performance');
  mkdirSync(folder, { recursive: true });
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: project,
    encoding: 'utf8',
  });
  const line = {
    on: new Date().toISOString().slice(0, 10),
    commit: git.stdout.trim(),
    node: process.version,
    cores: availableParallelism(),
    ...figures,
  };
  appendFileSync(join(folder, 'history.jsonl'), `${JSON.stringify(line)}\n`);
}
