import { type Problem, type ProblemIssue, problemCatalogue } from '../problem.ts';
import { present } from '../result.ts';
import type { JsonObject } from './json/json.ts';

/** Issues that one outcome holds; the rest would only repeat the lesson. */
const ISSUES_MAX = 100;

/** A problem as the one OperationOutcome that answers it. Source: PAS spec-35; R4. */
export function toOutcome(problem: Problem): JsonObject {
  const { issueType, title } = problemCatalogue[problem.code];
  const issues = problem.issues ?? [];
  if (issues.length > 0) return { resourceType: 'OperationOutcome', issue: shownIssues(issues) };
  const text = problem.detail === undefined ? title : `${title}: ${problem.detail}`;
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: issueType, details: { text } }],
  };
}

function shownIssues(issues: readonly ProblemIssue[]): readonly JsonObject[] {
  // A validation that was cut has counted the rest itself.
  if (issues.length === ISSUES_MAX + 1 && issues.at(-1)?.rule === 'limits/issues') {
    return issues.map(toIssue);
  }
  const shown = issues.slice(0, ISSUES_MAX).map(toIssue);
  const left = issues.length - shown.length;
  if (left === 0) return shown;
  const more = left === 1 ? '1 more issue is' : `${left} more issues are`;
  const text = `${more} not shown; mend these first.`;
  return [...shown, { severity: 'information', code: 'informational', details: { text } }];
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
