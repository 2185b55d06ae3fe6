import { type Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import type { Sample } from './figures.ts';

/** A request to a server on loopback. */
export interface Sending {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  /** The pieces of the body, as they are sent. */
  readonly body?: readonly Uint8Array[];
  readonly timeoutMs: number;
  /** The address that it comes from: another's connections are not counted with it. */
  readonly from?: string;
  /** Keeps connections for the next request; without it each has one of its own. */
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
}

/** What came, with its text; `end` is the status, or what kept it from coming. */
export interface Reply extends Sample {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** How much of an answer is kept to look into. */
const TEXT_MAX = 200_000;

/** Sends, and waits for all of the answer; never throws. */
export function timedRequest(sending: Sending): Promise<Reply> {
  const {
    port,
    method,
    path,
    headers = {},
    body = [],
    timeoutMs,
    signal,
    from,
    agent = false,
  } = sending;
  const at = Date.now();
  const begun = performance.now();
  return new Promise((resolve) => {
    let came: IncomingHttpHeaders = {};
    const finish = (status: number, text: string, end: string): void => {
      clearTimeout(timer);
      const isGood = status >= 200 && status < 300;
      resolve({ at, ms: performance.now() - begun, isGood, status, headers: came, text, end });
    };
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    const own = { ...headers, ...(body.length > 0 ? { 'content-length': length } : {}) };
    const to = { host: '127.0.0.1', port, ...(from === undefined ? {} : { localAddress: from }) };
    const sent = request({ ...to, method, path, headers: own, agent, signal }, (response) => {
      const status = response.statusCode ?? 0;
      came = response.headers;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < TEXT_MAX) text += chunk;
      });
      response.once('end', () => finish(status, text, String(status)));
      response.once('error', () => finish(0, text, 'cut off'));
    });
    const timer = setTimeout(() => {
      finish(0, '', 'no answer in time');
      sent.destroy();
    }, timeoutMs);
    sent.on('error', (error: NodeJS.ErrnoException) => finish(0, '', error.code ?? 'fault'));
    for (const piece of body) sent.write(piece);
    sent.end();
  });
}
