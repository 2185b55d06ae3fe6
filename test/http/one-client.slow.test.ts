import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scenario } from '../operations/payer.ts';

/**
 * Goal: one client with bodies of 23 MB, slow ones, and strangers beside it end nothing, and cost
 * another client no request. Method: the whole server with a small heap, in a process of its own.
 */
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'assent-one-client-'));
const small = scenario('not-required');
let child: ChildProcess | undefined;
let url = '';

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const options = ['--max-old-space-size=512', '--import', 'tsx', 'src/main.ts'];
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ASSENT_'));
  const environment = Object.fromEntries(own);
  child = spawn(process.execPath, options, {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...environment,
      ASSENT_PORT: String(port),
      ASSENT_DEMO: 'public',
      ASSENT_LOG_LEVEL: 'silent',
      ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}`,
    },
  });
  const isReady = async (): Promise<boolean> => {
    if (child?.exitCode !== null) throw new Error('the server has ended');
    return fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  await vi.waitUntil(isReady, { timeout: 60_000, interval: 100 });
}, 70_000);

afterAll(async () => {
  if (child?.exitCode === null) {
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

interface Sent {
  readonly status: number;
  readonly retryAfter: string | null;
}

async function submit(token: string, body: RequestInit['body'], more: object = {}): Promise<Sent> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  const init = { method: 'POST', headers, body: body ?? null, ...more };
  const answer = await fetch(`${url}/fhir/Claim/$submit`, init);
  await answer.arrayBuffer();
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
}

/** Another client, one request after the other, while something goes on. */
async function beside<Value>(work: () => Promise<Value>) {
  let isOver = false;
  const honest: number[] = [];
  const asking = (async () => {
    while (!isOver) honest.push((await submit('demo-ehr-one', small)).status);
  })();
  const value = await work();
  isOver = true;
  await asking;
  return { value, honest };
}

const statuses = (sent: readonly Sent[]): readonly number[] =>
  [...new Set(sent.map(({ status }) => status))].sort();

describe('one client', () => {
  it('with 20 bodies of 23 MB gets those answered that are let in', async () => {
    const bundle = JSON.parse(small);
    const resource = {
      ...{ resourceType: 'Binary', id: 'scan', contentType: 'application/pdf' },
      data: 'QUFB'.repeat((23 * 1024 * 1024) / 4),
    };
    bundle.entry.push({ fullUrl: 'https://ehr.example.org/fhir/Binary/scan', resource });
    const large = JSON.stringify(bundle);
    const { value, honest } = await beside(() =>
      Promise.all(Array.from({ length: 20 }, () => submit('demo-ehr-two', large))),
    );
    const answered = value.filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThanOrEqual(5);
    expect(value.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
    expect(value.filter(({ status, retryAfter }) => status === 429 && retryAfter === null)).toEqual(
      [],
    );
    expect([...new Set(honest)]).toEqual([200]);
    expect(child?.exitCode).toBe(null);
  }, 120_000);

  it('with 300 slow bodies, and 600 strangers beside it, cost another no request', async () => {
    const slow = (): ReadableStream =>
      new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) });
    const { value, honest } = await beside(() =>
      Promise.all([
        ...Array.from({ length: 300 }, () => submit('demo-ehr-two', slow(), { duplex: 'half' })),
        ...Array.from({ length: 600 }, () => submit('wrong', slow(), { duplex: 'half' })),
      ]),
    );
    expect(statuses(value.slice(0, 300))).toEqual([408, 429]);
    expect([401, 503]).toEqual(expect.arrayContaining([...statuses(value.slice(300))]));
    expect([...new Set(honest)]).toEqual([200]);
    expect(child?.exitCode).toBe(null);
  }, 120_000);
});
