import type { Command } from './command.ts';
import { type AuditParts, auditVerifyCommand } from './commands/audit-verify.ts';
import { type DemoParts, demoCommand } from './commands/demo.ts';
import { type ExplainParts, explainCommand } from './commands/explain.ts';
import { type ImportParts, importCommand } from './commands/import.ts';
import { profilesImportCommand } from './commands/profiles-import.ts';
import { validateCommand } from './commands/validate.ts';
import type { OpenJudge } from './commands/validate-judge.ts';

/** What the commands need from the wiring (`src/wire/`). */
export interface CommandParts {
  readonly openJudge: OpenJudge;
  readonly explain: ExplainParts;
  readonly import: ImportParts;
  readonly audit: AuditParts;
  readonly demo: DemoParts;
}

/** Every command of `assent`: a new command is a file in `commands/` and a row here. */
export function commandTable(parts: CommandParts): readonly Command[] {
  return [
    validateCommand(parts.openJudge),
    explainCommand(parts.explain),
    importCommand(parts.import),
    auditVerifyCommand(parts.audit),
    demoCommand(parts.demo),
    profilesImportCommand,
  ];
}
