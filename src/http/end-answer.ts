import type { IncomingMessage, ServerResponse } from 'node:http';
import { announcesBody } from './negotiation.ts';

/** What is left of a small body is read and dropped, so that its connection can go on. */
const SMALL_BYTES = 64 * 1024;
/** What is read and dropped of a larger one, so that its sender gets to read the answer. */
const DROPPED_BYTES_MAX = 16 * 1024 * 1024;
const DROPPED_MS_MAX = 2_000;

/**
 * Sends a whole body, also while the request's own body is still arriving. A connection that is
 * closed with bytes unread is reset, and a reset takes the answer away from who is still sending.
 */
export function endAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  body: string | undefined,
): void {
  const text = request.method === 'HEAD' ? '' : (body ?? '');
  if (request.method === 'HEAD' && body !== undefined) {
    response.setHeader('Content-Length', Buffer.byteLength(body));
  }
  if (request.complete || !announcesBody(request)) {
    response.end(text);
    return;
  }
  if (isWaiting(request, response)) {
    response.setHeader('Connection', 'close');
    response.end(text);
  } else if (Number(request.headers['content-length'] ?? Number.NaN) <= SMALL_BYTES) {
    request.resume();
    response.end(text);
  } else {
    response.setHeader('Connection', 'close');
    if (text !== '') {
      response.setHeader('Content-Length', Buffer.byteLength(text));
      response.write(text);
    }
    dropBody(request, () => response.end());
  }
}

const invited = new WeakSet<IncomingMessage>();

/** Invites a sender that waits for it (`Expect: 100-continue`) to send its body. */
export function inviteBody(request: IncomingMessage, response: ServerResponse): void {
  if (!expectsInvitation(request) || invited.has(request)) return;
  invited.add(request);
  response.writeContinue();
}

function isWaiting(request: IncomingMessage, { destroyed }: ServerResponse): boolean {
  return destroyed || (expectsInvitation(request) && !invited.has(request));
}

function expectsInvitation({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

function dropBody(request: IncomingMessage, end: () => void): void {
  let droppedBytes = 0;
  let isOver = false;
  const finish = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    end();
  };
  const timer = setTimeout(finish, DROPPED_MS_MAX);
  request.on('data', (chunk: Uint8Array) => {
    droppedBytes += chunk.length;
    if (droppedBytes > DROPPED_BYTES_MAX) finish();
  });
  for (const event of ['end', 'error', 'close']) request.once(event, finish);
  request.resume();
}
