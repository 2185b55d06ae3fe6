import type { JsonObject } from '../../fhir/json/json.ts';
import { type ReadDocument, readDocument } from '../../fhir/validate/document.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import type { Validator } from '../../fhir/validate/validator.ts';
import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, present, type Result } from '../../result.ts';
import { asIntakeSees } from './guide-contradictions.ts';
import { type ResourceAsk, validateResource } from './validate-resource.ts';

/** Canonicals of the profiles that a resource has to satisfy besides those it claims, by type. */
export type ProfilesByType = Readonly<Record<string, readonly string[]>>;

/** What is asked of bytes: to be a request that intake can take, or to be judged for their sake. */
export type ValidationAsk =
  | { readonly kind: 'request'; readonly profiles: ProfilesByType }
  | ({ readonly kind: 'resource' } & ResourceAsk);

/** Bytes that hold a resource, with everything that was found in it. */
export interface JudgedBytes {
  /** Absent when the bytes were judged in another thread. */
  readonly resource?: JsonObject;
  /** True when the bytes can be read again without a look for what is odd. */
  readonly isPlain?: true;
  /** Errors first. */
  readonly issues: readonly Issue[];
}

/**
 * Judges bytes, here or in another thread: what goes in and comes out can be sent there.
 * Problems: json-unreadable when the text can't be trusted; time-budget-exceeded, when the signal
 * says so; those of `validateResource`.
 */
export type ValidateBytes = (
  bytes: Uint8Array,
  ask: ValidationAsk,
  signal: AbortSignal,
) => Promise<Result<JudgedBytes, Problem>>;

/** Judges bytes with a validator; problems as for `ValidateBytes`. */
export function validateBytesWith(
  validator: Validator,
  bytes: Uint8Array,
  ask: ValidationAsk,
): Result<JudgedBytes, Problem> {
  const read = readDocument(bytes);
  const { resource, faults } = read;
  if (resource === undefined) {
    return fail({ code: 'json-unreadable', issues: faults.map(toProblemIssue) });
  }
  if (ask.kind === 'request') {
    return ok(validateRequest(validator, { ...read, resource }, ask.profiles));
  }
  const judged = validateResource(validator, { resource, faults }, ask);
  return judged.ok ? ok({ issues: judged.value }) : judged;
}

function validateRequest(
  validator: Validator,
  { resource, faults, isPlain }: ReadDocument & { readonly resource: JsonObject },
  profiles: ProfilesByType,
): JudgedBytes {
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : '';
  const asked = Object.hasOwn(profiles, type) ? profiles[type] : undefined;
  const judged = validator.validate(resource, { profiles: asked ?? [], faults });
  return present({ resource, isPlain, issues: judged.issues.map(asIntakeSees) });
}

/** An issue as it is told: what is wrong and how to mend it in one text. */
export function toProblemIssue(issue: Issue): ProblemIssue {
  const { severity, code, expression, rule, message, mend } = issue;
  return { severity, code, expression, rule, text: `${message}. To mend it: ${mend}.` };
}
