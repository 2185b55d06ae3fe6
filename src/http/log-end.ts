import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { onceAnswered } from './answered.ts';
import { healthPaths, ownPaths } from './door.ts';
import { fhirRoot } from './fhir-path.ts';
import type { Metrics } from './metrics.ts';
import { stateOf } from './state.ts';

/** The status that stands for a sender that went away before it was answered. */
const GONE = 499;

/** Counts and logs each request when it has ended: names of ours only, nothing that came in. */
export function logEnd(metrics: Metrics, log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const state = stateOf(request);
    state.startedAtMs = performance.now();
    onceAnswered(response, () => {
      const milliseconds = performance.now() - state.startedAtMs;
      const { operation, path } = placeOf(request);
      const status = response.headersSent ? response.statusCode : GONE;
      metrics.ended(operation, status, milliseconds);
      // Who asks for health needs no token, and often asks: that all is well fills no disk.
      const level = status === 200 && healthPaths.has(path) ? 'debug' : 'info';
      log[level]({
        requestId: state.requestId,
        client: state.client?.id,
        operation,
        path,
        status,
        ms: Math.round(milliseconds * 10) / 10,
      });
    });
    next();
  };
}

/**
 * Where a request went, in our own words: what a sender writes into an address may be about a
 * person, and stays out of the log.
 */
function placeOf(request: Request): { readonly operation: string; readonly path: string } {
  const { match } = stateOf(request);
  if (match?.kind === 'found') {
    const { name, kind, path } = match.operation;
    return { operation: name, path: kind === 'fhir' ? `${fhirRoot}${path}` : path };
  }
  const path = ownPaths.has(request.path) ? request.path : 'unknown';
  return { operation: 'none', path };
}

/** Names a fault for the log without its message: messages may repeat content. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { stack = '', name, message } = error;
  const head = message === '' ? name : `${name}: ${message}`;
  // When the message was changed afterwards, its end in the stack is not known.
  const frames = stack.startsWith(head) ? stack.slice(head.length) : '';
  const at = firstPlace(frames) ?? 'unknown';
  return `${/^[A-Za-z]{1,40}$/u.test(name) ? name : 'Error'} at ${at}`;
}

/** The first line and column of a file below one of our folders. */
function firstPlace(frames: string): string | undefined {
  for (const word of frames.split(/[\s()]+/u)) {
    const folder = word.search(/\/(?:src|dist|test|node_modules)\//u);
    if (folder < 0) continue;
    const [place] = /^\w+\/.+:\d+:\d+/u.exec(word.slice(folder + 1)) ?? [];
    if (place !== undefined) return place;
  }
  return undefined;
}
