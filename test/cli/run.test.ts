import { describe, expect, it } from 'vitest';
import { type Ended, echo, runLine } from './capture.ts';

/** Goal: the command line is read from the table alone; wrong usage is one clear line. */
const table = [echo('look'), echo('cases list'), echo('cases show')];
const check = (line: string): Promise<Ended> => runLine(table, line.split(' ').filter(Boolean));

describe('assent', () => {
  const runs: readonly (readonly [string, string])[] = [
    ['look', 'look {"colour":"red"} '],
    ['look a b', 'look {"colour":"red"} a,b'],
    ['look --colour blue --loud a', 'look {"colour":"blue","loud":true} a'],
    ['look --label x --label=y -', 'look {"label":["x","y"],"colour":"red"} -'],
    ['look -- --help', 'look {"colour":"red"} --help'],
    ['cases list a', 'cases list {"colour":"red"} a'],
    ['cases show', 'cases show {"colour":"red"} '],
  ];
  it.each(runs)('runs: %s', async (line, stdout) => {
    expect(await check(line)).toEqual({ code: 1, stdout, stderr: '' });
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['', 'assent: name a command; see: assent help'],
    ['lok', 'assent: unknown command "lok"; did you mean "look"?; see: assent help'],
    ['help lok', 'assent: unknown command "lok"; did you mean "look"?; see: assent help'],
    ['gaze', 'assent: unknown command "gaze"; see: assent help'],
    ['help look at', 'assent: unknown command "look at"; see: assent help'],
    ['--loud', 'assent: unknown command "--loud"; see: assent help'],
    [
      'cases drop',
      'assent: unknown command "cases drop"; did you mean "cases list", "cases show"?',
    ],
    ['look --large', "assent: look: unknown option '--large'; see: assent help look"],
    ['look -x', "assent: look: unknown option '-x'; see: assent help look"],
    [
      'look --label',
      "assent: look: option '--label <value>' argument missing; see: assent help look",
    ],
    [
      'look --label --loud',
      "assent: look: option '--label' argument is ambiguous; see: assent help look",
    ],
    [
      'look --loud=1',
      "assent: look: option '--loud' does not take an argument; see: assent help look",
    ],
    [
      'look --colour green',
      'assent: look: option --colour is "green", but must be one of: red, blue; ' +
        'see: assent help look',
    ],
  ];
  it.each(wrong)('refuses in one line: %s', async (line, stderr) => {
    expect(await check(line)).toEqual({ code: 2, stdout: '', stderr: `${stderr}\n` });
  });

  it('keeps a complaint in one line whatever it quotes', async () => {
    const ended = await runLine(table, ['a\nb\u001b[2J']);
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(ended.stderr).not.toContain('\u001b');
  });

  it.each(['--help', '-h', 'help'])('prints every command: %s', async (line) => {
    const { code, stdout, stderr } = await check(line);
    expect([code, stderr]).toEqual([0, '']);
    for (const { name } of table) expect(stdout).toMatch(`  ${name}`);
    expect(stdout).toContain('Exit codes: 0 clean, 1 findings, 2 wrong usage');
    expect(table.every(({ summary }) => stdout.includes(summary))).toBe(true);
  });

  it.each(['cases --help', 'help cases'])('prints all commands of a family: %s', async (line) => {
    const { code, stdout, stderr } = await check(line);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.match(/^Usage: .*$/gmu)).toEqual([
      'Usage: assent cases list FILE…',
      'Usage: assent cases show FILE…',
    ]);
  });

  it.each([
    'cases show --help',
    'help cases show',
    '--help cases show',
    'cases show a --bad --help',
  ])('prints how a command is used: %s', async (line) => {
    const { code, stdout, stderr } = await check(line);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').slice(0, 9)).toEqual([
      'Usage: assent cases show FILE…',
      '',
      'Echo of cases show.',
      '',
      'Options:',
      '  --colour red|blue  Its colour (red unless given)',
      '  --label TEXT       A label. May be repeated.',
      '  --loud             Loudly.',
      '  --help             Print this text.',
    ]);
  });

  it('prints its version', async () => {
    expect(await check('--version')).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  });
});
