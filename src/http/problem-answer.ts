import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { stringifyJson } from '../fhir/json/stringify-json.ts';
import { toOutcome } from '../fhir/outcome.ts';
import { type Problem, problemCatalogue, statusOf } from '../problem.ts';
import { takenEncodings } from './decode-body.ts';
import { endAnswer, endText } from './end-answer.ts';
import { isFhirPath } from './fhir-path.ts';
import { asksPretty, takenTypes } from './negotiation.ts';
import { stateOf } from './state.ts';

/** The form of a problem's body: OperationOutcome on FHIR addresses, problem+json elsewhere. */
export function problemBody(
  problem: Problem,
  isFhir: boolean,
  pretty = false,
): readonly [type: string, body: string] {
  if (isFhir) {
    return ['application/fhir+json; charset=utf-8', stringifyJson(toOutcome(problem), { pretty })];
  }
  const { title } = problemCatalogue[problem.code];
  const status = statusOf(problem);
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? title,
    status,
    code: problem.code,
    detail: problem.detail === undefined ? title : `${title}: ${problem.detail}`,
    ...(problem.issues === undefined ? {} : { issues: [...problem.issues] }),
  };
  return ['application/problem+json; charset=utf-8', JSON.stringify(body)];
}

/** The problem of a method that is not offered, with those that are, and where else to go. */
export function methodProblem(allow: readonly string[], hint?: string): Problem {
  return { code: 'method-not-allowed', allow, detail: hint ?? `use ${allow.join(' or ')}` };
}

/** Answers a request with a problem; never more than the catalogue and the problem say. */
export function sendProblem(response: Response, problem: Problem): void {
  const request = response.req;
  if (response.headersSent) {
    // Half an answer is broken off; a whole one stays, and may still wait for its turn.
    if (!response.writableEnded) response.destroy();
    return;
  }
  const { retryAfterSeconds, allow, code } = problem;
  const pretty = asksPretty(request);
  const [type, body] = problemBody(problem, isFhirPath(request.path), pretty);
  for (const name of response.getHeaderNames()) {
    if (ofAnswers.test(name)) response.removeHeader(name);
  }
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (allow !== undefined) response.setHeader('Allow', allow.join(', '));
  for (const [name, value] of Object.entries(takenInstead(code))) response.setHeader(name, value);
  const challenge = challengeOf(response, code);
  if (challenge !== undefined) response.setHeader('WWW-Authenticate', challenge);
  if (endsConnection.has(code)) response.setHeader('Connection', 'close');
  response.statusCode = statusOf(problem);
  response.setHeader('Content-Type', type);
  if (code === 'body-too-slow') endText(response, body);
  else endAnswer(request, response, body);
}

/** Headers that an answer may have set before it failed. */
const ofAnswers =
  /^(?:content-(?:type|length|encoding|language|location)|etag|location|last-modified)$/u;

/** What the sender has to bring to be let in. Source: RFC 6750 §3. */
function challengeOf({ req }: Response, code: Problem['code']): string | undefined {
  if (code === 'unauthenticated') {
    const isWrong = req.headers.authorization !== undefined;
    return isWrong ? 'Bearer error="invalid_token"' : 'Bearer';
  }
  if (code !== 'forbidden') return undefined;
  const { match } = stateOf(req);
  const scope = match?.kind === 'found' ? match.operation.scope : undefined;
  const needed = scope === undefined ? '' : `, scope="${scope}"`;
  return `Bearer error="insufficient_scope"${needed}`;
}

/** What is taken instead of a body that is not. Source: RFC 9110 §15.5.16. */
function takenInstead(code: Problem['code']): Readonly<Record<string, string>> {
  if (code === 'encoding-unsupported') return { 'Accept-Encoding': takenEncodings.join(', ') };
  if (code !== 'media-type-unsupported') return {};
  const types = takenTypes.join(', ');
  return { Accept: types, 'Accept-Post': types };
}

/** After these the connection can't serve another request. */
const endsConnection: ReadonlySet<Problem['code']> = new Set([
  ...(['http-malformed', 'uri-too-long', 'headers-too-large'] as const),
  ...(['body-too-slow', 'body-in-pieces', 'encoding-broken', 'closing'] as const),
]);
