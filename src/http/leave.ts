import type { IncomingMessage, ServerResponse } from 'node:http';
import { tellAnswered } from './answered.ts';
import { stateOf } from './state.ts';

/** So much of an unread body is dropped: within the time to linger no sender of less is cut off. */
const DROPPED_BYTES_MAX = 256 * 1024;

/** A piece of a body, however small, is parsed by itself: it counts as so many bytes more. */
const PIECE_BYTES = 64;

const leaving = new WeakSet<IncomingMessage['socket']>();

/** True when a connection has had its last answer: what still comes on it is nobody's. */
export function isLeaving(socket: IncomingMessage['socket']): boolean {
  return leaving.has(socket);
}

/** What comes on a connection from now on is nobody's. */
export function takeLeave(socket: IncomingMessage['socket']): void {
  leaving.add(socket);
}

/**
 * The same for a connection whose earlier requests are still to be answered: what comes is dropped
 * before it is parsed, as each request that is parsed would be kept until those are answered.
 */
export function hearNoMore(socket: IncomingMessage['socket']): void {
  takeLeave(socket);
  socket.removeAllListeners('data').on('data', () => undefined);
}

/**
 * Answers a request whose body is not read, and closes its connection: the answer and the end of
 * our side go out at once, and the sender gets a moment to read them. A connection that is closed
 * with bytes unread is reset, and a reset takes the answer away from who is still sending.
 */
export function leave(request: IncomingMessage, response: ServerResponse, text: string): void {
  const { socket } = request;
  takeLeave(socket);
  response.setHeader('Connection', 'close');
  if (text === '') {
    response.end();
  } else {
    response.setHeader('Content-Length', Buffer.byteLength(text));
    // An answer before it may still be on its way on the same connection.
    response.write(text, () => linger(request, stateOf(request).lingerMs));
  }
  tellAnswered(response);
}

/** Neither parsed nor read, so that nothing is kept of what still comes. */
function readNoMore(socket: IncomingMessage['socket']): void {
  hearNoMore(socket);
  socket.pause();
}

function linger(request: IncomingMessage, lingerMs: number): void {
  const { socket } = request;
  let droppedBytes = 0;
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  const finish = (): void => {
    clearTimeout(timer);
    socket.destroy();
  };
  socket.once('close', () => clearTimeout(timer)).once('end', finish);
  request.once('end', finish).on('data', (chunk: Uint8Array) => {
    droppedBytes += chunk.length + PIECE_BYTES;
    if (droppedBytes > DROPPED_BYTES_MAX) readNoMore(socket);
  });
  socket.end();
  request.resume();
}
