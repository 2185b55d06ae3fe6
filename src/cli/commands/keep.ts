import type { StoreFinding } from '../../adapters/store-documents/verify.ts';
import type { Result } from '../../result.ts';
import { amount } from '../amount.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { openProgress } from '../progress.ts';

/** The store that a command is about. */
export interface NamedStore {
  readonly env: CommandContext['env'];
  readonly address: string | undefined;
}

/** What `backup`, `restore` and `verify` need from the wiring. */
export interface KeepParts {
  readonly backUp: (store: NamedStore, to: string) => Promise<Result<void, string>>;
  readonly restore: (store: NamedStore, from: string) => Promise<Result<void, string>>;
  readonly verify: (
    store: NamedStore,
    onProgress: (bodies: number) => void,
  ) => Promise<Result<StoreFinding, string>>;
}

const store = { summary: 'The store (ASSENT_STORE unless given)', value: 'ADDRESS' };

/** The command that copies an embedded store while it is in use. */
export function backupCommand(parts: KeepParts): Command {
  return {
    name: 'backup',
    summary: 'Copy the embedded store to a file, also while a server writes to it.',
    usage: '[options] FILE',
    options: { store },
    notes: ['The copy is the store as it was at one instant. MongoDB has tools of its own.'],
    run: (context) => copy(context, 'backup', parts.backUp),
  };
}

/** The command that makes an embedded store of a copy. */
export function restoreCommand(parts: KeepParts): Command {
  return {
    name: 'restore',
    summary: 'Make an embedded store of a copy; never over one that is there.',
    usage: '[options] FILE',
    options: { store },
    notes: ['Look through it with `assent verify` before a server uses it.'],
    run: (context) => copy(context, 'restore', parts.restore),
  };
}

/** The command that opens everything in a store. */
export function verifyCommand(parts: KeepParts): Command {
  return {
    name: 'verify',
    summary: 'Check a store: open every document and follow its references.',
    usage: '[options]',
    options: { store },
    notes: ['What is wrong is told one line each; the exit code is 1 then.'],
    run: (context) => verify(context, parts),
  };
}

function named({ env, values }: CommandContext): NamedStore {
  return { env, address: typeof values.store === 'string' ? values.store : undefined };
}

async function copy(
  context: CommandContext,
  name: string,
  work: (store: NamedStore, file: string) => Promise<Result<void, string>>,
): Promise<ExitCode> {
  const [file, ...more] = context.positionals;
  if (file === undefined || more.length > 0) return complain(context, `${name}: name one file`);
  const copied = await work(named(context), file);
  if (!copied.ok) return complain(context, `${name}: ${copied.problem}`);
  context.stdout.write(`${name}: ${file}\n`);
  return 0;
}

async function verify(context: CommandContext, parts: KeepParts): Promise<ExitCode> {
  const progress = openProgress(context.stderr);
  const looked = await parts.verify(named(context), (bodies) =>
    progress.show(0.5, amount(bodies, 'body', 'bodies')),
  );
  progress.clear();
  if (!looked.ok) return complain(context, `verify: ${looked.problem}`);
  const { bodies, blobs, faults } = looked.value;
  for (const fault of faults) context.stdout.write(`${fault}\n`);
  const counts = [
    amount(bodies, 'body', 'bodies'),
    amount(blobs, 'request'),
    amount(faults.length, 'fault'),
  ];
  context.stdout.write(`${counts.join(', ')}\n`);
  return faults.length === 0 ? 0 : 1;
}
