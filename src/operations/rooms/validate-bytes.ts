import type { JsonObject } from '../../fhir/json/json.ts';
import type { JsonLimits } from '../../fhir/json/json-finding.ts';
import { readDocument } from '../../fhir/validate/document.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import type { Validator } from '../../fhir/validate/validator.ts';
import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import { asIntakeSees } from './guide-contradictions.ts';
import { stepsWithin } from './read-limits.ts';

/** Canonicals of the profiles that a resource has to satisfy besides those it claims, by type. */
export type ProfilesByType = Readonly<Record<string, readonly string[]>>;

/** Bytes that hold a resource without errors. */
export interface ValidBytes {
  /** Absent when the bytes were judged in another thread. */
  readonly resource?: JsonObject;
  /** True when the bytes can be read again without a look for what is odd. */
  readonly isPlain?: true;
}

/**
 * Judges bytes, here or in another thread: what goes in and comes out can be sent there.
 * Problems besides those of the bytes: time-budget-exceeded, when the signal says so.
 */
export type ValidateBytes = (
  bytes: Uint8Array,
  profiles: ProfilesByType,
  signal: AbortSignal,
) => Promise<Result<ValidBytes, Problem>>;

/** What is asked of bytes, and how large they may be. */
export interface AskedOfBytes {
  readonly profiles: ProfilesByType;
  readonly limits: JsonLimits;
}

/** Judges bytes with a validator; problems as for the room `validate`. */
export function validateBytesWith(
  validator: Validator,
  bytes: Uint8Array,
  { profiles, limits }: AskedOfBytes,
): Result<ValidBytes, Problem> {
  const { resource, faults, isPlain } = readDocument(bytes, limits);
  if (resource === undefined) {
    return fail({ code: 'json-unreadable', issues: faults.map(toProblemIssue) });
  }
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : '';
  const asked = Object.hasOwn(profiles, type) ? profiles[type] : undefined;
  const stepsMax = stepsWithin(limits);
  const judged = validator.validate(resource, { profiles: asked ?? [], faults, stepsMax });
  const issues = judged.issues.map(asIntakeSees);
  return type !== '' && issues.every(({ severity }) => severity !== 'error')
    ? ok(present({ resource, isPlain }))
    : fail({ code: 'resource-invalid', issues: issues.map(toProblemIssue) });
}

function toProblemIssue({ severity, code, expression, rule, message, mend }: Issue): ProblemIssue {
  return { severity, code, expression, rule, text: `${message}. To mend it: ${mend}.` };
}
