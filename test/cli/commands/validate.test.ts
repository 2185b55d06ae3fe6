import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { validateCommand } from '../../../src/cli/commands/validate.ts';
import type { Judge } from '../../../src/cli/commands/validate-judge.ts';
import type { Issue, IssueSeverity } from '../../../src/fhir/validate/issue.ts';
import { fail, ok } from '../../../src/result.ts';
import { type Around, chunks, type Ended, runLine } from '../capture.ts';

/**
 * Goal: what `assent validate` reads, prints and exits with. Method: a judge that finds one issue
 * for each letter of a resource: e error, w warning, i information, s a fault of JSON's syntax,
 * t one with terminal codes.
 */
const issue = (severity: IssueSeverity, message = `A ${severity}.`): Issue => ({
  severity,
  code: 'structure',
  expression: 'Claim.use',
  rule: 'http://p|1#Claim.use/min',
  message,
  mend: 'Mend it.',
});
const issueOf: Readonly<Record<string, Issue>> = {
  e: issue('error'),
  w: issue('warning'),
  i: issue('information'),
  s: { ...issue('error'), rule: 'json/syntax' },
  t: issue('error', 'Saw \u001b[2J\u009b\u202e.'),
};
const seen: (readonly string[])[] = [];
const judgeBy =
  (profiles: readonly string[]): Judge =>
  (bytes) => {
    seen.push([
      bytes.length > 99 ? String(bytes.length) : new TextDecoder().decode(bytes),
      ...profiles,
    ]);
    return [...new TextDecoder().decode(bytes.subarray(0, 99))].flatMap(
      (key) => issueOf[key] ?? [],
    );
  };

const folder = mkdtempSync(join(tmpdir(), 'assent-validate-'));
const empty = mkdtempSync(join(tmpdir(), 'assent-validate-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(empty, { recursive: true });
});
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const clean = write('clean.json', 'c');
const bad = write('bad.json', 'ew');
const lines = write('many.ndjson', 'c\n\n \r\nw\r\ne');
write('deep/er/one.json', 'w');
write('deep/er/.hidden.json', 'e');
write('deep/two.json', 'e');

const table = [
  validateCommand(async ({ train, profiles }) =>
    train === '2.2'
      ? ok({ judge: judgeBy(profiles), bytesMax: 25 * 1024 * 1024 })
      : fail(`there is no train "${train}"`),
  ),
];
const check = (argv: readonly string[], around: Around = {}): Promise<Ended> =>
  runLine(table, ['validate', ...argv], around);
const sources = (stdout: string): readonly string[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => String(JSON.parse(line).source));

describe('assent validate', () => {
  it('prints a block for each resource, then the counts', async () => {
    const { code, stdout, stderr } = await check([clean, bad]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toBe(
      `${clean}: clean
${bad}: 1 error, 1 warning
  error Claim.use: A error.
    mend: Mend it.
    rule: http://p|1#Claim.use/min
  warning Claim.use: A warning.
    mend: Mend it.
    rule: http://p|1#Claim.use/min
2 resources: 1 without errors, 1 with errors; 1 error, 1 warning
`,
    );
  });

  it('prints one line of JSON for each resource', async () => {
    const { code, stdout, stderr } = await check(['--format', 'json', bad, clean]);
    expect([code, stderr]).toEqual([1, '']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { source: bad, errors: 1, warnings: 1, issues: [issueOf.e, issueOf.w] },
      { source: clean, errors: 0, warnings: 0, issues: [] },
    ]);
  });

  it('is clean when there are warnings only', async () => {
    const warned = await check(['-'], { stdin: chunks('w', 'i') });
    expect(warned.code).toBe(0);
    expect(warned.stdout).toMatch(/^-: 0 errors, 1 warning\n/u);
  });

  it('takes one resource a line, blank ones counted but left out', async () => {
    const { code, stdout } = await check(['--ndjson', '--format', 'json', lines]);
    expect(code).toBe(1);
    expect(sources(stdout)).toEqual([`${lines}:1`, `${lines}:4`, `${lines}:5`]);
  });

  it.each([1, 2, 3, 7])('finds lines in standard input cut into pieces of %i', async (size) => {
    const pieces =
      Buffer.from('cé\n\nw☃w\ne\n')
        .toString('latin1')
        .match(/[\s\S]{1,3}/gu) ?? [];
    const bytes = Buffer.from(pieces.join(''), 'latin1');
    const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    seen.length = 0;
    const { stdout } = await check(['--ndjson', '--format', 'json', '-'], {
      stdin: chunks(...cut),
    });
    expect(sources(stdout)).toEqual(['-:1', '-:3', '-:4']);
    expect(seen).toEqual([['cé'], ['w☃w'], ['e']]);
  });

  it('gives the judge the profiles', async () => {
    seen.length = 0;
    await check(['--profile', 'http://a', clean, '--profile', 'http://b|1']);
    expect(seen).toEqual([['c', 'http://a', 'http://b|1']]);
  });

  it('keeps a bounded part of what is too large', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 0x78);
    seen.length = 0;
    await check(['-'], { stdin: chunks(...Array<Buffer>(40).fill(megabyte)) });
    await check(['--ndjson', '-'], {
      stdin: chunks(...Array<Buffer>(40).fill(megabyte), '\ne\n'),
    });
    expect(seen).toEqual([['26214401'], ['26214401'], ['e']]);
  });

  const patterns: readonly (readonly [string, readonly string[]])[] = [
    ['*.json', ['bad.json', 'clean.json']],
    ['?lean.json', ['clean.json']],
    ['*a*?.json', ['bad.json', 'clean.json']],
    ['*e*n*json', ['clean.json']],
    ['deep/*', ['deep/two.json']],
    ['*/*/*.json', ['deep/er/one.json']],
    ['deep/**/*.json', ['deep/er/one.json', 'deep/two.json']],
    ['**/*.json', ['bad.json', 'clean.json', 'deep/er/one.json', 'deep/two.json']],
    ['deep/er/.*', ['deep/er/.hidden.json']],
  ];
  it.each(patterns)('expands %s', async (pattern, expected) => {
    const { stdout } = await check(['--format', 'json', join(folder, pattern)]);
    expect(sources(stdout)).toEqual(expected.map((name) => join(folder, name)));
  });

  it('takes a folder for the .json files below it', async () => {
    const { stdout } = await check(['--format', 'json', folder]);
    const below = ['bad.json', 'clean.json', 'deep/er/one.json', 'deep/two.json'];
    expect(sources(stdout)).toEqual(below.map((name) => join(folder, name)));
  });

  it('takes a name that exists for no pattern', async () => {
    const odd = write('odd*.json', 'c');
    write('odd-one.json', 'e');
    expect((await check([odd])).code).toBe(0);
    rmSync(odd);
    rmSync(join(folder, 'odd-one.json'));
  });

  const refused: readonly (readonly [string, readonly string[], string])[] = [
    ['no file', [], 'name a file, or "-"; see: assent help validate'],
    [
      'an absent file',
      [clean, '/no/such.json'],
      `can't read "/no/such.json": there is no such file`,
    ],
    ['an empty folder', [empty], `no file matches "${empty}/**/*.json"`],
    ['an idle pattern', ['/no/*.json'], 'no file matches "/no/*.json"'],
    ['an unknown train', ['--train', '9', clean], 'there is no train "9"'],
    [
      '"-" twice',
      ['-', '-'],
      'standard input can be read once only, but "-" is given more than once',
    ],
  ];
  it.each(refused)('refuses in one line: %s', async (_, argv, line) => {
    const expected = { code: 2, stdout: '', stderr: `assent: validate: ${line}\n` };
    expect(await check(argv)).toEqual(expected);
  });

  it('ends with one line when reading fails halfway', async () => {
    async function* broken(): AsyncIterable<string> {
      yield 'e\nw';
      await Promise.reject(Object.assign(new Error('gone'), { code: 'EIO' }));
    }
    const ended = await check(['--ndjson', '--format', 'json', '-'], { stdin: broken() });
    expect(sources(ended.stdout)).toEqual(['-:1']);
    expect([ended.code, ended.stderr]).toEqual([2, 'assent: validate: can\'t read "-": EIO\n']);
  });

  const lineHint = 'one resource a line? use --ndjson';
  const wholeHint = 'one resource over several lines? leave out --ndjson';
  it.each<readonly [string, string, readonly string[], string]>([
    ['lines by their name', 'hint.ndjson', [], lineHint],
    ['lines by the first of them', '{"s":1}\n{}\n', [], lineHint],
    ['a broken resource', '{\n"s"\n', [], ''],
    ['a text', 's\n', [], ''],
    ['a resource over lines', '{\n"s"\n}', ['--ndjson'], ''],
    ['a resource by its name', 'hint.json', ['--ndjson'], wholeHint],
  ])('hints at the other form, once a file: %s', async (_, text, argv, hint) => {
    const isFile = text.startsWith('hint.');
    const name = isFile ? write(text, 's\ns') : '-';
    const { code, stderr } = await check([...argv, name], { stdin: chunks(text) });
    if (isFile) rmSync(name);
    const line = hint === '' ? '' : `assent: validate: ${name}: ${hint}\n`;
    expect([code, stderr]).toEqual([1, line]);
  });

  it('says when a file may not be read', async () => {
    const locked = write('locked/a.json', 'c');
    chmodSync(locked, 0o000);
    const ended = await check([locked]);
    // A superuser may read everything.
    const allowed = process.getuid?.() === 0;
    const line = `assent: validate: can't read "${locked}": reading it is not allowed\n`;
    expect([ended.code, ended.stderr]).toEqual(allowed ? [0, ''] : [2, line]);
  });

  it('shows what a terminal would obey', async () => {
    const { stdout } = await check(['-'], { stdin: chunks('t') });
    expect(stdout).toContain('error Claim.use: Saw \\u001b[2J\\u009b\\u202e.\n');
  });

  it('uses colours on a terminal unless NO_COLOR is set', async () => {
    const coloured = async (around: Around): Promise<boolean> =>
      (await check([bad], around)).stdout.includes('\u001b[31merror\u001b[0m');
    expect(await coloured({ isTTY: true })).toBe(true);
    expect(await coloured({ isTTY: true, env: { NO_COLOR: '' } })).toBe(true);
    expect(await coloured({ isTTY: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await coloured({ isTTY: false })).toBe(false);
  });
});
