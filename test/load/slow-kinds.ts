import { readSettings } from '../../src/settings.ts';

/** A kind of slow client: what it does, and how long a server may keep it. */
export interface SlowKind {
  readonly name: string;
  readonly what: string;
  /** Its addresses begin so: one may have only so many connections. */
  readonly prefix: string;
  readonly first: (token: string, host: string) => string;
  /** What it sends each second after that; nothing: it only waits. */
  readonly piece: string;
  readonly reads: boolean;
  /** The settings that end it, together. */
  readonly limits: readonly string[];
  readonly mostMs: number;
}

const read = readSettings({ environment: {} });
if (!read.ok) throw new Error(read.problem);
const { headersTimeoutMs, bodyRateWindowMs, lingerMs, idleTimeoutMs, keepAliveMs } = read.value;

const submit = (token: string, host: string, length: number): string =>
  [
    'POST /fhir/Claim/$submit HTTP/1.1',
    `Host: ${host}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/fhir+json',
    `Content-Length: ${length}`,
    '\r\n',
  ].join('\r\n');

const metadata = (token: string, host: string): string =>
  `GET /fhir/metadata HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`;

/** As many as may wait on one connection. */
const PIPELINED = 17;

const paper = (host: string): string =>
  `GET /docs/conformance-differences.md HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\n\r\n`;

/** The kinds that there are. */
export const slowKinds: readonly SlowKind[] = [
  {
    name: 'headers',
    what: 'a header, a byte a second',
    prefix: '127.0.2.',
    first: (_, host) => `GET /fhir/metadata HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `,
    piece: 'a',
    reads: true,
    limits: ['ASSENT_HEADERS_TIMEOUT_MS'],
    mostMs: headersTimeoutMs,
  },
  {
    name: 'bodies',
    what: 'a body, a byte a second',
    prefix: '127.0.3.',
    first: (token, host) => submit(token, host, 20_000),
    piece: ' ',
    reads: true,
    limits: ['ASSENT_BODY_RATE_WINDOW_MS', 'ASSENT_LINGER_MS'],
    mostMs: bodyRateWindowMs + lingerMs,
  },
  {
    name: 'unread answers',
    what: `${PIPELINED} requests, of which no answer is read`,
    prefix: '127.0.4.',
    first: (_, host) => paper(host).repeat(PIPELINED),
    piece: '',
    reads: false,
    // The first where the kernel has no room left for them, the second where it takes them.
    limits: ['ASSENT_IDLE_TIMEOUT_MS', 'ASSENT_KEEP_ALIVE_MS'],
    mostMs: Math.max(idleTimeoutMs, keepAliveMs),
  },
  {
    name: 'blank lines',
    what: 'a request that is answered, then a blank line a second and no other request',
    prefix: '127.0.5.',
    first: metadata,
    piece: '\r\n',
    reads: true,
    limits: ['ASSENT_KEEP_ALIVE_MS', 'ASSENT_HEADERS_TIMEOUT_MS'],
    mostMs: keepAliveMs + headersTimeoutMs,
  },
];
