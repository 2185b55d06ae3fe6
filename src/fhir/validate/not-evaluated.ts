import type { Issue } from './issue.ts';

/** How many undecided things one line names. */
const NAMED_MAX = 2;

/**
 * What could not be decided, as one issue that says so.
 * Shape: what is not known, the resource's type -> no issue, or one.
 */
export function notEvaluatedIssues(what: readonly string[], type: unknown): readonly Issue[] {
  if (what.length === 0) return [];
  const named = what.slice(0, NAMED_MAX).join('; ');
  const more = what.length > NAMED_MAX ? `; and ${what.length - NAMED_MAX} more` : '';
  return [
    {
      severity: 'information',
      code: 'informational',
      expression: typeof type === 'string' ? type : '$this',
      rule: 'not-evaluated',
      message: `${what.length} not evaluated: ${named}${more}`,
      mend: 'load what is missing, if it matters',
    },
  ];
}
