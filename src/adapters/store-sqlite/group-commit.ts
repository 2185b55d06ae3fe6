import { assertNever } from '../../result.ts';
import type * as messages from '../threads/messages.ts';
import type { Engine } from './engine.ts';
import type { Command, Replies } from './protocol.ts';
import type { SqlDatabase } from './seam.ts';

type Numbered = messages.Numbered<Command>;
type NumberedReply = messages.NumberedReply<Replies[keyof Replies]>;

/** What a group of commands runs on. */
export interface GroupParts {
  readonly database: SqlDatabase;
  readonly engine: Engine;
}

/**
 * Runs commands that arrived together: reads on what is committed, then all writes in one
 * transaction, each in a savepoint of its own, so that a conflict takes back nothing of its
 * neighbours. The answers are for sending after this has returned: then all is durable.
 */
export function createGroupRunner(
  parts: GroupParts,
): (group: readonly Numbered[]) => readonly NumberedReply[] {
  let isClean = true;
  return (group) => {
    // While a transaction that failed stands open, reads would see what was never committed.
    isClean ||= isIdle(parts.database);
    if (!isClean) return failed(group, 'a transaction that failed can not be taken back');
    const run = (commands: readonly Numbered[], work: typeof commit): readonly NumberedReply[] => {
      if (commands.length === 0) return [];
      try {
        return work(parts, commands);
      } catch (error) {
        // A commit that fails may have come to pass all the same.
        if (work === commit) parts.engine.audit.startOver();
        isClean = isIdle(parts.database);
        return failed(commands, reasonOf(error));
      }
    };
    const looks = run(group.filter(isRead), look);
    const writes = group.filter((numbered) => !isRead(numbered));
    return [...looks, ...(isClean ? run(writes, commit) : failed(writes, 'no transaction begins'))];
  };
}

/** All looks of a group see one instant, also while another connection commits. */
function look({ database, engine }: GroupParts, looks: readonly Numbered[]) {
  database.exec('BEGIN');
  const replies = looks.map((numbered) => attempt(engine, numbered));
  database.exec('COMMIT');
  return replies;
}

function failed(group: readonly Numbered[], failure: string): readonly NumberedReply[] {
  return group.map(({ number }) => ({ number, failure }));
}

/** True once no transaction stands open. */
function isIdle(database: SqlDatabase): boolean {
  try {
    database.exec('ROLLBACK');
    return true;
  } catch {
    return canBegin(database);
  }
}

/** A transaction that never began, or that ended with its error, leaves nothing to take back. */
function canBegin(database: SqlDatabase): boolean {
  try {
    database.exec('BEGIN');
    database.exec('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

const READS: ReadonlySet<Command['kind']> = new Set([
  'read',
  'blob',
  'chunk',
  'count',
  'audit',
  'auditEnds',
  'readMeta',
  'integrity',
  'scan',
]);

function isRead({ command }: Numbered): boolean {
  return READS.has(command.kind);
}

function commit(parts: GroupParts, writes: readonly Numbered[]): readonly NumberedReply[] {
  const { database } = parts;
  database.exec('BEGIN IMMEDIATE');
  const replies = writes.map((numbered) => inSavepoint(parts, numbered));
  database.exec('COMMIT');
  return replies;
}

function inSavepoint({ database, engine }: GroupParts, numbered: Numbered): NumberedReply {
  const { audit } = engine;
  const before = audit.end();
  database.exec('SAVEPOINT command');
  const reply = attempt(engine, numbered);
  if (!isStored(reply)) {
    audit.cutTo(before);
    takeBack(database, reply);
  }
  database.exec('RELEASE command');
  return reply;
}

/** A failure that took all of the transaction back has left no savepoint: it is the reason. */
function takeBack(database: SqlDatabase, reply: NumberedReply): void {
  try {
    database.exec('ROLLBACK TO command');
  } catch (error) {
    throw 'failure' in reply ? new Error(reply.failure) : error;
  }
}

function isStored(reply: NumberedReply): boolean {
  if ('failure' in reply) return false;
  const { reply: value } = reply;
  if (typeof value !== 'object' || Array.isArray(value)) return true;
  return !('kind' in value) || value.kind === 'stored';
}

function attempt(engine: Engine, { number, command }: Numbered): NumberedReply {
  try {
    return { number, reply: run(engine, command) };
  } catch (error) {
    return { number, failure: reasonOf(error) };
  }
}

function run(engine: Engine, command: Command): Replies[keyof Replies] {
  switch (command.kind) {
    case 'read':
      return engine.read(command.read);
    case 'write':
      return engine.write(command.write);
    case 'putChunk':
      engine.blobs.putChunk(command.chunk);
      return true;
    case 'blob':
      return engine.blobs.start(command.key);
    case 'chunk':
      return engine.blobs.chunk(command.key, command.chunk);
    case 'import':
      return engine.importRecords(command.records);
    case 'count':
      return engine.countRecords(command.of);
    case 'audit':
      return engine.audit.read(command.after, command.limit);
    case 'auditEnds':
      return engine.audit.ends();
    case 'scan':
      return engine.bodies.scan(command.of, command.after, command.limit);
    case 'rewrite':
      engine.bodies.rewrite(command.of, command.rewrites);
      return true;
    case 'integrity':
      return engine.integrity();
    case 'readMeta':
      return engine.readMeta(command.name);
    case 'writeMeta':
      engine.writeMeta(command.name, command.value);
      return true;
    case 'clear':
      engine.clear();
      return true;
    default:
      return assertNever(command);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : 'unknown';
}
