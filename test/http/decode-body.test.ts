import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDecoding } from '../../src/http/decode-body.ts';
import { ok } from '../../src/result.ts';
import { firstAnswer, startTestServer } from './test-server.ts';

/** Goal: who sends what takes long to decode waits for itself. Method: decoders held by hand. */
const response = () => new ServerResponse(new IncomingMessage(new Socket()));

const bytes = (text: string) => new TextEncoder().encode(text);

function decoding(waitMs: number) {
  const decode = createDecoding(waitMs);
  const begun: string[] = [];
  const gates = new EventEmitter();
  const ask = (name: string, to = response()) =>
    decode(
      {
        bytes: bytes(name),
        makeDecoder: () => {
          begun.push(name);
          return new PassThrough({
            flush: (done) => void gates.once(name, () => done()),
          });
        },
        count: () => undefined,
      },
      name.slice(0, 1),
      to,
    );
  return { ask, begun, letGo: (name: string) => gates.emit(name) };
}

describe('compressed bodies', () => {
  it('of one client are decoded one after the other, those of others beside them', async () => {
    const { ask, begun, letGo } = decoding(20_000);
    const all = ['a1', 'a2', 'a3', 'b1', 'c1', 'd1'].map((name) => ask(name));
    await expect.poll(() => begun).toEqual(['a1', 'b1', 'c1']);
    letGo('a1');
    expect(await all[0]).toEqual(ok(Buffer.from('a1')));
    await expect.poll(() => begun.slice(3)).toEqual(['a2']);
    letGo('b1');
    await expect.poll(() => begun.slice(4)).toEqual(['d1']);
    for (const name of ['a2', 'c1', 'd1']) letGo(name);
    await expect.poll(() => begun.slice(5)).toEqual(['a3']);
    letGo('a3');
    expect((await Promise.all(all)).every((one) => one.ok)).toBe(true);
  });

  it('whose turn does not come in time are refused, by whose limit it was', async () => {
    const { ask, letGo } = decoding(0);
    const all = ['a1', 'b1', 'c1'].map((name) => ask(name));
    expect(await ask('a2')).toMatchObject({ problem: { code: 'too-many-requests' } });
    expect(await ask('d1')).toMatchObject({
      problem: { code: 'overloaded', retryAfterSeconds: 1 },
    });
    for (const name of ['a1', 'b1', 'c1']) letGo(name);
    expect((await Promise.all(all)).every((one) => one.ok)).toBe(true);
    const again = ask('a2');
    letGo('a2');
    await expect.poll(() => letGo('a2') || true).toBe(true);
    expect((await again).ok).toBe(true);
  });

  it('of a sender that has gone are not decoded', async () => {
    const { ask, begun, letGo } = decoding(20_000);
    const first = ask('a1');
    const gone = response();
    const second = ask('a2', gone);
    gone.destroy().emit('close');
    expect((await second).ok).toBe(false);
    letGo('a1');
    await first;
    expect(begun).toEqual(['a1']);
  });
});

describe('a compressed body that has come', () => {
  it('is not too slow for taking long to decode', async () => {
    const running = await startTestServer({ settings: { bodyRateWindowMs: 10 } });
    const packed = brotliCompressSync(Buffer.alloc(24 * 1024 * 1024, ' '));
    const head = [
      'POST /plain/echo HTTP/1.1',
      'Host: a',
      'Content-Type: application/json',
      'Content-Encoding: br',
      `Content-Length: ${packed.length}`,
      '\r\n',
    ].join('\r\n');
    expect((await firstAnswer(running.server.port, head, packed)).status).toBe(400);
    await running.server.close();
  });

  it('gives back what it was decoded from', async () => {
    const limit = 64 * 1024;
    const settings = { bodyBytesMax: limit, bodiesBytesMax: 2 * limit, clientSharePercent: 100 };
    const running = await startTestServer({ settings });
    const text = `{"resourceType":"Basic","id":"${'a'.repeat(limit / 2)}"}`;
    const packed = gzipSync(text);
    for (let at = 0; at < 10; at += 1) {
      expect(await statusOf(running.url, packed)).toBe(200);
    }
    await running.server.close();
  });

  it('has room beside what it becomes, however long it is and small the share', async () => {
    const limit = 64 * 1024;
    const settings = { bodyBytesMax: limit, bodiesBytesMax: 8 * limit, clientSharePercent: 1 };
    const running = await startTestServer({ settings });
    const id = randomBytes(limit / 2 - 32).toString('hex');
    const text = `{"resourceType":"Basic","id":"${id}"}`;
    const packed = gzipSync(text);
    expect(text.length + packed.length).toBeGreaterThan(limit);
    expect(await statusOf(running.url, packed)).toBe(200);
    await running.server.close();
  });
});

async function statusOf(url: string, packed: Buffer): Promise<number> {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const answer = await fetch(`${url}/plain/echo`, { method: 'POST', headers, body: packed });
  return answer.status;
}
