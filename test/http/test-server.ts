import { connect } from 'node:net';
import { systemDigest } from '../../src/adapters/system-chance.ts';
import type { AuditTrail } from '../../src/audit/trail.ts';
import { type Authenticate, demoAuthenticate } from '../../src/auth/authenticate.ts';
import type { Scope } from '../../src/auth/scope.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { type RunningServer, startServer } from '../../src/http/server.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { ok } from '../../src/result.ts';
import type { Settings } from '../../src/settings/settings-shape.ts';
import { readSettings } from '../../src/settings.ts';
import { createLog } from '../../src/wire/log.ts';
import { createTestOperations } from './test-operations.ts';

/** A server of test operations on a free port, and what it logged. */
export interface TestServer {
  readonly server: RunningServer;
  readonly url: string;
  readonly lines: string[];
  /** Turns readiness to red or green. */
  setReady(isReady: boolean): void;
}

/** What a test wants otherwise than by default. */
export interface TestWishes {
  readonly settings?: Partial<Settings>;
  readonly operations?: readonly Operation[];
  readonly mode?: 'off' | 'on' | 'public';
  readonly trail?: AuditTrail;
  readonly authenticate?: Authenticate;
}

const all: readonly Scope[] = [
  'system/Claim.submit',
  'system/Claim.read',
  'system/ClaimResponse.read',
  'sandbox',
];

const client = (id: string, scopes: readonly Scope[], isTour = false) => ({
  ...{
    id,
    name: id,
    token: `token-of-${id}`,
    isTour,
    kind: 'practice' as const,
    organizations: [],
    tins: [],
    npis: [],
    scopes,
  },
});

export const clients = [
  client('tour', all, true),
  client('reader', ['system/Claim.read']),
  client('other', all),
];

/** Whose tokens the test server takes. */
export const demoAccess = (mode: 'off' | 'on' | 'public'): Authenticate =>
  demoAuthenticate({ clients, mode, digest: systemDigest });

/** Papers with what papers have: links of all kinds, tables, HTML. */
export const papers: ReadonlyMap<string, string> = new Map([
  [
    'README.md',
    [
      '# `Assent` & more',
      '<!-- a remark -->',
      'To [one](docs/one.md#a-b), [two](docs/adr/0001-two.md), [a file](src/main.ts),',
      '[the web](https://example.org/), [no](javascript:alert(1)), [below](#the-tour), <b>x</b>',
      '',
      '## The tour',
      '```sh',
      'echo <x>',
      '```',
      '```',
      'drawn |',
      '```',
    ].join('\n'),
  ],
  ['docs/one.md', '# One\n\n## A, b\n\n|  | b |\n|---|---|\n| 1<br>2 | `c` |\n\n## A, b\n'],
  ['docs/tour.http', 'GET http://127.0.0.1:8080/'],
  ['docs/adr/0001-two.md', '# 0001 Two\n\n[Back](../../README.md#the-tour), ![x](y.png)'],
]);

let uuids = 0;

/** Starts a server; whoever starts one closes it. */
export async function startTestServer(wishes: TestWishes = {}): Promise<TestServer> {
  const defaults = readSettings({
    environment: {
      ASSENT_PORT: '0',
      ASSENT_CLOSE_NOTICE_MS: '0',
      ASSENT_HOSTS_ALLOW: 'a',
      ASSENT_ACCEPTS_MAX: '1',
    },
  });
  if (!defaults.ok) throw new Error(defaults.problem);
  const settings = { ...defaults.value, ...wishes.settings };
  const lines: string[] = [];
  let isReady = true;
  const write = (line: string): void => void lines.push(line);
  const server = await startServer({
    operations: wishes.operations ?? createTestOperations().operations,
    authenticate: wishes.authenticate ?? demoAccess(wishes.mode ?? 'on'),
    settings,
    trail: wishes.trail ?? { note: async () => ok(undefined) },
    chance: { uuid: () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}` },
    log: createLog('debug', { write }),
    metrics: createMetrics(),
    version: '1.2.3',
    papers,
    isReady: () => isReady,
  });
  return {
    server,
    url: `http://127.0.0.1:${server.port}`,
    lines,
    setReady: (value) => {
      isReady = value;
    },
  };
}

/** Sends bytes as they are and gives back everything that comes until the connection ends. */
export function exchangeRaw(port: number, ...parts: readonly (string | Uint8Array)[]) {
  return new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
    for (const part of parts) socket.write(part);
  });
}

/** The first answer to what is sent, as soon as it is whole; then the connection is broken off. */
export function firstAnswer(port: number, ...parts: readonly (string | Uint8Array)[]) {
  return new Promise<ReturnType<typeof answersIn>[number]>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      const [answer] = text.includes('\r\n\r\n') ? answersIn(text) : [];
      if (answer === undefined) return;
      const length = isHead(parts) ? 0 : answer.headers['content-length'];
      if (Buffer.byteLength(answer.body) < Number(length ?? 0)) return;
      socket.destroy();
      resolve(answer);
    });
    socket.on('error', reject);
    socket.on('end', () => reject(new Error(`no answer in ${JSON.stringify(text)}`)));
    for (const part of parts) socket.write(part);
  });
}

function isHead([first]: readonly (string | Uint8Array)[]): boolean {
  return typeof first === 'string' && first.startsWith('HEAD ');
}

/** The status, headers and body of each answer in a text of HTTP/1.1 with lengths. */
export function answersIn(text: string) {
  const answers: { status: number; headers: Record<string, string>; body: string }[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...fields] = rest.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      fields.map((field) => {
        const [name = '', ...value] = field.split(': ');
        return [name.toLowerCase(), value.join(': ')];
      }),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.slice(end + 4, end + 4 + length);
    answers.push({ status: Number(first.split(' ')[1]), headers, body });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
