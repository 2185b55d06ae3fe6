import type { IncomingMessage, ServerResponse } from 'node:http';
import { leave } from './leave.ts';
import { announcesBody } from './negotiation.ts';

/**
 * Sends a whole body. An answer to a request whose own body has not arrived is the last of its
 * connection: nobody waits for the rest. A request that was refused meanwhile, for the bytes behind
 * it, has its answer.
 */
export function endAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  body: string | undefined,
): void {
  if (response.headersSent) return;
  const text = request.method === 'HEAD' ? '' : (body ?? '');
  if (request.method === 'HEAD' && body !== undefined) {
    response.setHeader('Content-Length', Buffer.byteLength(body));
  }
  if (!announcesBody(request) || hasArrived(request)) {
    response.end(text);
  } else if (isWaiting(request, response)) {
    response.setHeader('Connection', 'close');
    response.end(text);
  } else {
    leave(request, response, text);
  }
}

/**
 * Ends an answer with its text, which an answer to HEAD has not: Node throws where it has one.
 * Source: RFC 9110 §9.3.2.
 */
export function endText(response: ServerResponse, text: string): void {
  response.end(response.req.method === 'HEAD' ? '' : text);
}

/** A short body comes with its head, and is told to be complete a moment later. */
function hasArrived({ complete, readableLength, headers }: IncomingMessage): boolean {
  return complete || readableLength === Number(headers['content-length'] ?? Number.NaN);
}

const invited = new WeakSet<IncomingMessage>();

/** Invites a sender that waits for it (`Expect: 100-continue`) to send its body. */
export function inviteBody(request: IncomingMessage, response: ServerResponse): void {
  if (!expectsInvitation(request) || invited.has(request) || response.headersSent) return;
  invited.add(request);
  response.writeContinue();
}

function isWaiting(request: IncomingMessage, { destroyed }: ServerResponse): boolean {
  return destroyed || (expectsInvitation(request) && !invited.has(request));
}

/** True for a sender that waits; what HTTP/1.0 expects doesn't count. Source: RFC 9110 §10.1.1. */
export function expectsInvitation({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion !== '1.0' && headers.expect?.toLowerCase() === '100-continue';
}
