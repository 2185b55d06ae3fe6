import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestOperations } from './test-operations.ts';
import {
  answersIn,
  exchangeRaw,
  firstAnswer,
  startTestServer,
  type TestServer,
} from './test-server.ts';

/** Goal: no body takes more memory, time or trust than it may. Method: bytes as they are. */
let running: TestServer;
const mebibyte = 1024 * 1024;
beforeAll(async () => {
  running = await startTestServer({
    settings: { bodyBytesMax: mebibyte, bodiesBytesMax: 4 * mebibyte },
  });
});
afterAll(() => running.server.close());

const post = (fields: readonly string[]): string =>
  [
    'POST /fhir/Claim/$submit HTTP/1.1',
    'Host: a',
    'Content-Type: application/fhir+json',
    'Connection: close',
    ...fields,
    '\r\n',
  ].join('\r\n');

async function send(fields: readonly string[], ...body: readonly (string | Uint8Array)[]) {
  const [answer, ...more] = answersIn(
    await exchangeRaw(running.server.port, post(fields), ...body),
  );
  expect(more).toEqual([]);
  expect(answer?.headers['content-type']).toBe('application/fhir+json; charset=utf-8');
  const parsed = JSON.parse(answer?.body ?? '{}');
  return { status: answer?.status, body: parsed, text: answer?.body };
}

const sized = (bytes: Uint8Array | string, ...fields: readonly string[]) =>
  send([...fields, `Content-Length: ${Buffer.byteLength(bytes)}`], bytes);

const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const encoders = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: (content: string | Uint8Array) => brotliCompressSync(content, fast),
};

describe('compressed bodies', () => {
  const zeros = Buffer.alloc(50 * mebibyte);
  const text = JSON.stringify({ resourceType: 'Claim', id: 'é' });

  it.each(Object.entries(encoders))('in %s are read', async (name, encode) => {
    const { status, body } = await sized(encode(text), `Content-Encoding: ${name}`);
    expect([status, body]).toEqual([200, JSON.parse(text)]);
  });

  it.each(
    Object.entries(encoders),
  )('R34 a bomb in %s is cut at the limit', async (name, encode) => {
    const bomb = encode(zeros);
    const before = process.memoryUsage().rss;
    const { status, body } = await sized(bomb, `Content-Encoding: ${name}`);
    expect([status, body.issue[0].code]).toEqual([413, 'too-long']);
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * mebibyte);
  });

  it.each(Object.entries(encoders))('R34 broken %s is refused', async (name, encode) => {
    const whole = encode(text);
    for (const bytes of [whole.subarray(0, -5), Buffer.from('not compressed at all')]) {
      const { status, body } = await sized(bytes, `Content-Encoding: ${name}`);
      expect([status, body.issue[0].code]).toEqual([400, 'structure']);
    }
  });

  it('R34 a stream of empty members is as long as it is', async () => {
    const many = Buffer.concat(Array(60_000).fill(gzipSync('')));
    expect(many.length).toBeGreaterThan(mebibyte);
    const { status } = await send(
      ['Content-Encoding: gzip', 'Transfer-Encoding: chunked'],
      `${many.length.toString(16)}\r\n`,
      many,
      '\r\n0\r\n\r\n',
    );
    expect(status).toBe(413);
  });

  it.each([
    'zstd',
    'compress',
    'gzip, gzip',
    'constructor',
    '__proto__',
  ])('R34 the encoding %s is not taken', async (name) => {
    const { status, body } = await sized('{}', `Content-Encoding: ${name}`);
    expect([status, body.issue[0].details.text]).toEqual([
      ...[415, expect.stringMatching(/^The content encoding is not accepted: send it as it is/u)],
    ]);
  });

  it('R34 a transfer coding other than chunked is not taken', async () => {
    const fields = ['Transfer-Encoding: gzip, chunked'];
    expect((await send(fields, '2\r\n{}\r\n0\r\n\r\n')).status).toBe(415);
  });
});

describe('length and time', () => {
  it('R34 an announced length over the limit is refused before the body comes', async () => {
    const head = post([`Content-Length: ${mebibyte + 1}`]);
    const { status, headers } = await firstAnswer(running.server.port, head);
    expect([status, headers.connection]).toEqual([413, 'close']);
  });

  it('R34 a body over the limit is refused, and its sender reads why', async () => {
    const large = Buffer.alloc(8 * mebibyte, 32);
    const known = post([`Content-Length: ${large.length}`]);
    expect((await firstAnswer(running.server.port, known, large)).status).toBe(413);
    const chunk = [`${large.length.toString(16)}\r\n`, large, '\r\n0\r\n\r\n'] as const;
    const chunked = post(['Transfer-Encoding: chunked']);
    expect((await firstAnswer(running.server.port, chunked, ...chunk)).status).toBe(413);
  });

  it('a body at the limit is read', async () => {
    const text = `{"resourceType":"Claim","a":"${'a'.repeat(mebibyte - 31)}"}`;
    expect(Buffer.byteLength(text)).toBe(mebibyte);
    expect((await sized(text)).status).toBe(200);
  });

  it('R20 a body that does not come in time is given up', async () => {
    const impatient = await startTestServer({ settings: { bodyTimeoutMs: 50 } });
    const head = post(['Content-Length: 10']);
    const [answer] = answersIn(await exchangeRaw(impatient.server.port, head, '{'));
    await impatient.server.close();
    const { issue } = JSON.parse(answer?.body ?? '{}');
    expect([answer?.status, issue[0].code]).toEqual([408, 'timeout']);
  });

  it('R34 a sender that waits is invited, but not to what is refused', async () => {
    const fields = ['Expect: 100-continue', 'Content-Length: 24'];
    const text = '{"resourceType":"Claim"}';
    const taken = await exchangeRaw(running.server.port, post(fields), text);
    expect(taken).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/u);
    const refused = await exchangeRaw(
      running.server.port,
      post(['Expect: 100-continue', `Content-Length: ${mebibyte * 2}`]),
    );
    expect(refused).toMatch(/^HTTP\/1.1 413 /u);
    const stranger = ['Expect: 100-continue', 'Content-Length: 24', 'Authorization: Bearer x'];
    expect(await exchangeRaw(running.server.port, post(stranger))).toMatch(/^HTTP\/1.1 401 /u);
  });

  it('a small body that is refused unread leaves the connection open for the next', async () => {
    const refused = post(['Content-Length: 2', 'Authorization: Bearer x']);
    const first = `${refused.replace('Connection: close\r\n', '')}{}`;
    const text = await exchangeRaw(running.server.port, first, `${post(['Content-Length: 2'])}{}`);
    expect(answersIn(text).map(({ status }) => status)).toEqual([401, 200]);
  });
});

describe('all bodies together', () => {
  it('are limited, and the memory is given back with the answer', async () => {
    const { operations, begun, release } = createTestOperations();
    const settings = { bodyBytesMax: mebibyte, bodiesBytesMax: mebibyte, bodyWaitMs: 0 };
    const small = await startTestServer({ settings, operations });
    const text = `{"resourceType":"Claim","a":"${'a'.repeat(700_000)}"}`;
    const whole = post([`Content-Length: ${text.length}`]);
    const statusOf = async (head: string): Promise<number> =>
      (await firstAnswer(small.server.port, head, text)).status;
    for (let round = 0; round < 3; round++) expect(await statusOf(whole)).toBe(200);
    const held = statusOf(whole.replace('/fhir/Claim/$submit', '/fhir/hold'));
    await begun;
    const other = post([`Content-Length: ${text.length}`, 'Authorization: Bearer token-of-other']);
    const refused = await firstAnswer(small.server.port, other, text);
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
    release();
    expect(await held).toBe(200);
    expect(await statusOf(whole)).toBe(200);
    await small.server.close();
  });
});

const members = (count: number): string =>
  Array.from({ length: count }, (_, i) => `"a${i}":1`).join();

describe('JSON', () => {
  const bad: Readonly<Record<string, string | Uint8Array>> = {
    'R28 objects 1,000,000 deep': '{"a":'.repeat(200_000),
    'R28 arrays 1,000,000 deep': '['.repeat(1_000_000),
    'R28 extensions deep': '{"extension":['.repeat(70_000),
    'R28 65 levels': `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`,
    'R29 50,000 entries': `{"resourceType":"Bundle","entry":[${'{},'.repeat(50_000)}{}]}`,
    'R29 more members than an object may have': `{${members(6000)}}`,
    'R32 a member twice': '{"resourceType":"Claim","id":"a","id":"b"}',
    'R32 half a surrogate': '{"resourceType":"Claim","id":"\\ud800"}',
    'R32 overlong UTF-8': Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]),
    'R32 NUL': Buffer.from('{"a":"\0"}'),
    'R32 UTF-16': Buffer.from('{"a":1}', 'utf16le'),
    'R31 __proto__': '{"resourceType":"Claim","__proto__":{"polluted":true}}',
    'R31 __proto__ escaped': '{"resourceType":"Claim","\\u005f_proto__":{"polluted":true}}',
    'R31 constructor.prototype': '{"constructor":{"prototype":{"polluted":true}}}',
    'an array': '[]',
    'a word': 'null',
    'half a document': '{"a":',
    XML: '<Claim/>',
  };
  it.each(Object.entries(bad))('%s -> 400 with places, soon', async (_, text) => {
    const startedAt = performance.now();
    const { status, body } = await sized(text);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(status).toBe(400);
    expect(body.resourceType).toBe('OperationOutcome');
    expect(body.issue.length).toBeLessThanOrEqual(101);
    expect(body.issue[0]).toMatchObject({ severity: 'error', code: 'structure' });
    expect(body.issue[0].expression).toHaveLength(1);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('R30 numbers keep their digits', async () => {
    const numbers = '[1.00,0.010,1E-22,123456789012345678,1e400,9007199254740993,-0,0.1e1]';
    const text = `{"resourceType":"Claim","a":${numbers}}`;
    expect((await sized(text)).text).toBe(text);
  });

  it('R29 100,000 empty extensions are refused soon', async () => {
    const startedAt = performance.now();
    const text = `{"resourceType":"Claim","extension":[${'{},'.repeat(99_999)}{}]}`;
    const { status } = await sized(text);
    expect([status, performance.now() - startedAt < 1000]).toEqual([400, true]);
  });
});
