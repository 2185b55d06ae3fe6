/** How a run of `assent` ends: 0 clean, 1 findings, 2 wrong usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** One option of a command; `value` names what follows it, a switch has none. */
export interface CommandOption {
  readonly summary: string;
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly preset?: string;
  readonly multiple?: boolean;
}

/** What an option holds after parsing: `multiple` gives a list, a switch `true`. */
export type OptionValue = string | boolean | readonly string[] | undefined;

/** Where text goes: `process.stdout`, `process.stderr` or a list in a test. */
export interface Output {
  readonly isTTY?: boolean;
  /** False asks the writer to wait for {@link Output.once} `drain`. */
  write(text: string): boolean;
  once(event: 'drain', listener: () => void): unknown;
}

/** What a command gets from its surroundings. */
export interface CommandContext {
  readonly values: Readonly<Record<string, OptionValue>>;
  readonly positionals: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A row of the command table; help texts and argument parsing follow from it. */
export interface Command {
  /** One word or more: `validate`, `profiles import`. */
  readonly name: string;
  readonly summary: string;
  /** What follows the name on the command line: `[options] FILE… | -`. */
  readonly usage: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Further lines of the help text. */
  readonly notes?: readonly string[];
  /** Prints its results to stdout, at most one line of complaint to stderr. */
  run(context: CommandContext): Promise<ExitCode>;
}

/** Says in one line what was wrong and ends with the exit code of wrong usage. */
export function complain(context: Pick<CommandContext, 'stderr'>, line: string): ExitCode {
  context.stderr.write(`assent: ${line.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()}\n`);
  return 2;
}
