import { LIST_LIMITS, overlongLists } from '../../fhir/bundle/list-lengths.ts';
import { openRequestBundle, type RequestBundle } from '../../fhir/bundle/request-bundle.ts';
import { requestPlace } from '../../fhir/bundle/request-in-body.ts';
import {
  type ClassedFinding,
  classifyFindings,
} from '../../fhir/translate/findings/classify-findings.ts';
import { markedElements } from '../../fhir/translate/findings/marks.ts';
import { changeNotTaken } from '../../fhir/translate/intake/earlier-request.ts';
import type { Issue } from '../../fhir/validate/issue.ts';
import type { Problem, ProblemIssue } from '../../problem.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { JudgedResource } from './validate.ts';
import { toProblemIssue } from './validate-bytes.ts';

/** What refuses a request: any error (`strict`), or only what its class says (`tolerant`). */
export type IntakeMode = 'tolerant' | 'strict';

/** What a validation has found in a request that was accepted all the same. */
export interface Findings {
  /** The errors, each with what it does to the request. */
  readonly classed: readonly ClassedFinding[];
  readonly errors: number;
  readonly warnings: number;
}

declare const accepted: unique symbol;

/** A request that intake may read: what is wrong with it is known; only this room makes one. */
export interface AcceptedRequest {
  readonly bundle: RequestBundle;
  readonly findings: Findings;
  /** What its sender says of itself to be no value, where it is read. */
  readonly marked: readonly ClassedFinding[];
  readonly [accepted]: true;
}

/**
 * Decides by what was found whether a request is read at all, and by its lengths, before anything
 * is done that grows with them.
 * Problems: resource-invalid, all issues at once, those that refuse it first.
 * Source: ADR 0015.
 */
export function accept(
  { resource, issues }: JudgedResource,
  mode: IntakeMode,
  lists = LIST_LIMITS,
): Result<AcceptedRequest, Problem> {
  const errors = countOf(issues, 'error');
  const bundle = openRequestBundle(resource);
  if (!bundle.ok) return errors === 0 ? bundle : refuse(withIssues(bundle.problem, issues));
  const refuseAll = (all: readonly Issue[]): Result<never, Problem> =>
    refuse([...changeNotTaken(bundle.value), ...all.map(toProblemIssue)]);
  const overlong = overlongLists(bundle.value, lists);
  if (overlong.length > 0) return refuse([...overlong, ...issues.map(toProblemIssue)]);
  if (errors > 0 && mode === 'strict') return refuseAll(issues);
  const placed = atBundle(issues, requestPlace(resource));
  const classed = classifyFindings(bundle.value, placed);
  const blocking = new Set(
    classed.filter((one) => one.class === 'block').map(({ issue }) => issue),
  );
  const marked = markedElements(bundle.value);
  const marks = marked.filter((one) => one.class === 'block').map(({ issue }) => issue);
  if (blocking.size + marks.length > 0) {
    const isBlocking = (issue: Issue, index: number): boolean =>
      blocking.has(placed[index] ?? issue);
    const first = issues.filter(isBlocking);
    const rest = issues.filter((one) => !first.includes(one));
    return refuseAll([...first, ...marks, ...rest]);
  }
  const findings: Findings = { classed, errors, warnings: countOf(issues, 'warning') };
  return ok({ bundle: bundle.value, findings, marked } as AcceptedRequest); // brand
}

/** The issues of the Bundle by their place in it, whatever it came in; others as they are. */
function atBundle(issues: readonly Issue[], place: string): readonly Issue[] {
  if (place === 'Bundle') return issues;
  return issues.map((issue) =>
    issue.expression === place || issue.expression.startsWith(`${place}.`)
      ? { ...issue, expression: `Bundle${issue.expression.slice(place.length)}` }
      : issue,
  );
}

/** A problem that was met after validation, with what that has found: all at once. */
export function withFindings(
  problem: Problem,
  { bundle, findings }: Pick<AcceptedRequest, 'bundle' | 'findings'>,
): Problem {
  if (problem.issues === undefined) return problem;
  const issues = withIssues(
    problem,
    findings.classed.map(({ issue }) => issue),
  );
  return { ...problem, issues: [...changeNotTaken(bundle), ...issues] };
}

function withIssues(problem: Problem, issues: readonly Issue[]): readonly ProblemIssue[] {
  return [...(problem.issues ?? []), ...issues.map(toProblemIssue)];
}

function refuse(issues: readonly ProblemIssue[]): Result<never, Problem> {
  return fail({ code: 'resource-invalid', issues });
}

function countOf(issues: readonly Issue[], severity: Issue['severity']): number {
  return issues.filter((issue) => issue.severity === severity).length;
}
