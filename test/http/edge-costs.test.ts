import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { queryOf } from '../../src/http/negotiation.ts';
import { createRouter } from '../../src/http/router.ts';
import { startTestServer, type TestWishes } from './test-server.ts';

/** Goal: what anybody sends costs little, is counted, and fills no log. Method: calls counted. */
afterEach(() => void vi.restoreAllMocks());

const decodings = () => vi.spyOn(globalThis, 'decodeURIComponent');
const many = 'a=1&'.repeat(3900);

async function withServer(
  wishes: TestWishes,
  use: (running: Awaited<ReturnType<typeof startTestServer>>) => Promise<void>,
): Promise<void> {
  const running = await startTestServer(wishes);
  try {
    await use(running);
  } finally {
    await running.server.close();
  }
}

describe('a query', () => {
  it('has a hundred parameters at most, and none is decoded of one that has more', () => {
    const spy = decodings();
    const url = `/?${'a=1&'.repeat(99)}`;
    expect(queryOf({ url: `${url}b=2` })).toMatchObject({ ok: true, value: { b: ['2'] } });
    spy.mockClear();
    for (const query of [`${url}b=2&`, `/?${many}`, `/?${'&'.repeat(16_000)}`]) {
      expect(queryOf({ url: query })).toMatchObject({
        problem: { code: 'query-too-long', detail: 'it may have 100 parameters' },
      });
    }
    expect(spy).not.toHaveBeenCalled();
  });

  it('costs two decodings for a parameter, whatever is in it', () => {
    const spy = decodings();
    const signs = '='.repeat(16_000);
    expect(queryOf({ url: `/?a=${signs}` })).toEqual({ ok: true, value: { a: [signs] } });
    expect(spy).toHaveBeenCalledTimes(2);
  });

  it('with too many is refused where it is asked for, and not parsed elsewhere', async () => {
    await withServer({ mode: 'off', settings: { rateLimitPerMinute: 3 } }, async ({ url }) => {
      const refused = await fetch(`${url}/fhir/tell?${many}`);
      expect([refused.status, await refused.json()]).toMatchObject([
        400,
        { issue: [{ code: 'too-costly' }] },
      ]);
      const spy = decodings();
      const ask = async (path: string) => (await fetch(`${url}${path}?${many}`)).status;
      expect([await ask('/x/'), await ask('/docs/x'), await ask('/fhir/tell')]).toEqual([
        ...[404, 404, 429],
      ]);
      expect(await ask('/health/live')).toBe(200);
      expect(spy.mock.calls.length).toBeLessThan(20);
    });
  });
});

describe('an address', () => {
  it('of thousands of segments leads nowhere, and is not decoded to its end', () => {
    const spy = decodings();
    expect(createRouter([])('GET', '/x'.repeat(8000))).toEqual({ kind: 'none' });
    expect(spy.mock.calls.length).toBeLessThan(40);
  });
});

describe('the rate of an address', () => {
  it.each([
    '/',
    '/metrics',
    '/docs/',
    '/docs/README.md',
  ])('counts %s, and not health', async (path) => {
    await withServer({ mode: 'off', settings: { rateLimitPerMinute: 2 } }, async ({ url }) => {
      const ask = async (asked: string, method = 'GET') => {
        const answer = await fetch(`${url}${asked}`, { method });
        await answer.text();
        return answer.status;
      };
      expect([await ask(path), await ask(path, 'HEAD'), await ask(path)]).toEqual([200, 200, 429]);
      expect([await ask('/x'), await ask('/health/live', 'POST')]).toEqual([429, 429]);
      for (const one of ['live', 'ready']) expect(await ask(`/health/${one}`)).toBe(200);
    });
  });

  it('counts a page that is not there once', async () => {
    await withServer({ mode: 'off', settings: { rateLimitPerMinute: 2 } }, async ({ url }) => {
      const ask = async () => (await fetch(`${url}/docs/none.md`)).status;
      expect([await ask(), await ask(), await ask()]).toEqual([404, 404, 429]);
    });
  });
});

describe('the figures', () => {
  it('are written once a second, whoever asks', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(5000);
    const metrics = createMetrics();
    const ended = (): void => metrics.ended('tell', 200, 1);
    const count = async () => /_count\{operation="tell".*\} (\d+)/u.exec(await metrics.page())?.[1];
    ended();
    expect(await count()).toBe('1');
    ended();
    now.mockReturnValue(5999);
    expect(await count()).toBe('1');
    now.mockReturnValue(6000);
    expect(await count()).toBe('2');
  });
});

describe('a look at health', () => {
  it('that is well is logged for who debugs only', async () => {
    await withServer({}, async ({ url, lines, setReady }) => {
      const levels = async (path: string) => {
        await (await fetch(`${url}${path}`)).text();
        await expect.poll(() => lines.length).toBeGreaterThan(0);
        const logged = lines.map((line) => JSON.parse(line));
        expect(logged).toMatchObject([{ operation: 'none', path }]);
        lines.length = 0;
        return logged[0].level;
      };
      expect(await levels('/health/live')).toBe('debug');
      expect(await levels('/health/ready')).toBe('debug');
      expect(await levels('/metrics')).toBe('info');
      setReady(false);
      expect(await levels('/health/ready')).toBe('info');
    });
  });
});
