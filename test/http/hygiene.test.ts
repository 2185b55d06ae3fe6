import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeRaw, startTestServer, type TestServer } from './test-server.ts';

/** Goal: no answer, log line or figure tells more than it should (R32, R49; ASVS 16). */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer({ settings: { corsOrigins: ['https://ehr.example'] } });
});
afterAll(() => running.server.close());

const paths = [
  ...['/fhir/tell', '/fhir/nothing', '/fhir/fault', '/plain/fault', '/plain/tell', '/', '/fhir/%'],
  ...['/health/live', '/health/ready', '/metrics', '/fhir/Claim/$submit', '/fhir/badHeader'],
];

describe('R49 every answer', () => {
  it.each(paths)('%s has the headers that it should have', async (path) => {
    const { headers, text } = await supertest(running.url).get(path);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-request-id': expect.stringMatching(/./u),
      'content-type': expect.stringMatching(/json; charset=utf-8$|^text\/plain; version/u),
    });
    for (const name of ['x-powered-by', 'server', 'etag', 'set-cookie']) {
      expect(headers[name]).toBeUndefined();
    }
    expect(text).not.toMatch(/<|\bat \S+:\d+|node_modules|\/src\/|TypeError|patient/iu);
  });

  it.each([
    ['/fhir/fault', 'application/fhir+json; charset=utf-8'],
    ['/fhir/badHeader', 'application/fhir+json; charset=utf-8'],
    ['/plain/fault', 'application/problem+json; charset=utf-8'],
  ])('%s is a fault and says nothing of it', async (path, type) => {
    const answer = await supertest(running.url).get(`${path}?name=CANARY`);
    expect([answer.status, answer.headers['content-type']]).toEqual([500, type]);
    expect(answer.text).not.toContain('CANARY');
    expect(answer.text).toContain('A fault of the server');
  });
});

describe('CORS', () => {
  const preflight = (path: string, origin: string) =>
    supertest(running.url)
      .options(path)
      .set({ Origin: origin, 'Access-Control-Request-Method': 'POST' });

  it('lets listed origins in on FHIR and CDS Hooks addresses', async () => {
    for (const path of ['/fhir/Claim/$submit', '/cds-services', '/cds-services/x']) {
      const { status, headers } = await preflight(path, 'https://ehr.example');
      expect([status, headers['access-control-allow-origin']]).toEqual([
        204,
        'https://ehr.example',
      ]);
      expect(headers['access-control-allow-credentials']).toBeUndefined();
      expect(headers['cache-control']).toBe('no-store');
    }
    const { headers } = await supertest(running.url)
      .get('/fhir/tell')
      .set('Origin', 'https://ehr.example');
    expect(headers['access-control-expose-headers']).toContain('X-Request-Id');
    expect(headers.vary).toContain('Origin');
  });

  it('lets nobody else in, and nowhere else', async () => {
    for (const origin of ['https://ehr.example.evil', 'http://ehr.example', 'null']) {
      const { headers } = await preflight('/fhir/Claim/$submit', origin);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
    const plain = await preflight('/plain/tell', 'https://ehr.example');
    expect([plain.status, plain.headers['access-control-allow-origin']]).toEqual([405, undefined]);
    const without = await startTestServer();
    const silent = await supertest(without.url)
      .get('/fhir/tell')
      .set('Origin', 'https://a.example');
    expect(Object.keys(silent.headers).join()).not.toContain('access-control');
    await without.server.close();
  });
});

describe('R48 canaries', () => {
  it('in every place of every request are in no log line and no figure', async () => {
    const own = await startTestServer();
    const canary = 'CaNaRy7';
    const agent = supertest(own.url);
    const body = { resourceType: 'Claim', id: canary, [canary]: canary };
    const all = [
      ...paths,
      '/fhir/Claim/x',
      '/fhir/wait/x',
      '/plain/echo',
      '/cds-services',
      '/fhir/busy',
    ];
    for (const path of all) {
      for (const method of ['get', 'post', 'put', 'delete', 'options', 'head'] as const) {
        const url = `${path.replace(/x$/u, canary)}?name=${canary}&${canary}=1`;
        const made = agent[method](url).set({
          Authorization: `Bearer ${method === 'get' ? 'token-of-other' : canary}`,
          'X-Request-Id': `${canary} not fitting`,
          'X-Correlation-Id': canary,
          'User-Agent': canary,
          Cookie: canary,
          Referer: canary,
          'X-Forwarded-For': canary,
          [`X-${canary}`]: canary,
          'Accept-Language': canary,
        });
        if (method === 'head' || method === 'get')
          await made.then(
            () => undefined,
            () => undefined,
          );
        else await made.send(method === 'put' ? `{"${canary}` : JSON.stringify(body)).type('json');
      }
    }
    await exchangeRaw(own.server.port, `${canary} / ${canary}\r\n\r\n`);
    const { text } = await agent.get('/metrics');
    const log = own.lines.join('');
    expect(own.lines.length).toBeGreaterThan(all.length * 6);
    expect(log.toLowerCase()).not.toContain(canary.toLowerCase());
    expect(log).not.toContain('token-of');
    expect(text.toLowerCase()).not.toContain(canary.toLowerCase());
    await own.server.close();
  });

  it('R32 nothing that a sender brings makes a log line of its own', async () => {
    const own = await startTestServer();
    const forged = '%0d%0a{"level":30,"msg":"forged"}';
    await supertest(own.url).get(`/fhir/fault?name=${forged}`).set('X-Request-Id', 'a%0d%0ab');
    await supertest(own.url).get(`/fhir/Claim/${forged}`);
    await supertest(own.url).get(`/${forged}`);
    const lines = own.lines.map((line) => JSON.parse(line));
    expect(own.lines.every((line) => line.trimEnd().split('\n').length === 1)).toBe(true);
    expect(lines.map(({ status, fault }) => status ?? typeof fault)).toEqual([
      ...['string', 500, 200, 404],
    ]);
    expect(lines[0].fault).toMatch(/^TypeError at test\/http\/test-operations\.ts:\d+:\d+$/u);
    await own.server.close();
  });
});

describe('a log line', () => {
  it('says who asked what, and how it ended', async () => {
    const own = await startTestServer();
    const agent = supertest(own.url);
    await agent
      .get('/fhir/Claim/1')
      .set({ 'X-Request-Id': 'a', Authorization: 'Bearer token-of-reader' });
    const [line = ''] = own.lines;
    expect(JSON.parse(line)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u),
      path: '/fhir/Claim/:id',
      requestId: 'a',
      client: 'reader',
      operation: 'read',
      status: 200,
      ms: expect.any(Number),
    });
    await own.server.close();
  });
});

describe('metrics', () => {
  it('count operations and steps', async () => {
    const own = await startTestServer();
    await supertest(own.url).get('/fhir/tell');
    await supertest(own.url).get('/fhir/nothing');
    const { text, headers } = await supertest(own.url).get('/metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('assent_operation_seconds_count{operation="tell",status="200"} 1');
    expect(text).toContain('assent_operation_seconds_count{operation="none",status="404"} 1');
    expect(text).toContain('assent_step_seconds_count{operation="tell",step="respond"} 1');
    expect(text).toContain('process_cpu_seconds_total');
    await own.server.close();
  });
});
