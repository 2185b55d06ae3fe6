import { type ChildProcess, type SendHandle, spawn } from 'node:child_process';
import { Server } from 'node:net';

/** What listens beside a server, at its socket. */
export interface MoreListeners {
  /** Takes no more connections; comes back when those that were taken have ended. */
  close(): Promise<void>;
}

/** Gives back each handle that it is sent: what comes back is another one of the same socket. */
const HAND_BACK = "process.on('message', (_, handle) => process.send('', handle))";

/**
 * Listens to the socket of a server by so many more handles. The runtime takes one connection a
 * handle in each turn of its loop: by one handle a busy server takes a hundred a second, and the
 * others wait unseen, for many seconds, without an answer or a refusal.
 * What can't be had is told once, by `onFault`, and the server listens as it does.
 * Source: libuv since 1.45, uv__server_io.
 */
export function listenMore(
  server: Server,
  { count, backlog }: { readonly count: number; readonly backlog: number },
  onFault: (reason: string) => void,
): MoreListeners {
  const listeners: Server[] = [];
  let isOver = false;
  const child = count === 0 ? undefined : started(onFault);
  const end = (reason?: string): void => {
    if (isOver) return;
    isOver = true;
    if (reason !== undefined) onFault(reason);
    child?.kill();
  };
  child?.on('message', (_, handle) => {
    if (handle === undefined) return;
    const listener = listenBy(handle, server, backlog);
    if (isOver) {
      // A handle that is not let go holds the port after the server has closed.
      listener.close();
      return;
    }
    listeners.push(listener);
    if (listeners.length === count) end();
  });
  // As long as the child lives, it holds the socket too.
  const gone = new Promise<void>((resolve) => {
    const leave = (reason: string): void => {
      end(reason);
      resolve();
    };
    child?.once('error', (error) => leave(error.message));
    child?.once('exit', () => leave('the process that hands them back has ended'));
    if (child === undefined) resolve();
  });
  for (let at = 0; at < count && child?.connected === true; at += 1) {
    child.send('', handleOf(server), () => undefined);
  }
  return {
    async close() {
      end();
      const closing = listeners.map((one) => new Promise((closed) => one.close(closed)));
      await Promise.all([...closing, gone]);
    },
  };
}

/** Listens as the server does: a sender may end before it is answered, and answers go at once. */
function listenBy(handle: SendHandle, server: Server, backlog: number): Server {
  const listener = new Server({ allowHalfOpen: true, noDelay: true });
  listener.on('connection', (socket) => server.emit('connection', socket));
  listener.on('error', () => undefined);
  return listener.listen(handle, backlog);
}

/** What a server listens by: `listen` and `send` take it, as the runtime's papers say. */
function handleOf(server: Server): SendHandle {
  return Reflect.get(server, '_handle');
}

/** Some faults are told by an event, others are thrown; some leave a child without a channel. */
function started(onFault: (reason: string) => void): ChildProcess | undefined {
  try {
    const child = spawn(process.execPath, ['-e', HAND_BACK], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    });
    child.unref();
    return child;
  } catch (error) {
    onFault(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
