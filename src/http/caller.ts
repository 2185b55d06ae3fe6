import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { AuditTrail } from '../audit/trail.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Problem } from '../problem.ts';
import { fail } from '../result.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { limitInFlight } from './in-flight.ts';
import { noted } from './noted.ts';
import { sendProblem } from './problem-answer.ts';
import { stateOf } from './state.ts';

const MINUTE_MS = 60_000;

/** The room `authenticate`: who calls, how often, how much at a time, and whether they may. */
export function callerRooms(
  authenticate: Authenticate,
  trail: AuditTrail,
  { settings, countRate }: { readonly settings: Settings; readonly countRate: RequestHandler },
): RequestHandler[] {
  return [identify(authenticate), countRate, limitInFlight(settings), admit(trail)];
}

function identify(authenticate: Authenticate): RequestHandler {
  return async (request, response, next) => {
    const state = stateOf(request);
    const { authorization } = request.headers;
    const { isForeign = false } = state;
    const known = await authenticate({ authorization, isForeign });
    // Whoever went away while we looked who it is wants nothing any more.
    if (response.destroyed) return;
    if (known.ok) state.client = known.value;
    else state.stranger = known.problem;
    next();
  };
}

/**
 * Counts the requests of a client, or of an address whose sender is not known (yet): guessing
 * tokens is limited too. What is counted for a page that is not there is not counted again.
 */
export function limitRate(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // Its complaints go to the console and repeat headers.
    validate: false,
    skip: (request) => {
      const state = stateOf(request);
      const isCounted = state.isCounted === true;
      state.isCounted = true;
      return isCounted;
    },
    keyGenerator: (request: Request) => {
      const { client } = stateOf(request);
      return client === undefined ? `at ${ipKeyGenerator(request.ip ?? '')}` : `of ${client.id}`;
    },
    handler: (_request: Request, response: Response) => {
      const seconds = Number(response.getHeader('Retry-After') ?? MINUTE_MS / 1000);
      const retryAfterSeconds = Math.max(1, seconds);
      sendProblem(response, { code: 'too-many-requests', retryAfterSeconds });
    },
  });
}

function admit(trail: AuditTrail) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const problem = accessProblem(request);
    if (problem === undefined) {
      next();
      return;
    }
    const refused = await noted(trail, request, async () => fail(problem));
    sendProblem(response, refused.ok ? problem : refused.problem);
  };
}

/** An operation without a scope is open to anybody; an address without operation has its 404. */
function accessProblem(request: Request): Problem | undefined {
  const { match, client, stranger } = stateOf(request);
  const scope = match?.kind === 'found' ? match.operation.scope : undefined;
  if (scope === undefined) return undefined;
  if (client === undefined) return stranger ?? { code: 'unauthenticated' };
  if (client.scopes.includes(scope)) return undefined;
  return { code: 'forbidden', detail: `it has to have the scope ${scope}` };
}
