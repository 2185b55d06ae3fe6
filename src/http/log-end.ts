import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { stateOf } from './state.ts';

/** Counts and logs each request when it has ended: names of ours only, nothing that came in. */
export function logEnd(metrics: Metrics, log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const state = stateOf(request);
    state.startedAtMs = performance.now();
    response.once('close', () => {
      const milliseconds = performance.now() - state.startedAtMs;
      const operation = state.match?.kind === 'found' ? state.match.operation.name : 'none';
      const status = response.writableFinished ? response.statusCode : 499;
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
