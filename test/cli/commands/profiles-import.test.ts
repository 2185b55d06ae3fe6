import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/cli/command.ts';
import { profilesImportCommand } from '../../../src/cli/commands/profiles-import.ts';
import { tarArchive } from '../../adapters/tar-archive.ts';

const into = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(into, { recursive: true }));

const structure = {
  resourceType: 'StructureDefinition',
  kind: 'resource',
  type: 'Claim',
  differential: { element: [{ id: 'Claim', path: 'Claim' }] },
};

function archive(name: string, resources: readonly object[]): string {
  const path = join(into, `${name}.tgz`);
  const files = [{ name, version: '1.0.0', canonical: `http://${name}` }, ...resources];
  const entries = files.map((file, index) => ({
    name: index === 0 ? 'package/package.json' : `package/${index}.json`,
    content: JSON.stringify(file),
  }));
  writeFileSync(path, tarArchive(entries));
  return path;
}

async function run(positionals: readonly string[], options: CommandContext['values'] = {}) {
  const lines = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      lines[name] += text;
      return true;
    },
    once: () => undefined,
  });
  const code = await profilesImportCommand.run({
    values: { into, ...options },
    positionals,
    stdin: Readable.from([]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: {},
  });
  return { code, ...lines };
}

test('a package is imported, and its import again changes no byte', async () => {
  const path = archive('org.one', [
    { ...structure, id: 'a', url: 'http://one/a', baseDefinition: 'http://two/b|1' },
  ]);
  expect(await run([path])).toEqual({
    code: 0,
    stdout: `${join(into, 'org.one#1.0.0')}: 2 files\n`,
    stderr: '',
  });
  const file = join(into, 'org.one#1.0.0', 'structures', 'a.json');
  const first = readFileSync(file, 'utf8');
  expect((await run([path])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(first);
});

test('of a referenced package only what the others reach is kept', async () => {
  const path = archive('org.two', [
    { ...structure, id: 'b', url: 'http://two/b' },
    { ...structure, id: 'c', url: 'http://two/c' },
  ]);
  expect((await run([path], { 'referenced-by': 'org.one#1.0.0' })).code).toBe(0);
  expect(readdirSync(join(into, 'org.two#1.0.0', 'structures'))).toEqual(['b.json']);
});

test('one file is one file', async () => {
  const { stdout } = await run([archive('org.five', [])]);
  expect(stdout).toBe(`${join(into, 'org.five#1.0.0')}: 1 file\n`);
});

const wrong: readonly [string, readonly string[], CommandContext['values'], string][] = [
  ['no package', [], {}, 'name one package'],
  ['two packages', ['a.tgz', 'b.tgz'], {}, 'name one package'],
  ['no such file', ['no-such.tgz'], {}, 'no-such.tgz: there is no such file'],
  ['a folder', ['.'], {}, 'it is a folder'],
  ['a file that is no archive', ['package.json'], {}, 'the archive is not valid gzip'],
  ['a target that is a file', [archive('org.four', [])], { into: 'package.json' }, 'ENOTDIR'],
  [
    'a referencing package that is not there',
    [archive('org.three', [])],
    { 'referenced-by': 'org.none#1.0.0' },
    'org.none#1.0.0 is not imported',
  ],
];

test.each(wrong)('wrong usage: %s', async (_, positionals, options, reason) => {
  const { code, stdout, stderr } = await run(positionals, options);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^assent: profiles import: [^\n]+\n$/);
  expect(stderr).toContain(reason);
  expect(existsSync(join(into, 'org.three#1.0.0'))).toBe(false);
});
