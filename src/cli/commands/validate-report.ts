import type { Issue, IssueSeverity } from '../../fhir/validate/issue.ts';
import { amount } from '../amount.ts';

/** How many resources and issues a run has met. */
export interface Tally {
  resources: number;
  clean: number;
  errors: number;
  warnings: number;
}

/** Writes what was found in one resource, and at the end what was found in all. */
export interface Report {
  resource(source: string, issues: readonly Issue[]): string;
  closing(tally: Readonly<Tally>): string;
}

/** One JSON object a line: `{source, errors, warnings, issues}`, and nothing at the end. */
export const jsonReport: Report = {
  resource(source, issues) {
    const errors = count(issues, 'error');
    const warnings = count(issues, 'warning');
    const rows = issues.map(({ severity, code, expression, rule, message, mend }) => ({
      severity,
      code,
      expression,
      rule,
      message,
      mend,
    }));
    return `${JSON.stringify({ source, errors, warnings, issues: rows })}\n`;
  },
  closing: () => '',
};

/** Blocks for a reader: a line about the resource, then two or three lines an issue. */
export function textReport(colours: boolean): Report {
  return {
    resource(source, issues) {
      const errors = count(issues, 'error');
      const warnings = count(issues, 'warning');
      const verdict = `${amount(errors, 'error')}, ${amount(warnings, 'warning')}`;
      const head = issues.length === 0 ? 'clean' : verdict;
      const blocks = issues.map((issue) => issueBlock(issue, colours));
      return `${[`${plain(source)}: ${head}`, ...blocks].join('\n')}\n`;
    },
    closing(tally) {
      const withErrors = tally.resources - tally.clean;
      return (
        `${amount(tally.resources, 'resource')}: ${tally.clean} without errors, ` +
        `${withErrors} with errors; ${amount(tally.errors, 'error')}, ` +
        `${amount(tally.warnings, 'warning')}\n`
      );
    },
  };
}

/** How many issues are of a severity. */
export function count(issues: readonly Issue[], severity: IssueSeverity): number {
  return issues.filter((issue) => issue.severity === severity).length;
}

const colourOf: Readonly<Record<IssueSeverity, string>> = {
  error: '\u001b[31m',
  warning: '\u001b[33m',
  information: '\u001b[36m',
};

function issueBlock(issue: Issue, colours: boolean): string {
  const severity = colours
    ? `${colourOf[issue.severity]}${issue.severity}\u001b[0m`
    : issue.severity;
  const place = issue.expression === '' ? '' : ` ${plain(issue.expression)}`;
  const lines = [`  ${severity}${place}: ${plain(issue.message)}`];
  if (issue.mend !== '') lines.push(`    mend: ${plain(issue.mend)}`);
  if (issue.rule !== '') lines.push(`    rule: ${plain(issue.rule)}`);
  return lines.join('\n');
}

/** Text from a resource may hold sequences that a terminal obeys: they are shown, not sent. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `\\u${point.toString(16).padStart(4, '0')}`;
  });
}
