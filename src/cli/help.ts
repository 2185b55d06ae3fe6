import type { Command, CommandOption } from './command.ts';

const exitCodes = [
  'Exit codes: 0 clean, 1 findings, 2 wrong usage or unreadable input, 70 a fault of Assent',
  'itself, 141 the reader of the output went away.',
].join('\n');

/** The text of `assent --help`: every command with its summary. */
export function helpOverview(table: readonly Command[]): string {
  const rows = table.map((command): readonly [string, string] => [command.name, command.summary]);
  return [
    'Usage: assent <command> [options] …',
    '',
    'Commands:',
    ...columns([...rows, ['help <command>', 'Say how a command is used.']]),
    '',
    'Options:',
    ...columns([
      ['--help', 'Print this text, or the text of the command before it.'],
      ['--version', 'Print the version.'],
    ]),
    '',
    exitCodes,
    '',
  ].join('\n');
}

/** The text of `assent help <command>`, made from the command's row of the table. */
export function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]): [string, string] => [
    optionForm(name, option),
    optionSummary(option),
  ]);
  return [
    `Usage: assent ${command.name} ${command.usage}`,
    '',
    command.summary,
    '',
    'Options:',
    ...columns([...options, ['--help', 'Print this text.']]),
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
    '',
    exitCodes,
    '',
  ].join('\n');
}

function optionForm(name: string, option: CommandOption): string {
  if (option.choices !== undefined) return `--${name} ${option.choices.join('|')}`;
  return option.value === undefined ? `--${name}` : `--${name} ${option.value}`;
}

function optionSummary(option: CommandOption): string {
  const preset = option.preset === undefined ? '' : ` (${option.preset} unless given)`;
  const multiple = option.multiple === true ? ' May be repeated.' : '';
  return `${option.summary}${preset}${multiple}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = rows.reduce((widest, [left]) => Math.max(widest, left.length), 0);
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
