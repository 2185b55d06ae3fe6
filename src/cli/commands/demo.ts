import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDates } from '../../domain/relative-dates.ts';
import { civilDateOf } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';

/** What `demo` needs from the wiring. */
export interface DemoParts {
  /** The folder of the scenarios. */
  readonly folder: string;
  readonly clock: Clock;
}

/** The command that prints a request of the demo payer, its dates relative to today. */
export function demoCommand(parts: DemoParts): Command {
  return {
    name: 'demo',
    summary: 'Print a request of the demo payer, ready to send; without a name, list them.',
    usage: '[SCENARIO]',
    options: {},
    run: (context) => Promise.resolve(printScenario(context, parts)),
  };
}

function printScenario(context: CommandContext, { folder, clock }: DemoParts): ExitCode {
  const names = readdirSync(folder).map((file) => file.replace(/\.json$/u, ''));
  const [name, ...more] = context.positionals;
  if (name === undefined) {
    context.stdout.write(`${names.sort().join('\n')}\n`);
    return 0;
  }
  if (more.length > 0 || !names.includes(name)) {
    return complain(context, `demo: there is no scenario "${name}"; see: assent demo`);
  }
  const today = civilDateOf(clock.now(), 'UTC');
  context.stdout.write(renderDates(readFileSync(join(folder, `${name}.json`), 'utf8'), today));
  return 0;
}
