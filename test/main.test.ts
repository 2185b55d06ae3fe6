import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Goal: what `assent-server` answers without starting anything. */
const root = join(import.meta.dirname, '..');

test.each([
  ['--help', 0, /^Usage: assent-server \[--demo\]\n/u, /^$/u],
  ['--version', 0, /^\d+\.\d+\.\d+\n$/u, /^$/u],
  ['--dmeo', 2, /^$/u, /^assent: unknown option; see: assent-server --help\n$/u],
])('%s', (option, code, out, err) => {
  const args = ['--import', 'tsx', 'src/main.ts', option];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([
    code,
    expect.stringMatching(out),
    expect.stringMatching(err),
  ]);
});
