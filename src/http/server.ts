import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Problem } from '../problem.ts';
import { statusOf } from '../problem.ts';
import type { Settings } from '../settings/settings-shape.ts';
import { type AppParts, createApp } from './app.ts';
import { problemBody } from './problem-answer.ts';

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
  const { settings } = parts;
  let isClosing = false;
  const app = createApp({ ...parts, isClosing: () => isClosing });
  const server = createServer(limitsOf(settings), app);
  server.keepAliveTimeout = settings.keepAliveMs;
  server.headersTimeout = settings.headersTimeoutMs;
  server.requestTimeout = settings.requestTimeoutMs;
  server.setTimeout(settings.idleTimeoutMs);
  server.on('clientError', refuse);
  server.on('checkExpectation', (_, response: ServerResponse) => {
    response.writeHead(417, { Connection: 'close' }).end();
  });
  const { port } = await listen(server, settings);
  return {
    port,
    close: async () => {
      isClosing = true;
      await pause(settings.closeNoticeMs);
      await end(server, settings.closeGraceMs);
    },
  };
}

function limitsOf(settings: Settings) {
  return {
    maxHeaderSize: settings.headerBytesMax,
    connectionsCheckingInterval: 1_000,
    requireHostHeader: true,
    rejectNonStandardBodyWrites: true,
  };
}

function listen(server: Server, { host, port }: Settings): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address);
      else reject(new Error('the server has no address'));
    });
  });
}

/** A request that is no HTTP, or too slow or large in its head, is refused in the same words. */
function refuse(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const problem = headProblem(error.code);
  const [type, body] = problemBody(problem, true);
  const status = statusOf(problem);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

function headProblem(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return { code: 'headers-too-large' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { code: 'body-too-slow' };
  return { code: 'parameter-invalid', detail: 'this is not a request in HTTP/1.1' };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function end(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
