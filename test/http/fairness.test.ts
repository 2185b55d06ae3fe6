import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/result.ts';
import { createTestOperations } from './test-operations.ts';
import {
  demoAccess,
  firstAnswer,
  startTestServer,
  type TestServer,
  type TestWishes,
} from './test-server.ts';

/** Goal: what one sender does costs that sender alone. Method: real connections, small limits. */
type Settings = NonNullable<TestWishes['settings']>;

async function withServer(
  settings: Settings,
  use: (running: TestServer, operations: ReturnType<typeof createTestOperations>) => Promise<void>,
): Promise<void> {
  const operations = createTestOperations();
  const running = await startTestServer({ settings, operations: operations.operations });
  try {
    await use(running, operations);
  } finally {
    operations.release();
    await running.server.close();
  }
}

const head = (token: string, path: string, ...fields: readonly string[]): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: a',
    'Content-Type: application/fhir+json',
    `Authorization: Bearer ${token}`,
    ...fields,
    '\r\n',
  ].join('\r\n');

/** Other tests may have the processor. */
const patience = { timeout: 20_000 };
const submit = '/fhir/Claim/$submit';
const small = '{"resourceType":"Claim"}';

async function submits({ server }: TestServer, token: string, text = small, path = submit) {
  const whole = head(token, path, `Content-Length: ${text.length}`);
  return firstAnswer(server.port, whole, text);
}

/** Sends a head and no more than a byte of its body, on so many connections. */
function hold({ server }: TestServer, count: number, text: string, localAddress = '127.0.0.1') {
  const answers: string[] = [];
  const sockets = Array.from({ length: count }, (): Socket => {
    const socket = connect({ port: server.port, host: '127.0.0.1', localAddress });
    socket.on('error', () => undefined).once('data', (chunk) => answers.push(chunk.toString()));
    socket.write(text);
    socket.write('{');
    return socket;
  });
  const statuses = (): readonly number[] => answers.map((answer) => Number(answer.split(' ')[1]));
  return { statuses, end: () => sockets.forEach((socket) => void socket.destroy()) };
}

const countOf = (list: readonly number[], status: number): number =>
  list.filter((each) => each === status).length;

describe('strangers', () => {
  it('with 600 wrong tokens and large lengths cost nobody a place', async () => {
    await withServer(
      { inFlightMax: 4, strangersMax: 8, addressConnectionsMax: 900 },
      async (running) => {
        const held = hold(running, 600, head('wrong', submit, 'Content-Length: 20000000'));
        const honest: number[] = [];
        for (let i = 0; i < 20; i++) honest.push((await submits(running, 'token-of-other')).status);
        await expect.poll(() => held.statuses().length, patience).toBe(600);
        for (let i = 0; i < 20; i++) honest.push((await submits(running, 'token-of-other')).status);
        held.end();
        expect(countOf(honest, 200)).toBe(40);
        expect(countOf(held.statuses(), 401)).toBeGreaterThan(8);
        expect(countOf(held.statuses(), 401) + countOf(held.statuses(), 429)).toBe(600);
      },
    );
  });

  it('and addresses that lead nowhere have places of their own', async () => {
    const trail = { note: () => new Promise<never>(() => undefined) };
    const settings = { inFlightMax: 4, strangersMax: 2, closeGraceMs: 10 };
    const running = await startTestServer({ settings, trail });
    // Their refusal is being noted, for ever.
    const wrong = head('wrong', submit, 'Content-Length: 20000');
    const held = [hold(running, 1, wrong), hold(running, 1, wrong, '127.0.0.2')];
    const get =
      'GET /fhir/nothing HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token-of-other\r\n\r\n';
    await expect
      .poll(async () => (await firstAnswer(running.server.port, get)).status, patience)
      .toBe(503);
    const { status, body, headers } = await firstAnswer(running.server.port, get);
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(body).toContain('2 requests of strangers at one time (ASSENT_STRANGERS_MAX)');
    const open = get.replace('nothing', 'tell');
    expect((await firstAnswer(running.server.port, open)).status).toBe(200);
    for (const each of held) each.end();
    await running.server.close();
  });
});

describe('a client', () => {
  it('with 300 slow bodies has its share, and costs no other a place', async () => {
    const settings = { inFlightMax: 40, clientSharePercent: 25, bodyRateWindowMs: 60_000 };
    await withServer(settings, async (running) => {
      const held = hold(running, 300, head('token-of-tour', submit, 'Content-Length: 1000'));
      await expect.poll(() => held.statuses().length, patience).toBe(290);
      const honest: number[] = [];
      for (let i = 0; i < 40; i++) honest.push((await submits(running, 'token-of-other')).status);
      const own = await submits(running, 'token-of-tour');
      expect([own.status, own.headers['retry-after']]).toEqual([429, '1']);
      expect(own.body).toContain('one client may have 10 at one time (ASSENT_CLIENT_SHARE of');
      expect([countOf(honest, 200), countOf(held.statuses(), 429)]).toEqual([40, 290]);
      held.end();
      const again = async () => (await submits(running, 'token-of-tour')).status;
      await expect.poll(again, patience).toBe(200);
    });
  });

  it('over its share is told so, also while all places are taken', async () => {
    await withServer(
      { inFlightMax: 2, clientSharePercent: 50 },
      async (running, { waiting, release }) => {
        const headers = (name: string) => ({
          headers: { authorization: `Bearer token-of-${name}` },
        });
        const get = (path: string, name: string) =>
          fetch(`${running.url}/fhir/${path}`, headers(name)).then(({ status }) => status);
        const held = [get('wait', 'tour'), get('wait', 'other')];
        await expect.poll(waiting, patience).toBe(2);
        expect([await get('tell', 'tour'), await get('tell', 'reader')]).toEqual([429, 503]);
        release();
        expect(await Promise.all(held)).toEqual([200, 200]);
      },
    );
  });

  it('whose bodies do not keep the rate is told so, and they are ended', async () => {
    await withServer({ inFlightMax: 4, bodyRateWindowMs: 50 }, async (running) => {
      const held = hold(running, 2, head('token-of-tour', submit, 'Content-Length: 1000'));
      await expect.poll(held.statuses, patience).toEqual([408, 408]);
      held.end();
      const text = head('token-of-tour', submit, 'Content-Length: 1000');
      const { body, headers } = await firstAnswer(running.server.port, text, '{');
      expect(headers.connection).toBe('close');
      expect(body).toContain('it has to have 1024 bytes a second (ASSENT_BODY_RATE_MIN)');
      expect((await submits(running, 'token-of-tour')).status).toBe(200);
    });
  });
});

describe('a sender that goes away', () => {
  it('while it is not known who it is leaves no place taken, and is not worked for', async () => {
    let letGo = (): void => undefined;
    const known = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let [asked, notes] = [0, 0];
    const settings = { inFlightMax: 1, bodiesBytesMax: 100, bodyBytesMax: 100, bodyWaitMs: 0 };
    const running = await startTestServer({
      settings,
      trail: {
        note: async () => {
          notes += 1;
          return ok(undefined);
        },
      },
      authenticate: async (credentials) => {
        asked += 1;
        await known;
        return demoAccess('on')(credentials);
      },
    });
    const text = `${head('token-of-other', submit, `Content-Length: ${small.length}`)}${small}`;
    const read =
      'GET /fhir/Claim/1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token-of-other\r\n\r\n';
    const gone = [text, text, read].map((sent) => {
      const socket = connect(running.server.port, '127.0.0.1').on('error', () => undefined);
      socket.write(sent);
      return socket;
    });
    await expect.poll(() => asked, patience).toBe(3);
    for (const socket of gone) socket.resetAndDestroy();
    await expect.poll(() => running.lines.length, patience).toBe(3);
    letGo();
    for (let i = 0; i < 5; i++) expect((await submits(running, 'token-of-tour')).status).toBe(200);
    expect(notes).toBe(5);
    await running.server.close();
  });
});

describe('bodies', () => {
  const kibibyte = 1024;
  const limits = { bodyBytesMax: 250 * kibibyte, bodiesBytesMax: 2560 * kibibyte };
  const large = `{"resourceType":"Claim","a":"${'a'.repeat(230 * kibibyte)}"}`;

  it('of one client, 20 at once, are let in up to its share, and cost others no room', async () => {
    await withServer({ ...limits, bodyWaitMs: 0 }, async (running, { waiting, release }) => {
      const refused: Awaited<ReturnType<typeof firstAnswer>>[] = [];
      const all = Array.from({ length: 20 }, async () => {
        const answer = await submits(running, 'token-of-tour', large, '/fhir/hold');
        if (answer.status !== 200) refused.push(answer);
        return answer.status;
      });
      await expect.poll(() => refused.length, patience).toBe(15);
      await expect.poll(waiting, patience).toBe(5);
      for (const { status, headers, body } of refused) {
        expect([status, headers['retry-after']]).toEqual([429, '1']);
        expect(body).toContain('1310720 bytes at one time (ASSENT_CLIENT_SHARE of ASSENT_BODIES');
      }
      const honest = Array.from({ length: 5 }, () => submits(running, 'token-of-other', large));
      expect((await Promise.all(honest)).map(({ status }) => status)).toEqual(Array(5).fill(200));
      release();
      expect(countOf(await Promise.all(all), 200)).toBe(5);
      expect((await submits(running, 'token-of-tour', large)).status).toBe(200);
    });
  });

  it('wait for room, and are all answered in their turn', async () => {
    await withServer({ ...limits, bodyWaitMs: 20_000 }, async (running) => {
      const all = Array.from({ length: 20 }, () => submits(running, 'token-of-tour', large));
      expect((await Promise.all(all)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    });
  });

  it('wait so long and no longer', async () => {
    const settings = { ...limits, bodiesBytesMax: 250 * kibibyte, bodyWaitMs: 50 };
    await withServer(settings, async (running, { begun, release }) => {
      const first = submits(running, 'token-of-tour', large, '/fhir/hold');
      await begun;
      const refused = await submits(running, 'token-of-other', large);
      expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
      expect(refused.body).toContain('256000 bytes at one time (ASSENT_BODIES_BYTES_MAX)');
      release();
      expect((await first).status).toBe(200);
      expect((await submits(running, 'token-of-other', large)).status).toBe(200);
    });
  });

  it('do not wait for a sender that has gone', async () => {
    const all = { bodiesBytesMax: 250 * kibibyte, bodyWaitMs: 5_000, bodyRateWindowMs: 60_000 };
    const settings = { ...limits, ...all };
    await withServer(settings, async (running, { begun, release }) => {
      const first = submits(running, 'token-of-tour', large, '/fhir/hold');
      await begun;
      const gone = connect(running.server.port, '127.0.0.1');
      gone.write(head('token-of-other', submit, `Content-Length: ${large.length}`));
      // What is answered later has come later.
      for (let i = 0; i < 3; i++) await fetch(`${running.url}/fhir/tell`);
      gone.destroy();
      await expect
        .poll(() => running.lines.some((line) => line.includes('"other"')), patience)
        .toBe(true);
      release();
      expect((await first).status).toBe(200);
      expect((await submits(running, 'token-of-other', large)).status).toBe(200);
    });
  });

  it('that grow while they come make room for each other when one is refused', async () => {
    const settings = { ...limits, bodiesBytesMax: 600 * kibibyte, clientSharePercent: 100 };
    await withServer(settings, async (running) => {
      const packed = gzipSync(large);
      const fields = [`Content-Length: ${packed.length}`, 'Content-Encoding: gzip'];
      const text = head('token-of-tour', submit, ...fields);
      const all = Array.from({ length: 12 }, () => firstAnswer(running.server.port, text, packed));
      const seen = (await Promise.all(all)).map(({ status }) => status);
      expect(countOf(seen, 200)).toBeGreaterThanOrEqual(2);
      // Its share is all there is: it stands in its own way.
      expect(countOf(seen, 200) + countOf(seen, 429)).toBe(12);
      expect((await submits(running, 'token-of-other', large)).status).toBe(200);
    });
  });

  it('whose senders go away give their room back, also while they are decompressed', async () => {
    const settings = { ...limits, bodiesBytesMax: 1024 * kibibyte, clientSharePercent: 50 };
    await withServer(settings, async (running) => {
      const packed = gzipSync(large);
      const fields = [`Content-Length: ${packed.length}`, 'Content-Encoding: gzip'];
      for (let i = 0; i < 30; i++) {
        const socket = connect(running.server.port, '127.0.0.1');
        await new Promise((resolve) => {
          socket.write(head('token-of-tour', submit, ...fields));
          socket.write(packed, resolve);
        });
        socket.resetAndDestroy();
      }
      await expect.poll(() => running.lines.length, patience).toBe(30);
      const both = [1, 2].map(() => submits(running, 'token-of-tour', large));
      expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200]);
    });
  });
});
