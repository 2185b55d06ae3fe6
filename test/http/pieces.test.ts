import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { connect, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Count, collectBody } from '../../src/http/collect-body.ts';
import { collectUnknown } from '../../src/http/collect-pieces.ts';
import { answersIn, exchangeRaw, startTestServer, type TestServer } from './test-server.ts';

/** Goal: a body in small pieces takes memory by its bytes, and is not parsed without end. */
const pace = { bodyTimeoutMs: 60_000, bodyRateMin: 0, bodyRateWindowMs: 60_000 };

describe('pieces of a body', () => {
  it('that comes in one stays as it came', () => {
    const piece = Buffer.from('{"a":1}');
    const collected = collectUnknown();
    collected.add(piece);
    expect(collected.bytes()).toBe(piece);
    expect(collectUnknown().bytes()).toHaveLength(0);
  });

  it.each([1, 7, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000])('of %i bytes', (length) => {
    const whole = Buffer.from(Array.from({ length: 300_001 }, (_, i) => (i * 7) % 251));
    const collected = collectUnknown();
    for (let at = 0; at < whole.length; at += length) {
      const piece = Buffer.from(whole.subarray(at, at + length));
      collected.add(piece);
      // Whoever kept the piece itself would see what becomes of it.
      if (at > 0) piece.fill(255);
    }
    expect(whole.equals(collected.bytes())).toBe(true);
  });
});

/** How a body of these pieces ends, and how many of them were looked at. */
async function collect(pieces: Iterable<number>) {
  const request = new IncomingMessage(new Socket());
  let [counted, sent] = [0, 0];
  const count: Count = () => {
    counted += 1;
    return undefined;
  };
  const reading = collectBody({ request, pace, length: 0 }, count);
  for (const bytes of pieces) {
    request.emit('data', Buffer.alloc(bytes, 32));
    sent += 1;
  }
  request.emit('end');
  return { result: await reading, counted, sent };
}

const times = (count: number, bytes: number): number[] => Array<number>(count).fill(bytes);

describe('too many small pieces', () => {
  it.each([
    ['a thousand of one byte', times(1000, 1)],
    ['many of 64 bytes', times(20_000, 64)],
    ['one large, then small ones', [64 * 2000, ...times(1999, 0)]],
  ])('are not: %s', async (_, pieces) => {
    const { result } = await collect(pieces);
    expect(result.ok && result.value.length).toBe(pieces.reduce((sum, one) => sum + one, 0));
  });

  it.each([
    ['one more of one byte', times(100_000, 1), 1000],
    ['of 63 bytes', times(100_000, 63), 1000],
    ['behind a large one', [64 * 2000, ...times(100_000, 1)], 2031],
  ])('are refused: %s', async (_, pieces, looked) => {
    const { result, counted, sent } = await collect(pieces);
    expect(!result.ok && result.problem.code).toBe('body-in-pieces');
    expect([counted, sent]).toEqual([looked, pieces.length]);
  });
});

describe('a server', () => {
  let running: TestServer;
  beforeAll(async () => {
    running = await startTestServer();
  });
  afterAll(() => running.server.close());
  const head = (path: string, ...fields: readonly string[]): string =>
    [
      `POST ${path} HTTP/1.1`,
      'Host: a',
      'Content-Type: application/fhir+json',
      'Transfer-Encoding: chunked',
      ...fields,
      '\r\n',
    ].join('\r\n');
  const pieces = (count: number): string => '1\r\n \r\n'.repeat(count);

  it.each([
    ['a FHIR operation', '/fhir/Claim/$submit', []],
    ['another', '/plain/echo', []],
    ['what is compressed', '/fhir/Claim/$submit', ['Content-Encoding: gzip']],
  ] as const)('refuses them in words and closes: %s', async (_, path, fields) => {
    const text = await exchangeRaw(running.server.port, head(path, ...fields), pieces(5000));
    const [answer, ...more] = answersIn(text);
    expect([answer?.status, answer?.headers.connection, more]).toEqual([400, 'close', []]);
    expect(answer?.body).toContain('The body comes in too many small pieces: after the first 1000');
  });

  it('takes a body in a few small pieces', async () => {
    const chunks = [...'{"resourceType":"Claim"}'].map((one) => `1\r\n${one}\r\n`).join('');
    const sent = [head('/fhir/Claim/$submit', 'Connection: close'), chunks, '0\r\n\r\n'];
    const [answer] = answersIn(await exchangeRaw(running.server.port, ...sent));
    expect([answer?.status, answer?.body]).toEqual([200, '{"resourceType":"Claim"}']);
  });

  it.each([
    ['in pieces', '/fhir/Claim/$submit', [], 400],
    ['of a stranger', '/fhir/Claim/$submit', ['Authorization: Bearer x'], 401],
    ['for no address', '/fhir/nothing', [], 404],
  ] as const)('parses no end of a body %s', async (_, path, fields, status) => {
    const spy = vi.spyOn(IncomingMessage.prototype, 'emit');
    const socket = connect(running.server.port, '127.0.0.1');
    const closed = once(socket, 'close');
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.write(head(path, ...fields));
    const more = setInterval(() => socket.write(pieces(20_000)), 5);
    await closed;
    clearInterval(more);
    const parsed = spy.mock.calls.filter(([name]) => String(name) === 'data');
    spy.mockRestore();
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `, 'u'));
    // What one read brings is parsed to its end: 64 KiB have 11,000 such pieces.
    expect(parsed.length).toBeLessThan(30_000);
  });
});
