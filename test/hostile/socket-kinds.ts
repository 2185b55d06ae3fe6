import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { gzippedBody, plainBody } from './bodies.ts';
import { withLines } from './request-text.ts';
import {
  type Count,
  flood,
  HOSTILE_ADDRESS,
  type HostileKind,
  headersOf,
  nextNumber,
  pause,
  type Send,
  type Target,
} from './senders.ts';
import { timedRequest } from './timed-request.ts';

/** What is done with a connection: it is left when this is over, or when its signal says so. */
type Talk = (socket: Socket, signal: AbortSignal) => Promise<void>;

const AFTER_END_MS = 100;
const STILL_MS = 20;

/** So many connections, each opened anew when it is closed. */
function connections({ port }: Target, atOnce: number, talk: Talk): Send {
  const open = async (signal: AbortSignal, count: Count): Promise<void> => {
    while (!signal.aborted) {
      const socket = connect({ port, host: '127.0.0.1', localAddress: HOSTILE_ADDRESS });
      const end = await talkOnce(socket, signal, talk);
      if (signal.aborted) return;
      count(end);
      await pause(AFTER_END_MS);
    }
  };
  return async (signal, count) => {
    await Promise.all(Array.from({ length: atOnce }, () => open(signal, count)));
  };
}

/** Comes back with the status of the first answer, or with why there was none. */
async function talkOnce(socket: Socket, signal: AbortSignal, talk: Talk): Promise<string> {
  let end = 'closed';
  let hasAnswer = false;
  const closed = new AbortController();
  socket.on('data', (chunk: Buffer) => {
    if (hasAnswer) return;
    hasAnswer = true;
    end = /^HTTP\/1\.1 (\d{3})/u.exec(chunk.toString('latin1'))?.[1] ?? 'no HTTP';
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (!hasAnswer) end = error.code ?? 'fault';
  });
  socket.once('close', () => closed.abort());
  await talk(socket, AbortSignal.any([signal, closed.signal]));
  socket.destroy();
  return end;
}

function head(target: Target, token: string, length: number): string {
  return [
    'POST /fhir/Claim/$submit HTTP/1.1',
    `Host: 127.0.0.1:${target.port}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/fhir+json',
    `Content-Length: ${length}`,
    '\r\n',
  ].join('\r\n');
}

/** Pieces one after another, with a pause between, until the connection or the kind ends. */
function drip(first: string, piece: Uint8Array | string, everyMs: number): Talk {
  return async (socket, signal) => {
    socket.write(first);
    while (!signal.aborted) {
      await pause(everyMs);
      if (!signal.aborted && !socket.writableNeedDrain) socket.write(piece);
    }
  };
}

const slowBodies: HostileKind = {
  name: 'slow-bodies',
  what: '300 senders of a body, a byte a second',
  prepare: (target) =>
    connections(target, 300, drip(head(target, target.token, 1_000_000), ' ', 1_000)),
};

const wrongToken: HostileKind = {
  name: 'wrong-token',
  what: '600 sockets with a wrong token that begin a body of 25 MB',
  prepare: (target) => {
    const piece = Buffer.alloc(16_384, ' ');
    return connections(target, 600, drip(head(target, 'nobody', 25_000_000), piece, 500));
  },
};

const heads: HostileKind = {
  name: 'head-flood',
  what: '20 sockets with HEAD for health, figures and the page, as fast as they are answered',
  prepare: (target) => {
    const sends = ['/health/live', '/health/ready', '/metrics', '/'].map((path) =>
      flood(target, { method: 'HEAD', path, headers: {}, atOnce: 5 }),
    );
    return async (signal, count) => {
      await Promise.all(sends.map((send) => send(signal, count)));
    };
  },
};

const pipelined: HostileKind = {
  name: 'pipelined-junk',
  what: '20 sockets with 200 requests at once, then bytes that are none',
  prepare: (target) => {
    const one = `GET /fhir/metadata HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\n\r\n`;
    return connections(target, 20, async (socket, signal) => {
      socket.write(one.repeat(200));
      socket.write(randomBytes(4_096));
      while (!signal.aborted) await pause(STILL_MS);
    });
  },
};

const pipelinedReset: HostileKind = {
  name: 'pipelined-reset',
  what: 'two sockets with a request and 60 reads behind it at once, with the token, then a reset',
  prepare: (target) => {
    const body = plainBody(target.request);
    const auth = `Authorization: Bearer ${target.token}\r\n`;
    const read = `GET /fhir/metadata HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\n${auth}\r\n`;
    return connections(target, 2, async (socket) => {
      const pieces = body(nextNumber());
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      socket.write(head(target, target.token, length));
      for (const piece of pieces) socket.write(piece);
      socket.write(read.repeat(60));
      await pause(STILL_MS);
      socket.resetAndDestroy();
    });
  },
};

const aborted: HostileKind = {
  name: 'aborted',
  what: '20 senders that leave in the middle of a body of 20 MB',
  prepare: (target) => {
    const first = head(target, target.token, 20_000_000);
    const half = Buffer.alloc(10_000_000, ' ');
    return connections(target, 20, async (socket, signal) => {
      socket.write(first);
      socket.write(half);
      while (!signal.aborted && socket.bytesWritten < half.length) await pause(STILL_MS);
    });
  },
};

const headers: HostileKind = {
  name: 'header-flood',
  what: '50 sockets with 4,000 headers, then headers without end',
  prepare: (target) => {
    const lines = Array.from({ length: 4_000 }, (_, at) => `x-${at}: y\r\n`).join('');
    const first = `GET /fhir/metadata HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\n${lines}`;
    return connections(target, 50, drip(first, 'x-more: z\r\n', 100));
  },
};

/** Sends a text, and breaks the connection off at once. */
const thenReset =
  (text: string): Talk =>
  async (socket) => {
    await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
    socket.write(text);
    await new Promise((next) => setImmediate(next));
    socket.resetAndDestroy();
  };

const tunnelReset: HostileKind = {
  name: 'tunnel-reset',
  what: 'ten sockets with CONNECT, then a reset',
  prepare: (target) =>
    connections(target, 10, thenReset('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n')),
};

const headJunk: HostileKind = {
  name: 'head-junk',
  what: 'ten sockets with HEAD, then bytes that are none',
  prepare: (target) => {
    const one = `HEAD /fhir/metadata HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\n\r\n`;
    return connections(target, 10, async (socket, signal) => {
      socket.write(`${one}@@@\r\n\r\n`);
      while (!signal.aborted) await pause(STILL_MS);
    });
  },
};

const unreadTunnels: HostileKind = {
  name: 'unread-tunnels',
  what: '20 sockets with 16 requests whose answers are not read, then CONNECT',
  prepare: (target) => {
    const one = `GET /fhir/metadata HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\n\r\n`;
    return connections(target, 20, async (socket, signal) => {
      socket.pause().write(one.repeat(16));
      await pause(AFTER_END_MS);
      socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
      while (!signal.aborted) await pause(STILL_MS);
    });
  },
};

/** Lines in the request whose case is read; fewer where so many are refused or take too long. */
const LINES = [10_000, 2_000, 500, 200, 50, 1];
const READS_AT_ONCE = 10;
const TIMEOUT_MS = 60_000;

/** The id of the case that a request of so many lines becomes. */
async function caseOf(
  target: Target,
  lines: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { status, text } = await timedRequest({
    port: target.port,
    method: 'POST',
    path: '/fhir/Claim/$submit',
    headers: headersOf(target, { 'content-encoding': 'gzip' }),
    body: gzippedBody(withLines(target.request, lines))(nextNumber()),
    timeoutMs: TIMEOUT_MS,
    from: HOSTILE_ADDRESS,
    signal,
  });
  return status === 200 ? /\/ClaimResponse\/([0-9A-Z]{26})"/u.exec(text)?.[1] : undefined;
}

const reads: HostileKind = {
  name: 'large-reads',
  what: 'ten readers of one case, the largest that is taken (10,000 lines or fewer)',
  prepare: (target) => {
    const left = [...LINES];
    let known: string | undefined;
    return async (signal, count) => {
      while (known === undefined && !signal.aborted) {
        const lines = left.shift();
        if (lines === undefined) left.push(...LINES);
        else known = await caseOf(target, lines, signal);
        if (known === undefined) await pause(AFTER_END_MS);
        if (known !== undefined) count(`case of ${lines} lines`);
      }
      const path = `/fhir/ClaimResponse/${known}`;
      const read = { method: 'GET', path, headers: headersOf(target), atOnce: READS_AT_ONCE };
      await flood(target, read)(signal, count);
    };
  },
};

/** Kinds that do to connections what no client does, and one that asks for much. */
export const socketKinds: readonly HostileKind[] = [
  ...[slowBodies, wrongToken, heads, pipelined, pipelinedReset],
  ...[aborted, headers, reads],
  ...[tunnelReset, headJunk, unreadTunnels],
];
