import { type Problem, type ProblemIssue, problemCatalogue } from '../problem.ts';
import { present } from '../result.ts';
import type { JsonObject } from './json/json.ts';

/** A problem as the one OperationOutcome that answers it. Source: PAS spec-35; R4. */
export function toOutcome(problem: Problem): JsonObject {
  const { issueType, title } = problemCatalogue[problem.code];
  const issues = problem.issues ?? [];
  if (issues.length > 0) return { resourceType: 'OperationOutcome', issue: issues.map(toIssue) };
  const text = problem.detail === undefined ? title : `${title}: ${problem.detail}`;
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: issueType, details: { text } }],
  };
}

function toIssue({ severity, code, expression, text, rule }: ProblemIssue): JsonObject {
  return present({
    severity,
    code,
    details: { text },
    diagnostics: rule,
    expression: expression === undefined ? undefined : [expression],
  });
}
