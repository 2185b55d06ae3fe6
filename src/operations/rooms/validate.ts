import type { JsonObject } from '../../fhir/json/json.ts';
import { readDocument } from '../../fhir/validate/document.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import type { Validator } from '../../fhir/validate/validator.ts';
import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import { asIntakeSees } from './guide-contradictions.ts';

declare const validated: unique symbol;

/** A resource that has no errors; only this room makes one. */
export type ValidResource = JsonObject & { readonly [validated]: true };

/** A resource that passed, and what its sender may still want to know. */
export interface Validation {
  readonly resource: ValidResource;
  readonly warnings: readonly ProblemIssue[];
}

/**
 * Judges the bytes of a resource by profiles: all issues at once, those of the JSON text among
 * them. Problems: json-unreadable (400) when the text can't be trusted, else resource-invalid.
 */
export function validate(
  bytes: Uint8Array,
  validator: Validator,
  profilesOf: (resource: JsonObject) => readonly string[],
): Result<Validation, Problem> {
  if (bytes.length === 0) return fail({ code: 'body-missing' });
  const { resource, faults } = readDocument(bytes);
  if (resource === undefined) {
    return fail({ code: 'json-unreadable', issues: faults.map(toProblemIssue) });
  }
  const judged = validator.validate(resource, { profiles: profilesOf(resource), faults });
  const issues = judged.issues.map(asIntakeSees);
  const shown = issues.map(toProblemIssue);
  return isValid(resource, issues)
    ? ok({ resource, warnings: shown })
    : fail({ code: 'resource-invalid', issues: shown });
}

function isValid(resource: JsonObject, issues: readonly Issue[]): resource is ValidResource {
  return resource.resourceType !== undefined && issues.every((issue) => issue.severity !== 'error');
}

function toProblemIssue({ severity, code, expression, rule, message, mend }: Issue): ProblemIssue {
  return { severity, code, expression, rule, text: `${message}. To mend it: ${mend}.` };
}
