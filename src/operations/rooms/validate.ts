import type { JsonObject } from '../../fhir/json/json.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Call } from '../operation.ts';
import { resourceOf } from './read-again.ts';
import type { ProfilesByType, ValidateBytes } from './validate-bytes.ts';

/** A resource that was judged, with all that was found; the room `accept` decides what follows. */
export interface JudgedResource {
  readonly resource: JsonObject;
  /** Errors first. */
  readonly issues: readonly Issue[];
}

/**
 * Judges the bytes of a resource by profiles: all issues at once, those of the JSON text among
 * them. Problems: body-missing, json-unreadable (400) when the text can't be trusted, too-large.
 */
export async function validate(
  { body: bytes, ...asker }: Pick<Call, 'body' | 'signal' | 'client'>,
  validateBytes: ValidateBytes,
  profiles: ProfilesByType,
): Promise<Result<JudgedResource, Problem>> {
  if (bytes.length === 0) return fail({ code: 'body-missing' });
  const judged = await validateBytes(bytes, { kind: 'request', profiles }, asker);
  if (!judged.ok) return judged;
  const resource = resourceOf(bytes, judged.value);
  const { issues } = judged.value;
  return resource === undefined ? fail({ code: 'json-unreadable' }) : ok({ resource, issues });
}
