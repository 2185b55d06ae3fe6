import type { Command } from './command.ts';
import { profilesImportCommand } from './commands/profiles-import.ts';
import { validateCommand } from './commands/validate.ts';
import type { OpenJudge } from './commands/validate-judge.ts';

/** What the commands need from the wiring (`src/wire.ts`). */
export interface CommandParts {
  readonly openJudge: OpenJudge;
}

/** Every command of `assent`: a new command is a file in `commands/` and a row here. */
export function commandTable(parts: CommandParts): readonly Command[] {
  return [validateCommand(parts.openJudge), profilesImportCommand];
}
