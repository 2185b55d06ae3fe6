import { assertNever } from '../result.ts';
import { readArguments } from './arguments.ts';
import { type Command, type CommandContext, complain, type ExitCode } from './command.ts';

/** What a run of `assent` gets from its surroundings; commands get the same without the version. */
export interface Surroundings extends Omit<CommandContext, 'values' | 'positionals'> {
  readonly version: string;
}

/** Runs one command line: prints help or version, complains of wrong usage, or runs the command. */
export async function run(
  table: readonly Command[],
  argv: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const asked = readArguments(table, argv);
  switch (asked.kind) {
    case 'help':
      surroundings.stdout.write(asked.text);
      return 0;
    case 'version':
      surroundings.stdout.write(`${surroundings.version}\n`);
      return 0;
    case 'wrong':
      return complain(surroundings, asked.line);
    case 'run': {
      const { values, positionals } = asked;
      return asked.command.run({ ...surroundings, values, positionals });
    }
    default:
      return assertNever(asked);
  }
}
