import type { NextFunction, Request, Response } from 'express';
import type { Chance } from '../ports/chance.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { sendProblem } from './problem-answer.ts';
import type { Match } from './router.ts';
import { stateOf } from './state.ts';

/** What the door needs. */
export interface DoorParts {
  readonly settings: Settings;
  readonly chance: Chance;
  readonly isClosing: () => boolean;
}

const ID = /^[A-Za-z0-9._-]{1,64}$/u;
const own: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/metrics']);

/**
 * The first room: names the request, finds what its address leads to, and refuses what needs no
 * further look: too long, too many, while closing.
 */
export function createDoor(
  { settings, chance, isClosing }: DoorParts,
  route: (method: string, pathname: string) => Match,
) {
  let inFlight = 0;
  return (request: Request, response: Response, next: NextFunction): void => {
    const state = stateOf(request);
    const asked = request.headers['x-request-id'];
    state.requestId = typeof asked === 'string' && ID.test(asked) ? asked : chance.uuid();
    response.setHeader('X-Request-Id', state.requestId);
    response.setHeader('Cache-Control', 'no-store');
    const { correlation } = { correlation: request.headers['x-correlation-id'] };
    if (typeof correlation === 'string' && ID.test(correlation)) {
      response.setHeader('X-Correlation-Id', correlation);
    }
    const isOwn = own.has(request.path);
    const match = route(request.method, request.path);
    state.match = match;
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
    });
    const isFhir = match.kind === 'found' ? match.operation.kind === 'fhir' : match.isFhir;
    const problem = isOwn ? undefined : problemOf(request);
    if (problem === undefined) next();
    else sendProblem(response, problem, isFhir);
  };

  function problemOf(request: Request): Problem | undefined {
    if (isClosing()) return { code: 'closing', retryAfterSeconds: 5 };
    if (request.originalUrl.length > settings.urlBytesMax) return { code: 'uri-too-long' };
    if (inFlight > settings.inFlightMax) return { code: 'overloaded', retryAfterSeconds: 1 };
    return undefined;
  }
}
