import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersIn, firstAnswer, startTestServer, type TestServer } from './test-server.ts';

/** Goal: a refusal costs no time of ours, and its sender gets to read it. */
const mebibyte = 1024 * 1024;
let running: TestServer;
beforeAll(async () => {
  running = await startTestServer({ settings: { bodyBytesMax: mebibyte, lingerMs: 200 } });
});
afterAll(() => running.server.close());

/** Other tests may have the processor. */
const patience = { timeout: 10_000 };
const submit = '/fhir/Claim/$submit';
const head = (path: string, ...fields: readonly string[]): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: a',
    'Content-Type: application/fhir+json',
    ...fields,
    '\r\n',
  ].join('\r\n');

const refused: readonly (readonly [number, string, string, number])[] = [
  [401, submit, 'Bearer nobody', 100_000],
  [403, submit, 'Bearer token-of-reader', 100_000],
  [404, '/fhir/nothing', 'Bearer token-of-other', 100_000],
  [405, '/fhir/tell', 'Bearer token-of-other', 100_000],
  [413, submit, 'Bearer token-of-other', 2 * mebibyte],
];

describe('a refusal', () => {
  it.each(refused)('%i needs the head alone, and ends the connection', async (...row) => {
    const [status, path, token, length] = row;
    const text = head(path, `Authorization: ${token}`, `Content-Length: ${length}`);
    const { headers, ...answer } = await firstAnswer(running.server.port, text);
    expect([answer.status, headers.connection]).toEqual([status, 'close']);
    expect(JSON.parse(answer.body).resourceType).toBe('OperationOutcome');
  });

  it.each(refused)('%i is read by fetch, whatever it sends', async (...row) => {
    const [status, path, token] = row;
    for (const body of [Buffer.alloc(200_000, 32), Buffer.alloc(8 * mebibyte, 32)]) {
      if (status === 413 && body.length < mebibyte) continue;
      const answer = await fetch(`${running.url}${path}`, {
        method: 'POST',
        headers: { Authorization: token, 'Content-Type': 'application/fhir+json' },
        body,
      });
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
    }
  });

  it.each([
    ['an invitation that is waited for', []],
    ['a body that comes at once', ['-H', 'Expect:']],
    ['a body in chunks', ['-H', 'Expect:', '-H', 'Transfer-Encoding: chunked']],
  ])('is read by curl with %s', async (_, more) => {
    for (const [status, path, token] of refused) {
      const fields = [`Authorization: ${token}`, 'Content-Type: application/fhir+json'];
      const asked = ['-s', '-w', '\n%{http_code}', '--data-binary', '@-', ...more];
      const told = [...asked, ...fields.flatMap((field) => ['-H', field])];
      const run = promisify(execFile)('curl', [...told, `${running.url}${path}`]);
      run.child.stdin?.on('error', () => undefined).end(Buffer.alloc(3 * mebibyte, 32));
      const [body = '', code] = (await run).stdout.split('\n');
      expect([path, code, JSON.parse(body).resourceType]).toEqual([
        ...[path, String(status), 'OperationOutcome'],
      ]);
    }
  });

  it('is closed from our side at once, and altogether when its sender stays', async () => {
    const socket = connect({ port: running.server.port, host: '127.0.0.1', allowHalfOpen: true });
    const seen: string[] = [];
    socket.on('data', (chunk) => seen.push(chunk.toString()));
    socket.on('end', () => seen.push('our end')).on('error', () => undefined);
    socket.write(head(submit, 'Authorization: Bearer x', `Content-Length: ${mebibyte}`));
    await expect.poll(() => seen.at(-1), patience).toBe('our end');
    expect(answersIn(seen.slice(0, -1).join('')).map(({ status }) => status)).toEqual([401]);
    // More than is dropped: the rest stays unread until the time is over.
    socket.write(Buffer.alloc(mebibyte / 2, 32));
    const isCutOff = (): boolean => {
      socket.write(' ');
      return socket.destroyed;
    };
    await expect.poll(isCutOff, patience).toBe(true);
  });

  it('leaves nothing behind it on its connection: no request, no line of the log', async () => {
    const own = await startTestServer({ settings: { lingerMs: 50 } });
    const first = head(submit, 'Authorization: Bearer x', 'Content-Length: 100000');
    const behind = `${head(submit, 'Content-Length: 2')}{}`;
    await firstAnswer(own.server.port, first, Buffer.alloc(100_000, 32), behind, behind);
    await own.server.close();
    expect(own.lines.map((line) => JSON.parse(line).status)).toEqual([401]);
  });
});
