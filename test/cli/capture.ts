import type { Command, OptionValue, Output } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';

/** An output that keeps what is written to it. */
export class Capture implements Output {
  text = '';
  readonly isTTY: boolean;

  constructor(isTTY = false) {
    this.isTTY = isTTY;
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  once(_: 'drain', listener: () => void): void {
    listener();
  }
}

/** What surrounds a run of the command line in a test. */
export interface Around {
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a run ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line against a table of commands. */
export async function runLine(
  table: readonly Command[],
  argv: readonly string[],
  around: Around = {},
): Promise<Ended> {
  const stdout = new Capture(around.isTTY);
  const stderr = new Capture(around.isTTY);
  const stdin = around.stdin ?? chunks();
  const env = around.env ?? {};
  const code = await run(table, argv, { stdin, stdout, stderr, env, version: '1.2.3' });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** A stream of the given pieces. */
export async function* chunks(
  ...pieces: readonly (Uint8Array | string)[]
): AsyncIterable<Uint8Array | string> {
  yield* pieces;
}

/** A command that prints what it was called with. */
export function echo(name: string): Command {
  const print = (values: Readonly<Record<string, OptionValue>>): string => JSON.stringify(values);
  return {
    name,
    summary: `Echo of ${name}.`,
    usage: 'FILE…',
    options: {
      colour: { summary: 'Its colour', choices: ['red', 'blue'], preset: 'red' },
      label: { summary: 'A label.', value: 'TEXT', multiple: true },
      loud: { summary: 'Loudly.' },
    },
    async run({ values, positionals, stdout }) {
      stdout.write(`${name} ${print({ ...values })} ${positionals.join(',')}`);
      return 1;
    },
  };
}
