import type { Request, Response } from 'express';
import type { Client } from '../auth/scope.ts';
import { stringifyJson } from '../fhir/json/stringify-json.ts';
import type { Answer, Operation } from '../operations/operation.ts';
import type { Problem } from '../problem.ts';
import { fail, type Result } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import type { ReadBody } from './body-reader.ts';
import type { Metrics } from './metrics.ts';
import { formatProblem, languagesOf, mediaProblem, queryOf, wantsPretty } from './negotiation.ts';
import { sendProblem } from './problem-answer.ts';
import { stateOf } from './state.ts';

/** What running an operation needs. */
export interface RunParts {
  readonly settings: Settings;
  readonly metrics: Metrics;
  readonly readBody: ReadBody;
}

type Found = { readonly operation: Operation; readonly path: Readonly<Record<string, string>> };

/** The last room of http: hands the request to its operation and writes what comes back. */
export function runOperation(parts: RunParts) {
  return async (request: Request, response: Response): Promise<void> => {
    const { match } = stateOf(request);
    if (match?.kind !== 'found') {
      const isFhir = match?.isFhir === true;
      sendProblem(response, noOperation(match), isFhir);
      return;
    }
    const { operation } = match;
    const isFhir = operation.kind === 'fhir';
    const problem =
      formatProblem(request) ?? (operation.hasBody ? mediaProblem(request) : undefined);
    const result = problem === undefined ? await run(parts, request, match) : fail(problem);
    if (response.destroyed) return;
    if (result.ok) send(request, response, { answer: result.value, isFhir });
    else sendProblem(response, result.problem, isFhir);
  };
}

function noOperation(match: ReturnType<typeof stateOf>['match']): Problem {
  if (match?.kind === 'other-method') return { code: 'method-not-allowed', allow: match.allow };
  if (match?.kind === 'malformed')
    return { code: 'parameter-invalid', detail: 'the address is malformed' };
  return { code: 'not-found' };
}

const nobody: Client = { id: 'nobody', name: 'nobody', organizations: [], npis: [], scopes: [] };

async function run(
  { metrics, readBody }: RunParts,
  request: Request,
  { operation, path }: Found,
): Promise<Result<Answer, Problem>> {
  const body = operation.hasBody ? await readBody(request) : undefined;
  if (body?.ok === false) return body;
  const { requestId, client = nobody } = stateOf(request);
  return within(operation.budgetMs, () =>
    operation.run({
      requestId,
      client,
      path,
      query: queryOf(request),
      body: body?.value ?? new Uint8Array(),
      languages: languagesOf(request),
      measure: metrics.measureFor(operation.name),
    }),
  );
}

/** Gives up when the budget is over; what comes later is let go. */
async function within(
  budgetMs: number,
  work: () => Promise<Result<Answer, Problem>>,
): Promise<Result<Answer, Problem>> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<Result<Answer, Problem>>((resolve) => {
    const problem: Problem = { code: 'time-budget-exceeded', retryAfterSeconds: 5 };
    timer = setTimeout(() => resolve(fail(problem)), budgetMs);
  });
  try {
    return await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer);
  }
}

interface Sent {
  readonly answer: Answer;
  readonly isFhir: boolean;
}

function send(request: Request, response: Response, { answer, isFhir }: Sent): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.statusCode = answer.status;
  if (answer.body === undefined) {
    response.end();
    return;
  }
  const type = isFhir ? 'application/fhir+json' : 'application/json';
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.end(stringifyJson(answer.body, { pretty: wantsPretty(request) }));
}
