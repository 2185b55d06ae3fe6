import type { NextFunction, Request, Response } from 'express';
import type { Chance } from '../ports/chance.ts';
import type { Problem } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { expectsInvitation } from './end-answer.ts';
import { type IsOwnHost, isHost, ownHosts } from './own-hosts.ts';
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

/** The addresses of health. */
export const healthPaths: ReadonlySet<string> = new Set(['/health/live', '/health/ready']);

/** The addresses that are http's own: they answer also when the server is busy or closing. */
export const ownPaths: ReadonlySet<string> = new Set(['/', ...healthPaths, '/metrics']);

/**
 * The first room: names the request, finds what its address leads to, and refuses what needs no
 * further look: malformed, too long, for another host, while closing.
 */
export function createDoor({ settings, chance, isClosing }: DoorParts, route: FindOperation) {
  const isOwnHost = ownHosts(settings);
  return (request: Request, response: Response, next: NextFunction): void => {
    const state = stateOf(request);
    state.lingerMs = settings.lingerMs;
    state.requestId = ownId(request.headers['x-request-id']) ?? chance.uuid();
    response.setHeader('X-Request-Id', state.requestId);
    response.setHeader('Cache-Control', 'no-store');
    const correlation = ownId(request.headers['x-correlation-id']);
    if (correlation !== undefined) response.setHeader('X-Correlation-Id', correlation);
    state.match = route(request.method, request.path);
    const problem =
      queueProblem(request, response, settings) ??
      formProblem(request, settings) ??
      hostProblem(request, isOwnHost) ??
      expectProblem(request) ??
      (isClosing() && !ownPaths.has(request.path) ? closing : undefined);
    if (problem === undefined) next();
    else sendProblem(response, problem);
  };
}

/** It is the last of its connection: what stands behind it is not looked at. */
function queueProblem(
  request: Request,
  response: Response,
  { pipelinedMax }: Settings,
): Problem | undefined {
  if (stateOf(request).isOneTooMany !== true) return undefined;
  response.setHeader('Connection', 'close');
  const detail = `${pipelinedMax} may wait on one connection (ASSENT_PIPELINED_MAX)`;
  return { code: 'too-many-requests', retryAfterSeconds: 1, detail };
}

const closing: Problem = { code: 'closing', retryAfterSeconds: 5 };

/** An id that a sender may choose: it goes into headers and logs, so its form is narrow. */
function ownId(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

function formProblem(request: Request, settings: Settings): Problem | undefined {
  if (request.originalUrl.length > settings.urlBytesMax) return { code: 'uri-too-long' };
  const headerBytes = request.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
  if (headerBytes > settings.headerBytesMax) return { code: 'headers-too-large' };
  return undefined;
}

/** Source: RFC 9112 §3.2, §3.2.2: the host in an address counts before the header. */
function hostProblem(request: Request, isOwnHost: IsOwnHost): Problem | undefined {
  const { host } = request.headers;
  if (host === undefined) {
    return request.httpVersion === '1.0' ? undefined : malformed('the Host header is missing');
  }
  if (countOf(request.rawHeaders, 'host') > 1) return malformed('there are two Host headers');
  const address = /^https?:\/\/([^/?#]*)/iu.exec(request.originalUrl)?.[1] ?? host;
  if (isOwnHost(host) && isOwnHost(address)) return undefined;
  if (!isHost(host)) return malformed('the Host header names no host');
  return { code: 'host-foreign', detail: 'ASSENT_HOSTS_ALLOW names those that it has besides' };
}

/** How often a header stands in a list of names and values in turn. */
function countOf(rawHeaders: readonly string[], lowercase: string): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (isNamed(rawHeaders[at] ?? '', lowercase)) count += 1;
  }
  return count;
}

function isNamed(name: string, lowercase: string): boolean {
  return name.length === lowercase.length && name.toLowerCase() === lowercase;
}

function expectProblem(request: Request): Problem | undefined {
  const { headers, httpVersion } = request;
  if (headers.expect === undefined || httpVersion === '1.0') return undefined;
  return expectsInvitation(request) ? undefined : { code: 'expectation-unknown' };
}

function malformed(detail: string): Problem {
  return { code: 'http-malformed', detail };
}
