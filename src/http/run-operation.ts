import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { AuditTrail } from '../audit/trail.ts';
import type { Client } from '../auth/scope.ts';
import { stringifyJson } from '../fhir/json/stringify-json.ts';
import type { Answer, Call, Operation } from '../operations/operation.ts';
import type { Problem } from '../problem.ts';
import { assertNever, fail, ok, present, type Result } from '../result.ts';
import type { Admit } from './admission.ts';
import { onceMade, tellMade } from './answered.ts';
import type { ReadBody } from './body-reader.ts';
import { endAnswer } from './end-answer.ts';
import { isSafe } from './guard-origins.ts';
import { faultName } from './log-end.ts';
import type { Metrics } from './metrics.ts';
import {
  asksPretty,
  formatProblem,
  languagesOf,
  mediaProblem,
  type Query,
  queryOf,
} from './negotiation.ts';
import { noted } from './noted.ts';
import { methodProblem, sendProblem } from './problem-answer.ts';
import type { Match } from './router.ts';
import { senderOf } from './sender.ts';
import { stateOf } from './state.ts';
import type { Turn } from './turns.ts';
import { withinBudget } from './within-budget.ts';

/** What running an operation needs. */
export interface RunParts {
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly readBody: ReadBody;
  readonly admit: Admit;
  readonly turn: Turn;
  readonly trail: AuditTrail;
}

/** The last room of http: hands the request to its operation and writes what comes back. */
export function runOperation(parts: RunParts) {
  return async (request: Request, response: Response): Promise<void> => {
    const work = () => answered(parts, response).finally(() => tellMade(response));
    const result = await noted(parts.trail, request, work);
    if (response.destroyed || response.headersSent) return;
    if (result.ok) send(response, result.value, asksPretty(request));
    else sendProblem(response, result.problem);
  };
}

type Found = Extract<Match, { readonly kind: 'found' }>;

async function answered(parts: RunParts, response: Response): Promise<Result<Answer, Problem>> {
  const request = response.req;
  const match = operationOf(stateOf(request).match ?? { kind: 'none' });
  if (!match.ok) return match;
  const asked = queryOf(request);
  if (!asked.ok) return asked;
  const query = asked.value;
  const { hasBody, kind } = match.value.operation;
  const problem =
    formatProblem(request, kind === 'fhir' ? query : {}) ??
    (isSafe(request.method) ? undefined : mediaProblem(request));
  if (problem !== undefined) return fail(problem);
  const { client = nobody } = stateOf(request);
  const body = hasBody ? await parts.readBody(request, response, client.id) : ok(new Uint8Array());
  if (!body.ok) return body;
  const { operation } = match.value;
  const arrived = { operation, client: client.id, bytes: body.value.length };
  const arrivedAtMs = stateOf(request).arrivedAtMs ?? performance.now();
  const tooMuch = await parts.admit(arrived, response);
  if (tooMuch !== undefined) return fail(tooMuch);
  await parts.turn();
  return run(parts, response, { ...match.value, query, body: body.value, arrivedAtMs });
}

function operationOf(match: Match): Result<Found, Problem> {
  switch (match.kind) {
    case 'found':
      return ok(match);
    case 'other-method':
      return fail(methodProblem(match.allow, match.hint));
    case 'malformed':
      return fail({
        code: 'http-malformed',
        detail: 'the path is not percent-encoded UTF-8',
      });
    case 'none':
      return fail(present({ code: 'not-found' as const, detail: match.hint }));
    case 'operation-unknown':
      return fail({ code: 'operation-unknown', detail: match.hint });
    default:
      return assertNever(match);
  }
}

/** Why a call is over; an error made for each, with its stack, would cost every request. */
const ENDED = 'the request has ended';

const nobody: Client = {
  ...{ id: 'nobody', name: 'nobody', kind: 'practice', scopes: [] },
  ...{ organizations: [], npis: [], tins: [] },
};

interface Input extends Found {
  readonly query: Query;
  readonly body: Uint8Array;
  /** What it has waited since is part of its budget. */
  readonly arrivedAtMs: number;
}

function run(
  { metrics, log }: RunParts,
  response: Response,
  { operation, path, query, body, arrivedAtMs }: Input,
): Promise<Result<Answer, Problem>> {
  const request = response.req;
  const { requestId, client = nobody } = stateOf(request);
  const over = new AbortController();
  if (response.destroyed) over.abort(ENDED);
  onceMade(response, () => over.abort(ENDED));
  const call: Call = {
    ...present({ sender: senderOf(request) }),
    requestId,
    client,
    path,
    query: withoutFormat(query, operation.kind),
    body,
    languages: languagesOf(request),
    signal: over.signal,
    measure: metrics.measureFor(operation.name),
  };
  const onLateFault = (error: unknown): void => {
    log.error(
      { requestId, client: client.id, fault: faultName(error) },
      'a fault after the time was over',
    );
  };
  const leftMs = operation.budgetMs - (performance.now() - arrivedAtMs);
  return withinBudget(leftMs, () => operation.run(call), onLateFault);
}

/** How an answer is written is http's matter: operations see what they are asked. */
function withoutFormat(query: Query, kind: Operation['kind']): Query {
  if (kind === 'plain') return query;
  const asked = Object.entries(query).filter(([name]) => name !== '_format' && name !== '_pretty');
  return Object.fromEntries(asked);
}

function send(response: Response, answer: Answer, pretty: boolean): void {
  const { match } = stateOf(response.req);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.statusCode = answer.status;
  if (answer.body === undefined) {
    endAnswer(response.req, response, undefined);
    return;
  }
  const isFhir = match?.kind === 'found' && match.operation.kind === 'fhir';
  const type = isFhir ? 'application/fhir+json' : 'application/json';
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  const text = pretty ? undefined : answer.text;
  endAnswer(response.req, response, text ?? stringifyJson(answer.body, { pretty }));
}
