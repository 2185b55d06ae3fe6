import type { RotatedCounts } from '../../adapters/store-documents/rotate.ts';
import type { Result } from '../../result.ts';
import { amount } from '../amount.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { openProgress } from '../progress.ts';
import type { NamedStore } from './keep.ts';

/** What `vault rotate` needs from the wiring. */
export interface VaultParts {
  readonly rotate: (
    store: NamedStore,
    onProgress: (counts: RotatedCounts) => void,
  ) => Promise<Result<RotatedCounts, string>>;
}

/** The command that seals a store with another key. */
export function vaultRotateCommand(parts: VaultParts): Command {
  return {
    name: 'vault rotate',
    summary: 'Seal the store with the first key of ASSENT_VAULT_KEYS.',
    usage: '[options]',
    options: {
      store: { summary: 'The store to seal (ASSENT_STORE unless given)', value: 'ADDRESS' },
    },
    notes: [
      'Put the new key first, the old one behind it, and stop all servers. If it was interrupted,',
      'run it again: it continues where it was. No server starts before it has finished.',
    ],
    run: (context) => rotate(context, parts),
  };
}

async function rotate(context: CommandContext, parts: VaultParts): Promise<ExitCode> {
  const { values, env, stdout, stderr } = context;
  const address = typeof values.store === 'string' ? values.store : undefined;
  const progress = openProgress(stderr);
  const show = ({ seen, sealed }: RotatedCounts): void =>
    progress.show(0.5, `${amount(seen, 'body', 'bodies')}, ${sealed} sealed`);
  const rotated = await parts.rotate({ env, address }, show);
  progress.clear();
  if (!rotated.ok) return complain(context, `vault rotate: ${rotated.problem}`);
  const { seen, sealed } = rotated.value;
  stdout.write(`${sealed} of ${amount(seen, 'body', 'bodies')} sealed with the first key\n`);
  return 0;
}
