import type { JsonObject } from '../../fhir/json/json.ts';
import { readDocument, readPlainDocument } from '../../fhir/validate/document.ts';
import type { Problem } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Call } from '../operation.ts';
import {
  type JudgedBytes,
  type ProfilesByType,
  toProblemIssue,
  type ValidateBytes,
} from './validate-bytes.ts';

declare const validated: unique symbol;

/** A resource that has no errors; only this room makes one. */
export type ValidResource = JsonObject & { readonly [validated]: true };

/**
 * Judges the bytes of a resource by profiles: all issues at once, those of the JSON text among
 * them. Problems: body-missing, json-unreadable (400) when the text can't be trusted, else
 * resource-invalid.
 */
export async function validate(
  { body: bytes, signal }: Pick<Call, 'body' | 'signal'>,
  validateBytes: ValidateBytes,
  profiles: ProfilesByType,
): Promise<Result<ValidResource, Problem>> {
  if (bytes.length === 0) return fail({ code: 'body-missing' });
  const judged = await validateBytes(bytes, { kind: 'request', profiles }, signal);
  if (!judged.ok) return judged;
  const { issues } = judged.value;
  if (issues.some(({ severity }) => severity === 'error')) {
    return fail({ code: 'resource-invalid', issues: issues.map(toProblemIssue) });
  }
  // What was judged in another thread stayed there: the same bytes give the same resource here.
  const { resource = readAgain(bytes, judged.value) } = judged.value;
  return ok(resource as ValidResource); // brand
}

function readAgain(bytes: Uint8Array, { isPlain }: JudgedBytes): JsonObject | undefined {
  return isPlain === true ? readPlainDocument(bytes) : readDocument(bytes).resource;
}
