import type { NextFunction, Request, Response } from 'express';
import type { Chance } from '../ports/chance.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { sendProblem } from './problem-answer.ts';
import type { FindOperation } from './router.ts';
import { stateOf } from './state.ts';

/** What the door needs. */
export interface DoorParts {
  readonly settings: Settings;
  readonly chance: Chance;
  readonly isClosing: () => boolean;
}

const ID = /^[A-Za-z0-9._-]{1,64}$/u;

/** The addresses that are http's own: they answer also when the server is busy or closing. */
export const ownPaths: ReadonlySet<string> = new Set([
  '/',
  '/health/live',
  '/health/ready',
  '/metrics',
]);

/**
 * The first room: names the request, finds what its address leads to, and refuses what needs no
 * further look: malformed, too long, too many, while closing.
 */
export function createDoor({ settings, chance, isClosing }: DoorParts, route: FindOperation) {
  let inFlight = 0;
  return (request: Request, response: Response, next: NextFunction): void => {
    const state = stateOf(request);
    state.requestId = ownId(request.headers['x-request-id']) ?? chance.uuid();
    response.setHeader('X-Request-Id', state.requestId);
    response.setHeader('Cache-Control', 'no-store');
    const correlation = ownId(request.headers['x-correlation-id']);
    if (correlation !== undefined) response.setHeader('X-Correlation-Id', correlation);
    state.match = route(request.method, request.path);
    const isOwn = ownPaths.has(request.path);
    if (!isOwn) {
      inFlight += 1;
      response.once('close', () => {
        inFlight -= 1;
      });
    }
    const problem = formProblem(request, settings) ?? (isOwn ? undefined : loadProblem());
    if (problem === undefined) next();
    else sendProblem(response, problem);
  };

  function loadProblem(): Problem | undefined {
    if (isClosing()) return { code: 'closing', retryAfterSeconds: 5 };
    if (inFlight > settings.inFlightMax) return { code: 'overloaded', retryAfterSeconds: 1 };
    return undefined;
  }
}

/** An id that a sender may choose: it goes into headers and logs, so its form is narrow. */
function ownId(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

function formProblem(request: Request, settings: Settings): Problem | undefined {
  if (request.originalUrl.length > settings.urlBytesMax) return { code: 'uri-too-long' };
  const headerBytes = request.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
  if (headerBytes > settings.headerBytesMax) return { code: 'headers-too-large' };
  const hasHost = request.httpVersion === '1.0' || request.headers.host !== undefined;
  if (!hasHost) return { code: 'http-malformed', detail: 'the Host header is missing' };
  return undefined;
}
