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
  const args = ['dist/main.js', option];
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

test('too few files for what may be in flight: one line, before anything is made', () => {
  const run = `ulimit -n 1000; exec "${process.execPath}" dist/main.js --demo`;
  const store = { ASSENT_STORE: 'sqlite:/nowhere/a.db', ASSENT_CONNECTIONS_MAX: '2000' };
  const env = { PATH: process.env.PATH, ...store };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', run], {
    ...{ cwd: root, encoding: 'utf8', env },
  });
  expect([status, stdout, stderr]).toEqual([
    ...[1, ''],
    'assent: the process may open 1000 files at one time, and needs 2080: raise ulimit -n, ' +
      'or lower ASSENT_CONNECTIONS_MAX\n',
  ]);
});
