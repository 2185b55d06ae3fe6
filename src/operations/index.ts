import type { ExchangeLog } from '../ports/exchange-log.ts';
import type { Result } from '../result.ts';
import type { CorridorParts } from './corridor-parts.ts';
import { metadataOperation, type ServerIdentity } from './metadata.ts';
import type { Operation } from './operation.ts';
import { readClaimOperation, readClaimResponseOperation } from './read-case.ts';
import { recorded } from './recorded.ts';
import { sandboxOperations } from './sandbox.ts';
import { submitOperation } from './submit.ts';
import { validateOperations } from './validate.ts';
import { validateStoredOperation } from './validate-stored.ts';

/** What the table is made with. */
export interface TableParts extends CorridorParts {
  readonly identity: ServerIdentity;
  /** Present in the sandbox only. */
  readonly sandbox?: {
    readonly exchanges: ExchangeLog;
    readonly loadDemo: () => Promise<Result<void, string>>;
    readonly demoPlans: readonly string[];
  };
}

/** THE TABLE: every operation of the server. A new one is a file and a row here. */
export function operationTable(parts: TableParts): readonly Operation[] {
  const { sandbox, clock } = parts;
  const rows: readonly Operation[] = [
    metadataOperation(parts.identity, () => rows),
    submitOperation(parts),
    ...validateOperations(parts),
    validateStoredOperation(parts),
    readClaimOperation(parts),
    readClaimResponseOperation(parts),
  ];
  if (sandbox === undefined) return rows;
  return [
    ...rows.map((row) => recorded(row, sandbox.exchanges, clock)),
    ...sandboxOperations({ ...parts, ...sandbox }),
  ];
}
