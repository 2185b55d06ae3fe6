import type { Identifier } from '../../../domain/code.ts';
import type { RecordDocument } from '../../../ports/store.ts';

/**
 * An enrolled record by what the bundle calls it, not by our keys: `member SYSTEM|VALUE`. A plan is
 * never enrolled, and named by its id.
 */
export function enrolledWords({ kind, body }: RecordDocument): string {
  if ('memberIds' in body) return named(kind, body.memberIds);
  if ('subscriberId' in body) return `${kind} of subscriber ${body.subscriberId}`;
  if ('networks' in body) return named(kind, body.identifiers);
  if ('clientId' in body) return `${named(body.role, [body.identifier])} for ${body.clientId}`;
  return `${kind} ${body.id}`;
}

function named(what: string, identifiers: readonly Identifier[]): string {
  return [what, ...identifiers.map(({ system, value }) => `${system}|${value}`)].join(' ');
}
