import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestName } from '../settings/nearest-name.ts';
import type { Command, CommandOption, OptionValue } from './command.ts';
import { helpOf, helpOverview } from './help.ts';

/** What a command line asks for. */
export type Invocation =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly line: string }
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly values: Readonly<Record<string, OptionValue>>;
      readonly positionals: readonly string[];
    };

type OptionConfigs = NonNullable<ParseArgsConfig['options']>;

/** Reads a command line by the command table; wrong usage comes back as one line. */
export function readArguments(table: readonly Command[], argv: readonly string[]): Invocation {
  const [first] = argv;
  if (first === undefined) return wrong('name a command; see: assent help');
  const asksVersion = first === '--version' || first === '-v' || first === 'version';
  if (asksVersion && argv.length === 1) return { kind: 'version' };
  if (first === 'help' || first === '--help' || first === '-h') return help(table, argv.slice(1));
  const command = findCommand(table, argv);
  if (command === undefined && asksHelp(argv)) return help(table, argv.filter(isWord));
  if (command === undefined) return wrong(unknownCommand(table, argv));
  return readCommand(command, argv.slice(command.name.split(' ').length));
}

function help(table: readonly Command[], words: readonly string[]): Invocation {
  if (words.length === 0) return { kind: 'help', text: helpOverview(table) };
  const command = findCommand(table, words);
  if (command !== undefined && command.name === words.join(' ')) {
    return { kind: 'help', text: helpOf(command) };
  }
  const family = familyOf(table, words);
  if (family.length > 0) return { kind: 'help', text: family.map(helpOf).join('\n') };
  return wrong(unknownCommand(table, words));
}

function findCommand(table: readonly Command[], words: readonly string[]): Command | undefined {
  return table.find((command) =>
    command.name.split(' ').every((part, index) => part === words[index]),
  );
}

/** The commands of one first word, when that word alone is given: `audit` -> `audit verify`. */
function familyOf(table: readonly Command[], words: readonly string[]): readonly Command[] {
  return words.length === 1 ? table.filter(({ name }) => name.startsWith(`${words[0]} `)) : [];
}

function asksHelp(words: readonly string[]): boolean {
  return words.includes('--help') || words.includes('-h');
}

function isWord(argument: string): boolean {
  return !argument.startsWith('-');
}

function unknownCommand(table: readonly Command[], words: readonly string[]): string {
  const [first = ''] = words;
  const family = familyOf(table, [first]);
  if (family.length === 0) {
    const names = table.map(({ name }) => name.split(' ')[0] ?? name);
    const nearest = nearestName(first, names);
    const isKnown = nearest === first;
    const named = isKnown ? words.slice(0, 2).join(' ') : first;
    const meant = nearest === undefined || isKnown ? '' : `; did you mean "${nearest}"?`;
    return `unknown command "${named}"${meant}; see: assent help`;
  }
  const names = family.map((command) => `"${command.name}"`).join(', ');
  return `unknown command "${words.slice(0, 2).join(' ')}"; did you mean ${names}?`;
}

function readCommand(command: Command, argv: readonly string[]): Invocation {
  const beforeDashes = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (asksHelp(beforeDashes)) {
    return { kind: 'help', text: helpOf(command) };
  }
  const parsed = parseStrictly(command, argv);
  if (parsed.complaint !== undefined) return wrongFor(command, parsed.complaint);
  const choice = findWrongChoice(command, parsed.values);
  if (choice !== undefined) return wrongFor(command, choice);
  return { kind: 'run', command, values: parsed.values, positionals: parsed.positionals };
}

interface Parsed {
  readonly values: Readonly<Record<string, OptionValue>>;
  readonly positionals: readonly string[];
  readonly complaint?: string;
}

function parseStrictly(command: Command, argv: readonly string[]): Parsed {
  const options: OptionConfigs = {};
  for (const [name, option] of Object.entries(command.options)) options[name] = config(option);
  try {
    const parsed = parseArgs({ args: [...argv], options, strict: true, allowPositionals: true });
    return { values: strings(parsed.values), positionals: parsed.positionals };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { values: {}, positionals: [], complaint: firstSentence(text) };
  }
}

function config(option: CommandOption): OptionConfigs[string] {
  const isSwitch = option.value === undefined && option.choices === undefined;
  return {
    type: isSwitch ? 'boolean' : 'string',
    multiple: option.multiple ?? false,
    ...(option.preset === undefined ? {} : { default: option.preset }),
  };
}

function strings(values: Readonly<Record<string, unknown>>): Record<string, OptionValue> {
  const kept: Record<string, OptionValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' || typeof value === 'boolean') kept[name] = value;
    else if (Array.isArray(value)) kept[name] = value.filter((one) => typeof one === 'string');
  }
  return kept;
}

function findWrongChoice(command: Command, values: Parsed['values']): string | undefined {
  for (const [name, { choices }] of Object.entries(command.options)) {
    const value = values[name];
    if (choices === undefined || typeof value !== 'string' || choices.includes(value)) continue;
    return `option --${name} is "${value}", but must be one of: ${choices.join(', ')}`;
  }
  return undefined;
}

function firstSentence(text: string): string {
  const [line = ''] = text.split('\n');
  const [sentence = ''] = line.split(/\.(?:\s|$)/u);
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function wrongFor(command: Command, line: string): Invocation {
  return wrong(`${command.name}: ${line}; see: assent help ${command.name}`);
}

function wrong(line: string): Invocation {
  return { kind: 'wrong', line };
}
