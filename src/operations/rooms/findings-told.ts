import type { JsonObject } from '../../fhir/json/json.ts';
import { toOutcome } from '../../fhir/outcome.ts';
import type { ClassedFinding } from '../../fhir/translate/findings/classify-findings.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import type { ProblemIssue } from '../../problem.ts';
import type { Findings } from './accept.ts';
import { toProblemIssue } from './validate-bytes.ts';

/** The headers that say that a request was taken although something was found in it. */
export function findingsHeaders(
  { errors, warnings }: Findings,
  claimUrl: string,
): Readonly<Record<string, string>> {
  if (errors + warnings === 0) return {};
  return {
    'Assent-Findings': `errors=${errors}, warnings=${warnings}`,
    Link: `<${claimUrl}/$validate>; rel="describedby"`,
  };
}

/**
 * The errors as one OperationOutcome that goes along with an answer; undefined without any.
 * Source: PAS spec-40.
 */
export function findingsOutcome({ classed }: Findings): JsonObject | undefined {
  if (classed.length === 0) return undefined;
  return toOutcome({ code: 'resource-invalid', issues: classed.map(asWarning) });
}

function asWarning({ issue, class: kind }: ClassedFinding): ProblemIssue {
  const { text, ...rest } = toProblemIssue(issue);
  const effect =
    kind === 'review'
      ? 'A person looks at what it concerns.'
      : 'Nothing that decides the request reads it.';
  return { ...rest, severity: 'warning', text: `${text} ${effect}` };
}

/** Everything that a validation has found, as one OperationOutcome; it says so of nothing too. */
export function outcomeOfIssues(issues: readonly Issue[]): JsonObject {
  const told = issues.length === 0 ? [nothingFound] : issues.map(toProblemIssue);
  return toOutcome({ code: 'resource-invalid', issues: told });
}

const nothingFound: ProblemIssue = {
  severity: 'information',
  code: 'informational',
  text: 'No issues were found.',
};
