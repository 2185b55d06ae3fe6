import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Problem, statusOf } from '../problem.ts';
import { endAnswer, endText } from './end-answer.ts';
import { problemBody } from './problem-answer.ts';
import { stateOf } from './state.ts';

/** What Node's parser says of a request that it can not take. */
export interface HeadFault extends Error {
  readonly code?: string;
  /** The bytes in which the fault was found. */
  readonly rawPacket?: Uint8Array;
  /** How many of them were read. */
  readonly bytesParsed?: number;
}

/** What refusing without the application needs. */
export interface RefuseParts {
  readonly urlBytesMax: number;
  /** How long a sender gets to take a refusal. */
  readonly lingerMs: number;
  /** The methods of the table, for a method that HTTP does not know. */
  readonly allow: readonly string[];
  readonly requestId: () => string;
  readonly log: (requestId: string, status: number) => void;
}

/**
 * Refuses what never became a request, or stopped being one in its body, with the words in which
 * everything else is refused: Node's own answers to these have no body.
 */
export function createHeadRefusal(parts: RefuseParts) {
  const open = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();
  return {
    /** Remembers which answer a connection waits for. */
    watch: (request: IncomingMessage, response: ServerResponse): void => {
      open.set(request.socket, response);
    },
    refuse: (fault: HeadFault, socket: Duplex): void => {
      const waiting = open.get(socket);
      // What stands behind the last request of a connection is nobody's.
      if (refused.has(socket) || isLast(waiting)) return;
      const isAnswered = waiting?.headersSent === true && !waiting.writableFinished;
      if (!socket.writable || fault.code === 'ECONNRESET' || isAnswered) {
        socket.destroy();
        return;
      }
      refused.add(socket);
      write(parts, socket, {
        problem: problemOf(fault, parts),
        response: waiting?.headersSent === false ? waiting : undefined,
      });
    },
    /** Refuses a connection before anything is read of it. */
    refuseConnection: (socket: Duplex, problem: Problem): void => {
      refused.add(socket);
      write(parts, socket, { problem, response: undefined });
    },
    /** Refuses a request that comes to no room of the application, as its target is no address. */
    refuseTarget: (request: IncomingMessage, response: ServerResponse): void => {
      const { status, headers, body } = refusalOf({
        code: 'http-malformed',
        detail: 'the target of the request is no address',
      });
      const id = parts.requestId();
      response.statusCode = status;
      for (const [name, value] of Object.entries({ ...headers, 'X-Request-Id': id })) {
        response.setHeader(name, value);
      }
      stateOf(request).lingerMs = parts.lingerMs;
      endAnswer(request, response, body);
      parts.log(id, status);
    },
    /**
     * Tunnels are not offered. Node has let the socket go by now: an answer before it that is not
     * taken yet would never end, and hold its place for as long.
     */
    refuseTunnel: (_: IncomingMessage, socket: Duplex): void => {
      // It has been told already, and is closed as soon as it was.
      if (refused.has(socket)) return;
      if (open.get(socket)?.writableFinished === false || !socket.writable) {
        socket.destroy();
        return;
      }
      refused.add(socket);
      const problem: Problem = { code: 'method-not-allowed', allow: parts.allow };
      write(parts, socket, { problem, response: undefined });
    },
  };
}

function isLast(response: ServerResponse | undefined): boolean {
  return response?.headersSent === true && response.getHeader('Connection') === 'close';
}

interface Refusal {
  readonly problem: Problem;
  /** The answer that the application has begun to work on; it then also writes the log. */
  readonly response: ServerResponse | undefined;
}

function write(
  { requestId, log, lingerMs }: RefuseParts,
  socket: Duplex,
  { problem, response }: Refusal,
): void {
  const { status, headers, body } = refusalOf(problem);
  if (response !== undefined) {
    response.writeHead(status, headers);
    endText(response, body);
    return;
  }
  const id = requestId();
  const lines = Object.entries({ ...headers, 'X-Request-Id': id }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines].join('\r\n');
  // What is still to come must not hold the connection open, nor who does not take the answer.
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
  socket.end(`${head}\r\n\r\n${body}`, () => socket.destroy());
  log(id, status);
}

function refusalOf(problem: Problem) {
  const { retryAfterSeconds, allow } = problem;
  const [type, body] = problemBody(problem, true);
  const headers = {
    'Content-Type': type,
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(allow === undefined ? {} : { Allow: allow.join(', ') }),
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    Connection: 'close',
  };
  return { status: statusOf(problem), headers, body };
}

function problemOf(fault: HeadFault, parts: RefuseParts): Problem {
  const { code, rawPacket, bytesParsed = 0 } = fault;
  const packet = Buffer.from(rawPacket ?? []).toString('latin1');
  const text = packet.slice(packet.lastIndexOf('\n', bytesParsed - 1) + 1);
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return isLongAddress(packet, parts)
        ? { code: 'uri-too-long' }
        : { code: 'headers-too-large' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { code: 'body-too-slow' };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { code: 'too-large' };
    case 'HPE_INVALID_METHOD':
      return /^[A-Z-]{1,30} [!-~]+ HTTP\/1\.[01]\r?\n/u.test(text)
        ? { code: 'method-not-allowed', allow: parts.allow }
        : malformed;
    default:
      return malformed;
  }
}

/** True when the first line alone is more than an address may be long. */
function isLongAddress(text: string, { urlBytesMax }: RefuseParts): boolean {
  if (!/^[A-Z]{1,30} [!-~]/u.test(text)) return false;
  const end = text.indexOf('\n');
  return end < 0 ? text.length > urlBytesMax : end > urlBytesMax;
}

const malformed: Problem = { code: 'http-malformed' };
