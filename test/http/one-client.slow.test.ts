import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenario } from '../operations/payer.ts';
import { type ServerProcess, startServerProcess } from '../processes/server-process.ts';

/**
 * Goal: one client with bodies of 23 MB, slow ones, and strangers beside it end nothing, and cost
 * another client no request. Method: the whole server with a small heap, in a process of its own.
 */
const folder = mkdtempSync(join(tmpdir(), 'assent-one-client-'));
const small = scenario('not-required');
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess(512, {
    ASSENT_DEMO: 'public',
    // All come from one address here.
    ASSENT_ADDRESS_CONNECTIONS_MAX: '2048',
    ASSENT_STORE: `sqlite:${join(folder, 'assent.db')}`,
  });
}, 70_000);

afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

interface Sent {
  readonly status: number;
  readonly retryAfter: string | null;
}

async function submit(token: string, body: RequestInit['body'], more: object = {}): Promise<Sent> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  const init = { method: 'POST', headers, body: body ?? null, ...more };
  const answer = await fetch(`${server.url}/fhir/Claim/$submit`, init);
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
    expect(server.isGone()).toBe(false);
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
    expect([401, 429]).toEqual(expect.arrayContaining([...statuses(value.slice(300))]));
    expect([...new Set(honest)]).toEqual([200]);
    expect(server.isGone()).toBe(false);
  }, 120_000);
});
