import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchangeRaw, startTestServer, type TestServer } from './test-server.ts';

let own: TestServer;
beforeAll(async () => {
  own = await startTestServer();
});
afterAll(() => own.server.close());

const targets = ['http://[/', 'https://[/', 'http://'];
const isAlive = async () => (await fetch(`${own.url}/health/live`)).status === 200;

test.each(targets)('a target that is no address is refused in words: %s', async (target) => {
  for (const method of ['GET', 'POST', 'PUT', 'HEAD']) {
    const head = `${method} ${target} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n`;
    const text = await exchangeRaw(own.server.port, `${head}a`);
    expect(text).toMatch(/^HTTP\/1\.1 400 /u);
    expect(text).toMatch(/^Content-Type: application\/fhir\+json/mu);
    expect(text).toMatch(/^X-Request-Id: [0-9a-f-]{36}/mu);
    expect(text.includes('the target of the request is no address')).toBe(method !== 'HEAD');
    expect(own.lines.at(-1)).toContain('"status":400');
  }
  expect(await isAlive()).toBe(true);
});

test('whoever sends one and goes away in the middle of its body ends nothing', async () => {
  for (const target of targets) {
    await new Promise((resolve) => {
      const socket = connect(own.server.port, '127.0.0.1');
      socket.on('error', () => undefined).once('close', resolve);
      socket.write(`POST ${target} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\na`, () =>
        socket.end(),
      );
      socket.resume();
    });
  }
  expect(await isAlive()).toBe(true);
});
