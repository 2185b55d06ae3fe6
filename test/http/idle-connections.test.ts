import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createTestOperations } from './test-operations.ts';
import { startTestServer } from './test-server.ts';

/** Goal: a connection is kept for its next request so long and no longer, whatever comes on it. */
const settings = { keepAliveMs: 300, headersTimeoutMs: 300 };
const health = 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n';
const WITHIN_MS = 10_000;
/** Longer than the time to keep and one look. */
const LONG_MS = 2_500;

interface Kept {
  readonly socket: Socket;
  isClosed(): boolean;
  /** Comes back when it is closed, or after so many milliseconds. */
  closed(withinMs: number): Promise<void>;
}

/** A connection that sends a text at first, and then another one again and again. */
function keep(port: number, first: string, piece: string): Kept {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  socket.write(first);
  const timer = setInterval(() => socket.write(piece), 50);
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      resolve();
    });
  });
  const closed = (withinMs: number): Promise<void> =>
    Promise.race([gone, new Promise<void>((resolve) => setTimeout(resolve, withinMs))]);
  return { socket, isClosed: () => socket.destroyed, closed };
}

describe('a connection', () => {
  it('on which blank lines come and no request is closed', async () => {
    const { server } = await startTestServer({ settings });
    const kept = keep(server.port, health, '\r\n');
    await kept.closed(WITHIN_MS);
    expect(kept.isClosed()).toBe(true);
    await server.close();
  });

  it('on which requests come, or one is worked on, stays', async () => {
    const operations = createTestOperations();
    const wishes = { settings, operations: operations.operations };
    const { server } = await startTestServer(wishes);
    const asking = keep(server.port, health, health);
    const wait = 'GET /fhir/wait HTTP/1.1\r\nHost: a\r\n\r\n';
    const waiting = keep(server.port, `${health}${wait}`, '');
    await Promise.all([asking.closed(LONG_MS), waiting.closed(LONG_MS)]);
    expect([asking.isClosed(), waiting.isClosed()]).toEqual([false, false]);
    operations.release();
    for (const { socket } of [asking, waiting]) socket.destroy();
    await server.close();
  });
});
