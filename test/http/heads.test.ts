import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answersIn,
  exchangeRaw,
  firstAnswer,
  startTestServer,
  type TestServer,
} from './test-server.ts';

/** Goal: what is not HTTP is refused in words, and nothing behind it is taken for a request. */
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer({ settings: { headerBytesMax: 4096, urlBytesMax: 1024 } });
});
afterAll(() => running.server.close());

const refused: readonly (readonly [string, string, number, string])[] = [
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'structure'],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400, 'structure'],
  ['a version that is none', 'GET /fhir/tell HTTP/9.9\r\nHost: a\r\n\r\n', 400, 'structure'],
  ['an unknown method', 'FETCH /fhir/tell HTTP/1.1\r\nHost: a\r\n\r\n', 405, 'not-supported'],
  ['a tunnel', 'CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n', 405, 'not-supported'],
  ['no host', 'GET /fhir/tell HTTP/1.1\r\n\r\n', 400, 'structure'],
  ['two lengths', request('Content-Length: 2', 'Content-Length: 3'), 400, 'structure'],
  ['a length that is none', request('Content-Length: 2a'), 400, 'structure'],
  ['a negative length', request('Content-Length: -2'), 400, 'structure'],
  [
    'length and chunks',
    request('Content-Length: 2', 'Transfer-Encoding: chunked'),
    400,
    'structure',
  ],
  ['chunks not at last', request('Transfer-Encoding: chunked, identity'), 400, 'structure'],
  ['a space before the colon', request('Content-Length : 2'), 400, 'structure'],
  ['a folded header', request('A: b\r\n c: d', 'Content-Length: 2'), 400, 'structure'],
  ['a bare line feed', 'GET /fhir/tell HTTP/1.1\nHost: a\n\n', 400, 'structure'],
  ['NUL in a header', request('A: b\0c'), 400, 'structure'],
  ['large headers', request(`A: ${'b'.repeat(4096)}`), 431, 'too-long'],
  ['many headers', request(...Array(500).fill('Abcdef: b')), 431, 'too-long'],
  ['endless headers', `GET / HTTP/1.1\r\nA: ${'b'.repeat(9000)}`, 431, 'too-long'],
  ['a long address', `GET /fhir/${'a'.repeat(1024)} HTTP/1.1\r\nHost: a\r\n\r\n`, 414, 'too-long'],
  ['an endless address', `GET /fhir/${'a'.repeat(9000)}`, 414, 'too-long'],
  ['a broken chunk', `${request('Transfer-Encoding: chunked')}xyz\r\n`, 400, 'structure'],
  [
    'a chunk with an endless extension',
    `${request('Transfer-Encoding: chunked')}1;${'a'.repeat(20_000)}`,
    ...([413, 'too-long'] as const),
  ],
];

function request(...fields: readonly string[]): string {
  const head = ['POST /fhir/Claim/$submit HTTP/1.1', 'Host: a', 'Content-Type: application/json'];
  return [...head, ...fields, '\r\n'].join('\r\n');
}

describe('R34 a head', () => {
  it.each(refused)('with %s is refused', async (_, text, status, code) => {
    const smuggled = '\r\n0\r\n\r\nGET /fhir/tell?smuggled HTTP/1.1\r\nHost: a\r\n\r\n';
    const answers = answersIn(await exchangeRaw(running.server.port, `${text}${smuggled}`));
    expect(answers.map((answer) => answer.status)).toEqual([status]);
    const headers = answers[0]?.headers;
    const body = answers[0]?.body ?? '';
    expect(headers).toMatchObject({
      'content-type': 'application/fhir+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^0{8}-/u),
      connection: 'close',
    });
    expect(JSON.parse(body)).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code }],
    });
    if (status === 405) expect(headers?.allow).toBe('DELETE, GET, HEAD, POST');
  });

  it('that does not come in time is given up', async () => {
    const slow = await startTestServer({
      settings: { headersTimeoutMs: 50, requestTimeoutMs: 50 },
    });
    const [answer] = answersIn(
      await exchangeRaw(slow.server.port, 'GET / HTTP/1.1\r\nHost: a\r\n'),
    );
    expect([answer?.status, JSON.parse(answer?.body ?? '').issue[0].code]).toEqual([
      408,
      'timeout',
    ]);
    await slow.server.close();
  });

  it('is counted and logged like every other, without what it held', async () => {
    const own = await startTestServer();
    await exchangeRaw(own.server.port, 'CANARY\r\nCANARY: CANARY\r\n\r\n');
    expect(own.lines).toHaveLength(1);
    expect(JSON.parse(own.lines[0] ?? '')).toMatchObject({ operation: 'none', status: 400 });
    expect(own.lines.join('')).not.toContain('CANARY');
    await own.server.close();
  });

  it('of HTTP/1.0, and with the whole address in its first line, is served', async () => {
    const old = await exchangeRaw(running.server.port, 'GET /fhir/tell HTTP/1.0\r\n\r\n');
    const whole = 'GET http://a/fhir/tell HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
    for (const text of [old, await exchangeRaw(running.server.port, whole)]) {
      expect(text).toMatch(/^HTTP\/1.1 200 /u);
    }
  });

  it('after another on one connection is served in its turn', async () => {
    const get = 'GET /fhir/tell HTTP/1.1\r\nHost: a\r\n';
    const both = `${get}\r\n${get}Connection: close\r\n\r\n`;
    const statuses = answersIn(await exchangeRaw(running.server.port, both)).map((a) => a.status);
    expect(statuses).toEqual([200, 200]);
  });

  it('that asks for another protocol is served as it is', async () => {
    const upgrade = 'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings';
    const body = '{"resourceType":"Claim"}';
    const text = `${request(upgrade, 'Content-Length: 24')}${body}`;
    const answer = await firstAnswer(running.server.port, text);
    expect([answer.status, answer.body]).toEqual([200, body]);
  });

  it.each([
    ['/fhir/Claim/$submit', 'application/fhir+json; charset=utf-8'],
    ['/plain/echo', 'application/problem+json; charset=utf-8'],
    ['/health/live', 'application/problem+json; charset=utf-8'],
  ])('for %s is refused in the form of its address', async (path, type) => {
    const rows: readonly (readonly [number, string])[] = [
      [417, 'Host: a\r\nExpect: nothing'],
      [417, 'Host: a\r\nExpect: 100-continue, nothing'],
      [417, 'Host: a\r\nExpect: 100-continue\r\nExpect: 100-continue'],
      [400, 'Host: a\r\nHost: a'],
      [400, 'Host: a\r\nhOST: evil.example'],
      [400, 'Host: a/b'],
      [400, 'Host:'],
      [421, 'Host: evil.example'],
    ];
    for (const [status, fields] of rows) {
      const head = `POST ${path} HTTP/1.1\r\n${fields}\r\nContent-Length: 9\r\n\r\n`;
      const { headers, ...answer } = await firstAnswer(running.server.port, head);
      expect([fields, answer.status]).toEqual([fields, status]);
      expect(headers).toMatchObject({ 'content-type': type, connection: 'close' });
    }
  });

  it('of HTTP/1.0 may expect what it wants', async () => {
    const head = 'GET /fhir/tell HTTP/1.0\r\nExpect: nothing\r\n\r\n';
    expect((await firstAnswer(running.server.port, head)).status).toBe(200);
  });
});
