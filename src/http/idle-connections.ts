import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Settings } from '../settings/settings-shape.ts';

type Connection = IncomingMessage['socket'];

/** Closes connections on which no next request comes, or an answer is not taken. */
export interface IdleWatch {
  /** A request has come: its connection is not idle until it is answered. */
  begin(request: IncomingMessage, response: ServerResponse): void;
  end(): void;
}

const LOOK_MS = 1_000;

interface State {
  /** Requests that are not answered yet, in the order in which their answers go out. */
  readonly open: Set<ServerResponse>;
  /** Since when there is none. */
  sinceMs: number;
  /** The answer that is made and not taken, and since when it was seen so. */
  taking?: { readonly response: ServerResponse; readonly sinceMs: number };
}

/**
 * Gives a connection the time that an idle one is kept, and then that in which headers have to
 * arrive, for its next request. Node begins to count anew with each byte that comes, also with the
 * blank lines that may stand before a request (RFC 9112 §2.2), and would keep for ever who sends
 * one now and then. So it does with each byte of an answer that goes out: an answer has as long to
 * be taken as a request has to arrive.
 */
export function watchIdle(
  limits: Pick<Settings, 'keepAliveMs' | 'headersTimeoutMs' | 'requestTimeoutMs'>,
): IdleWatch {
  const mostMs = limits.keepAliveMs + limits.headersTimeoutMs;
  const states = new Map<Connection, State>();
  const looking = setInterval(() => {
    const now = performance.now();
    for (const [socket, state] of states) {
      const [first] = state.open;
      const isOver =
        first === undefined
          ? now - state.sinceMs > mostMs
          : takenFor(state, first, now) > limits.requestTimeoutMs;
      if (isOver) socket.destroy();
    }
  }, LOOK_MS);
  looking.unref();
  return {
    begin: ({ socket }, response) => {
      const known = states.get(socket);
      const state: State = known ?? { open: new Set(), sinceMs: 0 };
      state.open.add(response);
      if (known === undefined) {
        states.set(socket, state);
        socket.once('close', () => states.delete(socket));
      }
      response.once('close', () => {
        state.open.delete(response);
        state.sinceMs = performance.now();
      });
    },
    end: () => clearInterval(looking),
  };
}

/** For how long the first answer of a connection was seen to be made and not taken. */
function takenFor(state: State, response: ServerResponse, now: number): number {
  if (!response.writableEnded) return 0;
  if (state.taking?.response !== response) state.taking = { response, sinceMs: now };
  return now - state.taking.sinceMs;
}
