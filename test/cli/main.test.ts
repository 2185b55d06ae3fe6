import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Goal: the program itself ends as its commands say. Method: it is started like a user would. */
const root = join(import.meta.dirname, '..', '..');
const check = (line: string): readonly [number | null, string, string] => {
  const program = `"${process.execPath}" dist/cli/main.js ${line}`;
  return bash(program);
};
function bash(program: string): readonly [number | null, string, string] {
  const options = { cwd: root, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', program], options);
  return [status, stdout, stderr];
}

describe('the program', () => {
  it('prints the version of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(check('--version')).toEqual([0, `${version}\n`, '']);
  });

  it('ends with 2 and one line on wrong usage', () => {
    expect(check('validate')).toEqual([
      2,
      '',
      'assent: validate: name a file, or "-"; see: assent help validate\n',
    ]);
  });

  it.each([
    ['--help', '>&3'],
    ['validate', '2>&3'],
  ])('%s ends as a shell expects when its reader has gone (%s)', (line, away) => {
    const program = `"${process.execPath}" dist/cli/main.js ${line}`;
    const [, stdout] = bash(`exec 3> >(exec true); wait $!; ${program} ${away}; echo $?`);
    expect(stdout).toBe('141\n');
  });

  it('lists every command and every exit code', () => {
    const [, stdout] = check('help');
    for (const name of ['validate', 'profiles import']) expect(stdout).toContain(`  ${name} `);
    for (const code of ['0 clean', '1 findings', '2 wrong usage', '70 a fault', '141 the reader']) {
      expect(stdout).toContain(code);
    }
  });
});
