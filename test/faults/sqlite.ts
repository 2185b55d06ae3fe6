import { randomUUID } from 'node:crypto';
import { storeProblem } from '../../src/adapters/store-documents/store-problem.ts';
import { openAuditChain } from '../../src/adapters/store-sqlite/audit-chain.ts';
import { openEngine } from '../../src/adapters/store-sqlite/engine.ts';
import { createGroupRunner } from '../../src/adapters/store-sqlite/group-commit.ts';
import { openFile } from '../../src/adapters/store-sqlite/open-file.ts';
import type { SqlDatabase } from '../../src/adapters/store-sqlite/seam.ts';
import type { WorkerInput } from '../../src/adapters/store-sqlite/worker.ts';
import type { WorkerClient } from '../../src/adapters/store-sqlite/worker-client.ts';
import { fail, ok, type Result } from '../../src/result.ts';

/** A database between which and its user something stands. */
export type Between = (database: SqlDatabase) => SqlDatabase;

/** Calls of the database go through a function that may fail them. */
export function through(run: <Value>(call: () => Value) => Value): Between {
  return (database) => ({
    exec: (sql) => run(() => database.exec(sql)),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        run: (...values) => run(() => statement.run(...values)),
        get: (...values) => run(() => statement.get(...values)),
        all: (...values) => run(() => statement.all(...values)),
      };
    },
    close: () => database.close(),
  });
}

/** Runs the commands of the embedded store in this thread, on a database with something between. */
export function startHere(between: Between) {
  return async ({ file, mode }: WorkerInput): Promise<Result<WorkerClient, string>> => {
    try {
      return ok(await clientHere(file, mode, between));
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error));
    }
  };
}

async function clientHere(
  file: string,
  mode: WorkerInput['mode'],
  between: Between,
): Promise<WorkerClient> {
  const opened = await openFile(file, mode);
  const database = between(opened.database);
  const engine = openEngine(database, openAuditChain(database, randomUUID));
  const runGroup = createGroupRunner({ database, engine });
  let isOpen = true;
  const ask = async (command: never) => {
    const [reply] = runGroup([{ number: 1, command }]);
    if (reply === undefined || 'failure' in reply) {
      return fail(storeProblem(reply?.failure ?? 'none'));
    }
    return ok(reply.reply);
  };
  return {
    ask: ask as WorkerClient['ask'],
    isAlive: () => isOpen,
    close: async () => {
      isOpen = false;
      opened.close();
    },
  };
}
