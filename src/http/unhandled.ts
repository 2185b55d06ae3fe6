import type { IncomingMessage, ServerResponse } from 'node:http';
import { statusOf } from '../problem.ts';
import { endAnswer } from './end-answer.ts';
import { problemBody } from './problem-answer.ts';

/**
 * Answers what no room of the application has answered, in place of Express's own page: a request
 * whose target is no address (`http://[/`) comes to none of them, and a fault of the last one has
 * nobody else. Nothing of the request is read for it: its path can't be. Gives back the status.
 */
export function answerUnhandled(
  request: IncomingMessage,
  response: ServerResponse,
  fault: unknown,
): number {
  const problem =
    fault === undefined
      ? ({ code: 'http-malformed', detail: 'the target of the request is no address' } as const)
      : ({ code: 'fault' } as const);
  const status = statusOf(problem);
  if (response.headersSent) {
    response.destroy();
    return status;
  }
  const [type, body] = problemBody(problem, false);
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Connection', 'close');
  endAnswer(request, response, body);
  return status;
}
