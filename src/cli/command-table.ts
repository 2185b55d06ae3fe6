import type { Command } from './command.ts';
import { type AuditParts, auditVerifyCommand } from './commands/audit-verify.ts';
import { type DemoParts, demoCommand } from './commands/demo.ts';
import { type ExplainParts, explainCommand } from './commands/explain.ts';
import { type ImportParts, importCommand } from './commands/import.ts';
import { backupCommand, type KeepParts, restoreCommand, verifyCommand } from './commands/keep.ts';
import { profilesImportCommand } from './commands/profiles-import.ts';
import { validateCommand } from './commands/validate.ts';
import type { OpenJudge } from './commands/validate-judge.ts';
import { type VaultParts, vaultRotateCommand } from './commands/vault-rotate.ts';

/** What the commands need from the wiring (`src/wire/`). */
export interface CommandParts {
  readonly openJudge: OpenJudge;
  readonly explain: ExplainParts;
  readonly import: ImportParts;
  readonly keep: KeepParts;
  readonly audit: AuditParts;
  readonly vault: VaultParts;
  readonly demo: DemoParts;
}

/** Every command of `assent`: a new command is a file in `commands/` and a row here. */
export function commandTable(parts: CommandParts): readonly Command[] {
  return [
    validateCommand(parts.openJudge),
    explainCommand(parts.explain),
    importCommand(parts.import),
    backupCommand(parts.keep),
    restoreCommand(parts.keep),
    verifyCommand(parts.keep),
    auditVerifyCommand(parts.audit),
    vaultRotateCommand(parts.vault),
    demoCommand(parts.demo),
    profilesImportCommand,
  ];
}
