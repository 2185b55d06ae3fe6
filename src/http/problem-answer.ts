import type { Response } from 'express';
import { stringifyJson } from '../fhir/json/stringify-json.ts';
import { toOutcome } from '../fhir/outcome.ts';
import { type Problem, problemCatalogue, statusOf } from '../problem.ts';

/** The form of a problem's body: OperationOutcome on FHIR addresses, problem+json elsewhere. */
export function problemBody(
  problem: Problem,
  isFhir: boolean,
): readonly [type: string, body: string] {
  if (isFhir) return ['application/fhir+json; charset=utf-8', stringifyJson(toOutcome(problem))];
  const { title } = problemCatalogue[problem.code];
  const body = {
    type: 'about:blank',
    title,
    status: statusOf(problem),
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.issues === undefined ? {} : { issues: [...problem.issues] }),
  };
  return ['application/problem+json; charset=utf-8', JSON.stringify(body)];
}

/** Answers a request with a problem; never more than the catalogue and the problem say. */
export function sendProblem(response: Response, problem: Problem, isFhir: boolean): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const [type, body] = problemBody(problem, isFhir);
  const { retryAfterSeconds, allow, code } = problem;
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (allow !== undefined) response.setHeader('Allow', allow.join(', '));
  if (code === 'unauthenticated') response.setHeader('WWW-Authenticate', 'Bearer');
  if (code === 'forbidden') {
    response.setHeader('WWW-Authenticate', 'Bearer error="insufficient_scope"');
  }
  if (endsConnection.has(code)) response.setHeader('Connection', 'close');
  response.statusCode = statusOf(problem);
  response.setHeader('Content-Type', type);
  response.end(body);
}

/** The rest of these requests is not read: the connection can't serve another one. */
const endsConnection: ReadonlySet<Problem['code']> = new Set([
  ...(['too-large', 'body-too-slow', 'encoding-broken', 'closing', 'uri-too-long'] as const),
]);
