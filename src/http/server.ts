import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request, Response } from 'express';
import type { Settings } from '../settings/settings-shape.ts';
import { type AppParts, createApp } from './app.ts';
import { createConnectionCount, createRoom } from './connections.ts';
import { watchIdle } from './idle-connections.ts';
import { hearNoMore, isLeaving, takeLeave } from './leave.ts';
import { faultName } from './log-end.ts';
import { messagesFor } from './messages.ts';
import { listenMore, type MoreListeners } from './more-listeners.ts';
import { closeQueued } from './queued.ts';
import { createHeadRefusal } from './refuse-head.ts';
import { stateOf } from './state.ts';

/** A server that listens, and how it is brought to its end. */
export interface RunningServer {
  readonly port: number;
  /** Readiness turns red, what has begun is finished, the rest is refused; then it is over. */
  close(): Promise<void>;
}

/** What a server is made of. */
export type ServerParts = Omit<AppParts, 'isClosing'>;

/** Listens on the address of the settings; port 0 takes a free one. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { settings, log } = parts;
  let isClosing = false;
  const app = createApp({ ...parts, isClosing: () => isClosing });
  const server = createServer({ ...limitsOf(settings), ...messagesFor(app) });
  server.keepAliveTimeout = settings.keepAliveMs;
  server.headersTimeout = settings.headersTimeoutMs;
  server.requestTimeout = settings.requestTimeoutMs;
  server.setTimeout(settings.idleTimeoutMs);
  const head = refusalOf(parts);
  const idle = watchIdle(settings);
  const problemOf = createConnectionCount(settings);
  // Those that are refused in words are closed at once; it has to end somewhere all the same.
  const hasRoom = createRoom(settings.connectionsMax + REFUSED_MAX);
  server.on('connection', (socket) => {
    // Node takes its own away where a request is no request; a reset must not end the process.
    socket.on('error', () => undefined);
    if (!hasRoom(socket)) {
      socket.destroy();
      return;
    }
    const problem = problemOf(socket);
    if (problem === undefined) return;
    takeLeave(socket);
    head.refuseConnection(socket, problem);
  });
  // Who waits to be invited to send a body is a caller like any other; the body's reader invites.
  for (const event of ['request', 'checkContinue', 'checkExpectation'] as const) {
    server.on(event, (request: Request, response: Response) => {
      if (isLeaving(request.socket)) return;
      head.watch(request, response);
      idle.begin(request, response);
      if (closeQueued(request, response) > settings.pipelinedMax) {
        // It is answered in its turn, and is the last: who sends more reads too little.
        hearNoMore(request.socket);
        stateOf(request).isOneTooMany = true;
      }
      app(request, response, (fault?: unknown) => {
        // Express has a page of its own for these, and writes it also to who has gone.
        if (fault === undefined) {
          head.refuseTarget(request, response);
        } else {
          log.error({ fault: faultName(fault) }, 'a fault of the server');
          response.destroy();
        }
      });
    });
  }
  server.on('clientError', head.refuse);
  server.on('connect', head.refuseTunnel);
  const { port } = await listen(server, settings);
  const beside = { count: settings.acceptsMax - 1, backlog: BACKLOG };
  const more = listenMore(server, beside, (reason) => {
    log.warn({ reason }, 'connections are taken one by one');
  });
  let closed: Promise<void> | undefined;
  return {
    port,
    close: () => {
      isClosing = true;
      closed ??= pause(settings.closeNoticeMs).then(async () => {
        await end(server, more, settings.closeGraceMs);
        idle.end();
      });
      return closed;
    },
  };
}

function refusalOf({ settings, operations, chance, log, metrics }: ServerParts) {
  const methods = operations.map(({ method }) => method);
  return createHeadRefusal({
    urlBytesMax: settings.urlBytesMax,
    lingerMs: settings.lingerMs,
    allow: [...new Set([...methods, 'HEAD'])].sort(),
    requestId: () => chance.uuid(),
    log: (requestId, status) => {
      metrics.ended('none', status, 0);
      log.info({ requestId, operation: 'none', status });
    },
  });
}

/** The application judges address, headers and host itself, so that it can say what is wrong. */
function limitsOf({ urlBytesMax, headerBytesMax }: Settings) {
  return {
    maxHeaderSize: urlBytesMax + headerBytesMax + 1024,
    connectionsCheckingInterval: 1_000,
    requireHostHeader: false,
    rejectNonStandardBodyWrites: true,
  };
}

/** Connections that are being refused. */
const REFUSED_MAX = 64;

/** Connections that wait to be taken: beyond it a sender tries again only after a second. */
const BACKLOG = 4096;

function listen(server: Server, { host, port }: Settings): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address);
      else reject(new Error('the server has no address'));
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** How often connections are looked at that have become idle while the server closes. */
const LOOK_MS = 20;

/** Comes back when nobody listens any more and all connections have ended. */
async function end(server: Server, more: MoreListeners, graceMs: number): Promise<void> {
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  const closed = new Promise((resolve) => server.close(resolve));
  const ended = Promise.all([closed, more.close()]);
  server.closeIdleConnections();
  await ended;
  clearInterval(looking);
  clearTimeout(timer);
}
