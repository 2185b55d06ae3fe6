import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/operations/operation.ts';
import { createTestOperations } from './test-operations.ts';
import { answersIn, exchangeRaw, startTestServer, type TestServer } from './test-server.ts';

/**
 * Goal: requests that wait behind another on one connection end as all others do, however their
 * connection ends. Method: several heads in one packet.
 */
function get(path: string, token = 'token-of-tour'): string {
  return `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`;
}

describe('two requests and what is none, in one packet', () => {
  let running: TestServer;
  beforeAll(async () => {
    running = await startTestServer();
  });
  afterAll(() => running.server.close());

  it.each<readonly [path: string, token: string, first: number]>([
    ['/metrics', 'token-of-tour', 200],
    ['/fhir/tell', 'token-of-tour', 200],
    ['/fhir/Claim/1', 'wrong', 401],
    ['/fhir/badHeader', 'token-of-tour', 500],
  ])('end no process: %s with %s', async (path, token, first) => {
    const packet = `${get(path, token).repeat(2)}junk\r\n\r\n`;
    const answers = answersIn(await exchangeRaw(running.server.port, packet));
    expect(answers.map(({ status }) => status)).toEqual([first, 400]);
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
  });
});

const ends: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['is reset', (socket) => void socket.resetAndDestroy()],
  ['is closed from one side', (socket) => void socket.end()],
];

describe('requests of a connection that ends', () => {
  it.each(ends)('give everything back when it %s', async (_, end) => {
    const { operations, release } = createTestOperations();
    const signals: AbortSignal[] = [];
    const waiting = operations.map((operation): Operation => {
      if (operation.name !== 'wait') return operation;
      const run: Operation['run'] = (call) => {
        signals.push(call.signal);
        return operation.run(call);
      };
      return { ...operation, run };
    });
    const settings = { inFlightMax: 8, clientSharePercent: 50, closeGraceMs: 10 };
    const running = await startTestServer({ settings, operations: waiting });
    const socket = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
    socket.write(get('/fhir/wait').repeat(4));
    await expect.poll(() => signals.length).toBe(4);
    const again = () => fetch(`${running.url}/fhir/tell`).then(({ status }) => status);
    expect(await again()).toBe(429);
    end(socket);
    await expect.poll(() => signals.filter(({ aborted }) => aborted).length).toBe(4);
    expect(await again()).toBe(200);
    const statuses = running.lines.map((line) => JSON.parse(line).status);
    expect(statuses).toEqual([429, 499, 499, 499, 499, 200]);
    release();
    socket.destroy();
    await running.server.close();
  });

  it('take no room that the one before them frees', async () => {
    const { operations, waiting, release } = createTestOperations();
    const settings = { bodyBytesMax: 80, bodiesBytesMax: 150, clientSharePercent: 50 };
    const pace = { bodyWaitMs: 50, bodyRateWindowMs: 20_000, closeGraceMs: 10 };
    const running = await startTestServer({ settings: { ...settings, ...pace }, operations });
    const socket = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
    const body = `{"resourceType":"Basic","id":"${'a'.repeat(48)}"}`;
    expect(body.length).toBe(80);
    const head = get('/fhir/hold').replace('GET', 'POST').replace('\r\n\r\n', '\r\n');
    const type = 'Content-Type: application/fhir+json\r\nContent-Length: 80\r\n\r\n';
    socket.write(`${head}${type}${body}`.repeat(2));
    await expect.poll(waiting).toBe(1);
    socket.resetAndDestroy();
    const send = async () => {
      const headers = {
        'content-type': 'application/fhir+json',
        authorization: 'Bearer token-of-tour',
      };
      const init = { method: 'POST', headers, body };
      return (await fetch(`${running.url}/fhir/Claim/$submit`, init)).status;
    };
    await expect.poll(send).toBe(200);
    release();
    await running.server.close();
  });
});
