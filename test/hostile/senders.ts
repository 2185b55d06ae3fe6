import type { OutgoingHttpHeaders } from 'node:http';
import type { MakeBody } from './bodies.ts';
import { timedRequest } from './timed-request.ts';

/** Where hostile senders come from; Linux has all of 127.0.0.0/8. */
export const HOSTILE_ADDRESS = '127.0.0.2';

/** Whom hostile senders send to, and as whom. */
export interface Target {
  readonly port: number;
  readonly token: string;
  /** A request of that client that is decided. */
  readonly request: string;
}

/** Counts what came of a request: a status, or how the connection ended. */
export type Count = (end: string) => void;

/** Sends until its signal says so; what it waits for ends with the signal. */
export type Send = (signal: AbortSignal, count: Count) => Promise<void>;

/** A kind of hostile sender. */
export interface HostileKind {
  readonly name: string;
  /** What it sends, for who reads the table. */
  readonly what: string;
  /** Makes its bodies; what comes of it sends until its signal says so. */
  readonly prepare: (target: Target) => Send;
}

/** Requests over and over, so many at once. */
export interface Flood {
  readonly method?: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: MakeBody;
  readonly atOnce: number;
}

const TIMEOUT_MS = 60_000;
/** What nobody answers is not asked again at once: a refused connection costs the sender most. */
const AFTER_NOTHING_MS = 50;

let number = 0;

/** The number of the next request. */
export function nextNumber(): number {
  number += 1;
  return number;
}

/** The headers of the hostile client. */
export function headersOf(
  { token }: Pick<Target, 'token'>,
  more: OutgoingHttpHeaders = {},
): OutgoingHttpHeaders {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json', ...more };
}

/** Sends a flood. */
export function flood({ port }: Target, what: Flood): Send {
  const { method = 'POST', path, headers, body, atOnce } = what;
  return async (signal, count) => {
    const sendOn = async (): Promise<void> => {
      while (!signal.aborted) {
        const pieces = body?.(nextNumber()) ?? [];
        const sending = { port, method, path, headers, body: pieces, timeoutMs: TIMEOUT_MS };
        const { status, end } = await timedRequest({ ...sending, from: HOSTILE_ADDRESS, signal });
        if (!signal.aborted) count(end);
        if (status === 0 && !signal.aborted) await pause(AFTER_NOTHING_MS);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, sendOn));
  };
}

/** Waits so long. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
