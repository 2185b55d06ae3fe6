import { Agent, get } from 'node:http';
import supertest from 'supertest';
import { describe, expect, it } from 'vitest';
import { createTestOperations } from './test-operations.ts';
import { exchangeRaw, startTestServer, type TestWishes } from './test-server.ts';

/** Goal: what is too much, too often, too slow or too late is refused in words. */
const as = (id: string) => ({ Authorization: `Bearer token-of-${id}` });

async function withServer(
  wishes: TestWishes,
  use: (running: Awaited<ReturnType<typeof startTestServer>>) => Promise<void>,
): Promise<void> {
  const running = await startTestServer(wishes);
  try {
    await use(running);
  } finally {
    await running.server.close();
  }
}

const issueOf = (code: string) => ({ resourceType: 'OperationOutcome', issue: [{ code }] });

describe('the rate', () => {
  it('is limited for each client by itself', async () => {
    await withServer({ settings: { rateLimitPerMinute: 3 } }, async ({ url }) => {
      const ask = (id: string) => supertest(url).get('/fhir/Claim/1').set(as(id));
      for (let i = 0; i < 3; i++) expect((await ask('reader')).status).toBe(200);
      const { status, headers, body } = await ask('reader');
      expect([status, body]).toMatchObject([429, issueOf('throttled')]);
      expect(headers['content-type']).toBe('application/fhir+json; charset=utf-8');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
      expect((await ask('other')).status).toBe(200);
    });
  });

  it('is limited for strangers too: guessing tokens ends', async () => {
    await withServer({ settings: { rateLimitPerMinute: 3 } }, async ({ url }) => {
      const guess = (id: string) => supertest(url).get('/fhir/Claim/1').set(as(id));
      const seen: number[] = [];
      for (const id of ['a', 'b', 'c', 'd']) seen.push((await guess(id)).status);
      expect(seen).toEqual([401, 401, 401, 429]);
      expect((await guess('reader')).status).toBe(200);
      expect((await supertest(url).get('/health/live')).status).toBe(200);
    });
  });
});

describe('the load', () => {
  it('is limited by the number of requests at one time', async () => {
    const { operations, begun, release } = createTestOperations();
    await withServer({ operations, settings: { inFlightMax: 1 } }, async ({ url }) => {
      const first = supertest(url).get('/fhir/wait').then();
      await begun;
      const other = supertest(url).get('/fhir/tell').set('Authorization', 'Bearer token-of-other');
      const { status, headers, body } = await other;
      expect([status, headers['retry-after'], body]).toMatchObject([
        503,
        '1',
        issueOf('throttled'),
      ]);
      for (const path of ['/health/live', '/health/ready', '/metrics']) {
        expect((await supertest(url).get(path)).status).toBe(200);
      }
      release();
      expect((await first).status).toBe(200);
      expect((await supertest(url).get('/fhir/tell')).status).toBe(200);
    });
  });

  it('a sender that went away no longer counts', async () => {
    const { operations, begun } = createTestOperations();
    await withServer(
      { operations, settings: { inFlightMax: 1 } },
      async ({ url, server, lines }) => {
        const gone = get(`http://127.0.0.1:${server.port}/fhir/wait`);
        gone.on('error', () => undefined);
        await begun;
        gone.destroy();
        await expect.poll(() => lines.length).toBe(1);
        expect(JSON.parse(lines[0] ?? '')).toMatchObject({ operation: 'wait', status: 499 });
        expect((await supertest(url).get('/fhir/tell')).status).toBe(200);
      },
    );
  });
});

describe('the time of an operation', () => {
  it.each(['brief', 'busy'])('is over when its budget is: %s', async (name) => {
    await withServer({}, async ({ url }) => {
      const { status, headers, body } = await supertest(url).get(`/fhir/${name}`);
      expect([status, headers['retry-after'], body]).toMatchObject([503, '5', issueOf('timeout')]);
    });
  });

  it('has in it what was waited for work, and is over before it begins', async () => {
    const { operations, waiting, release } = createTestOperations();
    let begun = 0;
    const heavy = operations.map((operation) => {
      if (operation.name === 'wait') return { ...operation, weight: 64 };
      if (operation.name !== 'tell') return operation;
      const run: typeof operation.run = (call) => {
        begun += 1;
        return operation.run(call);
      };
      return { ...operation, weight: 64, budgetMs: 50, run };
    });
    const settings = { workMax: 64, clientSharePercent: 100 };
    await withServer({ operations: heavy, settings }, async ({ url }) => {
      const first = fetch(`${url}/fhir/wait`);
      await expect.poll(waiting).toBe(1);
      const second = fetch(`${url}/fhir/tell`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      release();
      const [{ status }, late] = await Promise.all([first, second]);
      expect([status, late.status, await late.json(), begun]).toMatchObject([
        ...[200, 503, issueOf('timeout'), 0],
      ]);
      expect((await fetch(`${url}/fhir/tell`)).status).toBe(200);
    });
  });

  it('lets late results go, and logs late faults', async () => {
    const { operations, release } = createTestOperations();
    await withServer({ operations }, async ({ url, lines }) => {
      expect((await supertest(url).get('/fhir/brief')).status).toBe(503);
      expect((await supertest(url).get('/fhir/lateFault?name=CANARY')).status).toBe(503);
      release();
      await expect.poll(() => lines.length).toBe(3);
      expect(JSON.parse(lines[2] ?? '')).toMatchObject({
        fault: expect.stringMatching(/^TypeError at test\//u),
        msg: 'a fault after the time was over',
      });
      expect(lines.join('')).not.toContain('CANARY');
    });
  });
});

describe('health', () => {
  it('is live while it turns and ready when it can answer', async () => {
    await withServer({}, async ({ url, setReady }) => {
      const health = async (name: string) => {
        const { status, body } = await supertest(url).get(`/health/${name}`);
        return [status, body.status];
      };
      expect(await health('live')).toEqual([200, 'live']);
      expect(await health('ready')).toEqual([200, 'ready']);
      setReady(false);
      expect(await health('live')).toEqual([200, 'live']);
      expect(await health('ready')).toEqual([503, 'not ready']);
    });
  });
});

describe('R18 closing', () => {
  it('finishes what has begun and refuses the rest in words', async () => {
    const { operations, begun, release } = createTestOperations();
    const { server, url } = await startTestServer({ operations, settings: { closeNoticeMs: 300 } });
    const first = supertest(url).get('/fhir/wait').then();
    await begun;
    const closed = server.close();
    expect((await supertest(url).get('/health/ready')).status).toBe(503);
    expect((await supertest(url).get('/health/live')).status).toBe(200);
    const { status, headers, body } = await supertest(url).get('/fhir/tell');
    expect([status, body]).toMatchObject([503, issueOf('transient')]);
    expect(headers).toMatchObject({ 'retry-after': '5', connection: 'close' });
    release();
    expect((await first).status).toBe(200);
    await closed;
    await expect(exchangeRaw(server.port, 'x')).rejects.toThrow('ECONNREFUSED');
    await server.close();
  });

  it('waits for no idle connection', async () => {
    const { server } = await startTestServer();
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      get(`http://127.0.0.1:${server.port}/fhir/tell`, { agent }, (answer) =>
        answer.resume().on('end', resolve),
      );
    });
    const startedAt = performance.now();
    await server.close();
    expect(performance.now() - startedAt).toBeLessThan(1000);
    agent.destroy();
  });

  it('breaks off what takes longer than the grace', async () => {
    const { operations, begun } = createTestOperations();
    const { server } = await startTestServer({ operations, settings: { closeGraceMs: 30 } });
    const request = exchangeRaw(server.port, 'GET /fhir/wait HTTP/1.1\r\nHost: a\r\n\r\n');
    await begun;
    await server.close();
    expect(await request).toBe('');
  });

  it('says why it can not listen', async () => {
    await withServer({}, async ({ server }) => {
      await expect(startTestServer({ settings: { port: server.port } })).rejects.toThrow(
        'EADDRINUSE',
      );
    });
  });
});
