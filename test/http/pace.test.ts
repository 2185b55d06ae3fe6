import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { collectBody } from '../../src/http/collect-body.ts';

/** Goal: a body that keeps coming is waited for, any other isn't. Method: a clock of our own. */
const pace = { bodyTimeoutMs: 1_000, bodyRateMin: 20, bodyRateWindowMs: 100 };
const counts = () => undefined;

/** What comes of a body of which so many bytes come in each tenth of a second. */
async function sent(tenths: readonly number[]) {
  const request = new IncomingMessage(new Socket());
  const reading = { request, pace, length: 0 };
  const result = collectBody(reading, counts);
  for (const bytes of tenths) {
    if (bytes > 0) request.push(Buffer.alloc(bytes, ' '));
    await turn();
    vi.advanceTimersByTime(100);
    await turn();
  }
  request.complete = true;
  request.push(null);
  return result;
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe('a body', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    [[2, 2, 2, 2, 2, 2]],
    [[2, 200, 2]],
  ])('that keeps the rate in each span is waited for: %j', async (tenths) => {
    const result = await sent(tenths);
    const bytes = tenths.reduce((sum, each) => sum + each, 0);
    expect(result.ok && result.value.length).toBe(bytes);
  });

  it.each([
    [[1, 1], /20 bytes a second/u],
    [[200, 0], /20 bytes a second/u],
    [[2, 2, 1, 5], /20 bytes a second/u],
    [Array(12).fill(2), /1000 ms/u],
  ])('that does not, or takes too long, is given up: %j', async (tenths, detail) => {
    const problem = { code: 'body-too-slow', detail: expect.stringMatching(detail) };
    expect(await sent(tenths)).toEqual({ ok: false, problem });
  });
});
