import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../settings/settings-shape.ts';

type Connection = IncomingMessage['socket'];

/** Closes connections on which no next request comes. */
export interface IdleWatch {
  /** A request has come: its connection is not idle until it is answered. */
  begin(request: IncomingMessage, response: ServerResponse): void;
  end(): void;
}

const LOOK_MS = 1_000;

/**
 * Gives a connection the time that an idle one is kept, and then that in which headers have to
 * arrive, for its next request. Node begins to count anew with each byte that comes, also with the
 * blank lines that may stand before a request (RFC 9112 §2.2), and would keep for ever who sends
 * one now and then.
 */
export function watchIdle(limits: Pick<Settings, 'keepAliveMs' | 'headersTimeoutMs'>): IdleWatch {
  const mostMs = limits.keepAliveMs + limits.headersTimeoutMs;
  const open = new Map<Connection, { requests: number; sinceMs: number }>();
  const looking = setInterval(() => {
    const now = performance.now();
    for (const [socket, { requests, sinceMs }] of open) {
      if (requests === 0 && now - sinceMs > mostMs) socket.destroy();
    }
  }, LOOK_MS);
  looking.unref();
  return {
    begin: ({ socket }, response) => {
      const known = open.get(socket);
      const state = known ?? { requests: 0, sinceMs: 0 };
      state.requests += 1;
      if (known === undefined) {
        open.set(socket, state);
        socket.once('close', () => open.delete(socket));
      }
      response.once('close', () => {
        state.requests -= 1;
        state.sinceMs = performance.now();
      });
    },
    end: () => clearInterval(looking),
  };
}
