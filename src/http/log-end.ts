import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { stateOf } from './state.ts';

/** The status that stands for a sender that went away before it was answered. */
const GONE = 499;

/** Counts and logs each request when it has ended: names of ours only, nothing that came in. */
export function logEnd(metrics: Metrics, log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const state = stateOf(request);
    state.startedAtMs = performance.now();
    response.once('close', () => {
      const milliseconds = performance.now() - state.startedAtMs;
      const operation = state.match?.kind === 'found' ? state.match.operation.name : 'none';
      const status = response.headersSent ? response.statusCode : GONE;
      metrics.ended(operation, status, milliseconds);
      log.info({
        requestId: state.requestId,
        client: state.client?.id,
        operation,
        status,
        ms: Math.round(milliseconds * 10) / 10,
      });
    });
    next();
  };
}

/** Names a fault for the log without its message: messages may repeat content. */
export function faultName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { stack = '', name, message } = error;
  const head = message === '' ? name : `${name}: ${message}`;
  // When the message was changed afterwards, its end in the stack is not known.
  const frames = stack.startsWith(head) ? stack.slice(head.length) : '';
  const at = /\/((?:src|dist|test|node_modules)\/[^\s()]+:\d+:\d+)/u.exec(frames);
  return `${/^[A-Za-z]{1,40}$/u.test(name) ? name : 'Error'} at ${at?.[1] ?? 'unknown'}`;
}
