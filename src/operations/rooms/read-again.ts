import type { JsonObject } from '../../fhir/json/json.ts';
import { withBulks } from '../../fhir/json/set-aside.ts';
import { readPlainDocument } from '../../fhir/validate/document.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Call } from '../operation.ts';
import { readStored } from './read-stored.ts';
import type { JudgedBytes, ValidateBytes } from './validate-bytes.ts';

/**
 * The resource of bytes that were judged. What was judged in another thread stayed there: the same
 * bytes, or those that are left beside large attachments, give the same resource here.
 */
export function resourceOf(
  bytes: Uint8Array,
  { resource, isPlain, aside }: JudgedBytes,
): JsonObject | undefined {
  if (resource !== undefined) return resource;
  const left = aside?.bytes ?? bytes;
  const read = isPlain === true ? readPlainDocument(left) : readStored(left).resource;
  return read === undefined || aside === undefined ? read : withBulks(read, bytes, aside.bulks);
}

/** What is read where it is needed; more would hold up others. */
const READ_HERE_BYTES_MAX = 256 * 1024;

/**
 * Reads bytes that were accepted once, long ones in another thread.
 * Problems: json-unreadable; those of `ValidateBytes`.
 */
export async function readAccepted(
  bytes: Uint8Array,
  validateBytes: ValidateBytes,
  { client, signal }: Pick<Call, 'client' | 'signal'>,
): Promise<Result<JsonObject, Problem>> {
  const judged: Result<JudgedBytes, Problem> =
    bytes.length <= READ_HERE_BYTES_MAX
      ? ok({ issues: [] })
      : await validateBytes(bytes, { kind: 'reading', isStored: true }, { client, signal });
  if (!judged.ok) return judged;
  const resource = resourceOf(bytes, judged.value);
  return resource === undefined ? fail({ code: 'json-unreadable' }) : ok(resource);
}
