import { verifyAudit } from '../../audit/verify.ts';
import type { Digest } from '../../ports/chance.ts';
import { amount } from '../amount.ts';
import { type Command, type CommandContext, complain, type ExitCode } from '../command.ts';
import { openProgress } from '../progress.ts';
import type { OpenStore } from './explain.ts';

/** What `audit verify` needs from the wiring. */
export interface AuditParts {
  readonly openStore: OpenStore;
  readonly digest: Digest;
}

/** The command that looks through the audit for a line that is not what was written. */
export function auditVerifyCommand(parts: AuditParts): Command {
  return {
    name: 'audit verify',
    summary: 'Check the audit: name the first line that was changed or is missing.',
    usage: '[options]',
    options: {
      store: { summary: 'The store to read (ASSENT_STORE unless given)', value: 'ADDRESS' },
    },
    run: (context) => verify(context, parts),
  };
}

async function verify(context: CommandContext, parts: AuditParts): Promise<ExitCode> {
  const { values, env, stdout, stderr } = context;
  const address = typeof values.store === 'string' ? values.store : undefined;
  const opened = await parts.openStore(env, address);
  if (!opened.ok) return complain(context, `audit verify: ${opened.problem}`);
  const progress = openProgress(stderr);
  try {
    const show = (lines: number): void => progress.show(0.5, amount(lines, 'line'));
    const found = await verifyAudit(opened.value, parts.digest, show);
    progress.clear();
    if (!found.ok) return complain(context, `audit verify: ${found.problem.reason}`);
    const { lines, writers, broken } = found.value;
    if (broken === undefined) {
      stdout.write(
        `${amount(lines, 'line')} of ${amount(writers, 'writer')}, each as it was written\n`,
      );
      return 0;
    }
    stdout.write(`writer ${broken.writer}, line ${broken.sequence}: ${broken.why}\n`);
    return 1;
  } finally {
    await opened.value.close();
  }
}
