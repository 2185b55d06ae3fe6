import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../src/operations/operation.ts';
import { ok } from '../../src/result.ts';
import { createTestOperations } from './test-operations.ts';
import { firstAnswer, startTestServer, type TestServer, type TestWishes } from './test-server.ts';

/** Goal: who takes no answers stands in nobody's way. Method: sockets that are never read. */
const patience = { timeout: 20_000 };
/** More than the buffers of a connection take. */
const LARGE = 'a'.repeat(12e6);

interface Unread {
  readonly running: TestServer;
  /** Signals of the calls whose answers are large, in their order. */
  readonly signals: readonly AbortSignal[];
  /** Asks for large answers on one connection, and reads none. */
  ask(count: number, token?: string): void;
  end(): Promise<void>;
}

/** A server whose `tell` has large answers. */
async function unread(settings: TestWishes['settings'], tell: Partial<Operation> = {}) {
  const signals: AbortSignal[] = [];
  const run: Operation['run'] = async ({ signal }) => {
    signals.push(signal);
    return ok({ status: 200, body: { a: LARGE } });
  };
  const operations = createTestOperations().operations.map((operation) =>
    operation.name === 'tell' ? { ...operation, ...tell, run } : operation,
  );
  const running = await startTestServer({
    settings: { closeGraceMs: 10, ...settings },
    operations,
    mode: 'public',
  });
  const sockets: { destroy(): unknown }[] = [];
  const ask: Unread['ask'] = (count, token = '') => {
    const socket = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
    socket.pause().write(get('tell', token).repeat(count));
    sockets.push(socket);
  };
  const end = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await running.server.close();
  };
  return { running, signals, ask, end } satisfies Unread;
}

function get(path: string, token = ''): string {
  const authorization = token === '' ? '' : `Authorization: Bearer token-of-${token}\r\n`;
  return `GET /fhir/${path} HTTP/1.1\r\nHost: a\r\n${authorization}\r\n`;
}

/** The status of a request from an address of the loopback network. */
function statusFrom({ server }: TestServer, localAddress: string, text: string) {
  return new Promise<number>((resolve, reject) => {
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress });
    socket.on('error', reject).once('data', (chunk) => {
      socket.destroy();
      resolve(Number(chunk.toString().split(' ')[1]));
    });
    socket.write(text);
  });
}

describe('answers that nobody takes', () => {
  it('of one address leave places for strangers at others', async () => {
    const { running, ask, end } = await unread({ strangersMax: 8 });
    for (let at = 0; at < 3; at += 1) ask(12);
    const own = () => firstAnswer(running.server.port, get('fault'));
    await expect.poll(async () => (await own()).status, patience).toBe(429);
    const text = 'one address may have 4 at one time (ASSENT_CLIENT_SHARE of ASSENT_STRANGERS_MAX)';
    expect((await own()).body).toContain(text);
    const others = ['127.0.0.2', '127.0.0.3', '127.0.0.2', '127.0.0.3'].map((address) =>
      statusFrom(running, address, get('fault')),
    );
    expect(await Promise.all(others)).toEqual([500, 500, 500, 500]);
    await end();
  });

  it('hold no work and no reads, but their places', async () => {
    const settings = { workMax: 64, workWaitMs: 0, inFlightMax: 8, clientSharePercent: 50 };
    const { running, signals, ask, end } = await unread(settings, { weight: 64 });
    for (let at = 0; at < 3; at += 1) {
      ask(1, 'tour');
      await expect.poll(() => signals.length, patience).toBe(at + 1);
    }
    await expect.poll(() => signals.filter(({ aborted }) => aborted).length, patience).toBe(3);
    const ended = () => running.lines.length;
    expect(ended()).toBe(0);
    ask(1, 'other');
    await expect.poll(() => signals.length, patience).toBe(4);
    ask(1, 'tour');
    await expect.poll(() => signals.length, patience).toBe(5);
    expect(await statusFrom(running, '127.0.0.1', get('Claim/1', 'tour'))).toBe(429);
    await end();
  });

  it('have so long and no longer to be taken, also a little at a time', async () => {
    const settings = { inFlightMax: 2, clientSharePercent: 50, requestTimeoutMs: 500 };
    const { running, signals, end } = await unread(settings);
    const socket = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
    socket.pause().write(get('tell', 'tour'));
    const sips = setInterval(() => socket.read(1), 20);
    await expect.poll(() => signals.length, patience).toBe(1);
    const ask = () => statusFrom(running, '127.0.0.1', get('Claim/1', 'tour'));
    expect(await ask()).toBe(429);
    await expect.poll(ask, patience).toBe(200);
    clearInterval(sips);
    socket.destroy();
    await end();
  });
});
