import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../src/operations/operation.ts';
import { ok } from '../../src/result.ts';
import { createTestOperations } from './test-operations.ts';
import { answersIn, exchangeRaw, startTestServer, type TestServer } from './test-server.ts';

/**
 * Goal: no bytes of a stranger end the process, and none hold a connection for ever. Method: what
 * stands behind a request that is still worked on, from raw sockets; an error that nobody hears
 * fails the run of the tests.
 */
const tell = (method: string, ...fields: readonly string[]): string =>
  [`${method} /fhir/tell HTTP/1.1`, 'Host: a', ...fields, '\r\n'].join('\r\n');

const isLive = async ({ url }: TestServer) => (await fetch(`${url}/health/live`)).status;

describe('a HEAD that is still worked on', () => {
  const behind: readonly (readonly [string, string, readonly number[]])[] = [
    ['bytes that are none', `${tell('HEAD')}@@@\r\n\r\n`, [400]],
    ['a broken chunk', `${tell('HEAD', 'Transfer-Encoding: chunked')}xyz\r\n`, [400]],
    [
      'an endless extension',
      `${tell('HEAD', 'Transfer-Encoding: chunked')}1;${'a'.repeat(2e4)}`,
      [413],
    ],
    ['a method that is none', `${tell('HEAD')}FETCH / HTTP/1.1\r\nHost: a\r\n\r\n`, [405]],
    ['a GET before it and none behind', `${tell('GET')}${tell('HEAD')}@@@\r\n\r\n`, [200, 400]],
  ];

  it.each(behind)('is refused without a body for %s', async (_, text, statuses) => {
    const running = await startTestServer();
    const came = await exchangeRaw(running.server.port, text);
    const answers = answersIn(came);
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    expect(came.endsWith('\r\n\r\n')).toBe(true);
    expect(Number(answers.at(-1)?.headers['content-length'])).toBeGreaterThan(0);
    expect(await isLive(running)).toBe(200);
    await running.server.close();
  });

  it('is refused without a body when its own body does not come', async () => {
    const { operations, release } = createTestOperations();
    const settings = { headersTimeoutMs: 50, requestTimeoutMs: 50, closeGraceMs: 10 };
    const running = await startTestServer({ settings, operations });
    const text = tell('HEAD', 'Content-Length: 9').replace('tell', 'wait');
    const came = await exchangeRaw(running.server.port, text);
    expect([answersIn(came)[0]?.status, came.endsWith('\r\n\r\n')]).toEqual([408, true]);
    expect(await isLive(running)).toBe(200);
    release();
    await running.server.close();
  });

  it('is refused without a body when the body is too slow that its operation reads', async () => {
    const operations: readonly Operation[] = createTestOperations().operations.map((operation) =>
      operation.name === 'tell' ? { ...operation, hasBody: true } : operation,
    );
    const settings = { bodyRateWindowMs: 20 };
    const running = await startTestServer({ settings, operations });
    const came = await exchangeRaw(running.server.port, tell('HEAD', 'Content-Length: 9'));
    expect([answersIn(came)[0]?.status, came.endsWith('\r\n\r\n')]).toEqual([408, true]);
    await running.server.close();
  });
});

describe('a connection that is reset', () => {
  let running: TestServer;
  beforeAll(async () => {
    running = await startTestServer();
  });
  afterAll(() => running.server.close());

  const tunnel = 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n';
  it.each([
    ['behind a tunnel', tunnel],
    ['behind a request and a tunnel', `${tell('GET')}${tunnel}`],
    ['behind another protocol', tell('GET', 'Upgrade: websocket', 'Connection: Upgrade')],
    ['behind bytes that are none', '@@@\r\n\r\n'],
    ['behind nothing', ''],
  ])('ends no process: %s', async (_, text) => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 10 }, (_unused, at) => reset(running, text, at % 4)));
    }
    expect(await isLive(running)).toBe(200);
  });
});

/** Sends a text and breaks the connection off after so many turns of the event loop. */
async function reset({ server }: TestServer, text: string, turns: number): Promise<void> {
  const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(text);
  for (let turn = 0; turn < turns; turn += 1) await new Promise((next) => setImmediate(next));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resetAndDestroy();
  await closed;
}

describe('a tunnel', () => {
  const large: Operation['run'] = async () => ok({ status: 200, body: { a: 'a'.repeat(8e6) } });

  it('behind answers that nobody takes gives their places back', async () => {
    const operations = createTestOperations().operations.map((operation) =>
      operation.name === 'tell' ? { ...operation, run: large } : operation,
    );
    const places = { inFlightMax: 4, clientSharePercent: 100 };
    const settings = { ...places, lingerMs: 60_000, closeGraceMs: 10 };
    const running = await startTestServer({ settings, operations });
    const get = tell('GET', 'Authorization: Bearer token-of-tour');
    const sockets = [1, 2].map((): Socket => {
      const socket = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
      socket.pause().write(get.repeat(2));
      return socket;
    });
    const ask = async () => {
      const headers = { authorization: 'Bearer token-of-tour' };
      return (await fetch(`${running.url}/fhir/Claim/1`, { headers })).status;
    };
    await expect.poll(ask).toBe(429);
    for (const socket of sockets) socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(ask).toBe(200);
    for (const socket of sockets) socket.destroy();
    await running.server.close();
  });

  it('on a connection that is one too many is not refused once more', async () => {
    const settings = { addressConnectionsMax: 1, closeGraceMs: 10 };
    const running = await startTestServer({ settings });
    const first = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
    await new Promise((resolve) => first.once('connect', resolve));
    const tunnel = 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n';
    const statuses: (number | undefined)[] = [];
    for (let round = 0; round < 5; round += 1) {
      const socket = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
      socket.write(tunnel);
      socket.on('data', (chunk) => statuses.push(answersIn(chunk.toString())[0]?.status));
      await new Promise((resolve) => socket.once('close', resolve));
    }
    expect(new Set(statuses)).toEqual(new Set([429]));
    expect(running.lines.map((line) => JSON.parse(line).status)).toEqual(Array(5).fill(429));
    first.destroy();
    await running.server.close();
  });

  it('behind an answer that was taken is refused in words', async () => {
    const running = await startTestServer();
    const socket = connect(running.server.port, '127.0.0.1');
    let came = '';
    socket.on('data', (chunk) => {
      came += chunk.toString();
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(tell('GET'));
    await expect.poll(() => came).toContain('200 OK');
    socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await closed;
    expect(answersIn(came).map(({ status }) => status)).toEqual([200, 405]);
    await running.server.close();
  });
});
