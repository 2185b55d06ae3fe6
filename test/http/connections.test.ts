import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createConnectionCount, createRoom } from '../../src/http/connections.ts';
import { hearNoMore } from '../../src/http/leave.ts';
import { createTestOperations } from './test-operations.ts';
import { answersIn, exchangeRaw, firstAnswer, startTestServer } from './test-server.ts';

/** Goal: no address takes all connections, and no connection has a queue without end. */
const connection = (remoteAddress: string) => Object.assign(new EventEmitter(), { remoteAddress });

function opened(limits: Parameters<typeof createConnectionCount>[0]) {
  const count = createConnectionCount(limits);
  const open = (address: string, times: number) =>
    Array.from({ length: times }, () => count(connection(address))?.code ?? 'open');
  return { count, open };
}

const countOf = (list: readonly string[], word: string): number =>
  list.filter((each) => each === word).length;

describe('connections are counted', () => {
  it('by address, up to its limit', () => {
    const { open } = opened({ connectionsMax: 100, addressConnectionsMax: 3 });
    expect(open('10.0.0.1', 5)).toEqual([
      ...Array(3).fill('open'),
      ...Array(2).fill('too-many-requests'),
    ]);
    expect(open('10.0.0.2', 1)).toEqual(['open']);
  });

  it('so that another finds one free while some take what they get', () => {
    const { open } = opened({ connectionsMax: 100, addressConnectionsMax: 100 });
    const got = Array.from({ length: 20 }, (_, at) => countOf(open(`10.0.0.${at}`, 100), 'open'));
    expect(got).toEqual([75, ...Array(19).fill(1)]);
    expect(open('10.0.1.1', 2)).toEqual(['open', 'overloaded']);
    expect(open('10.0.0.1', 1)).toEqual(['overloaded']);
  });

  it('by network where an address is one of IPv6, and by itself where it is mapped', () => {
    const { open } = opened({ connectionsMax: 100, addressConnectionsMax: 1 });
    expect(open('2001:db8:1:1::1', 1)).toEqual(['open']);
    expect(open('2001:db8:1:2::2', 1)).toEqual(['too-many-requests']);
    expect(open('2001:db8:2:1::1', 1)).toEqual(['open']);
    expect(open('::ffff:10.0.0.1', 1)).toEqual(['open']);
    expect(open('10.0.0.1', 1)).toEqual(['too-many-requests']);
  });

  it('until they close', () => {
    const { count, open } = opened({ connectionsMax: 16, addressConnectionsMax: 1 });
    const first = connection('10.0.0.1');
    expect(count(first)).toBe(undefined);
    expect(open('10.0.0.1', 1)).toEqual(['too-many-requests']);
    first.emit('close');
    expect(open('10.0.0.1', 1)).toEqual(['open']);
  });
});

const live = 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n';

/** Opens so many connections from an address and leaves them open. */
async function hold(port: number, count: number, localAddress: string) {
  const sockets = Array.from({ length: count }, () =>
    connect({ port, host: '127.0.0.1', localAddress }).on('error', () => undefined),
  );
  await Promise.all(sockets.map((one) => new Promise((resolve) => one.once('connect', resolve))));
  return sockets;
}

const drop = (sockets: readonly Socket[]) => sockets.forEach((one) => void one.destroy());

describe('the room for all connections', () => {
  it('is what is told, and is free again when one closes', () => {
    const hasRoom = createRoom(2);
    const first = connection('10.0.0.1');
    expect([first, connection('10.0.0.2'), connection('10.0.0.3')].map(hasRoom)).toEqual([
      ...[true, true, false],
    ]);
    first.emit('close');
    expect([connection('10.0.0.4'), connection('10.0.0.5')].map(hasRoom)).toEqual([true, false]);
  });
});

describe('a connection too many', () => {
  it('is refused in words and closed; another address still gets health', async () => {
    const settings = { connectionsMax: 40, addressConnectionsMax: 5, closeGraceMs: 10 };
    const running = await startTestServer({ settings });
    const { port } = running.server;
    const held = await hold(port, 5, '127.0.0.1');
    const text = await exchangeRaw(port);
    const [{ status, headers, body } = { status: 0, headers: {}, body: '' }] = answersIn(text);
    expect([status, headers.connection, headers['retry-after']]).toEqual([429, 'close', '1']);
    expect(body).toContain('one address may have 5 connections (ASSENT_ADDRESS_CONNECTIONS_MAX)');
    const [other] = await hold(port, 1, '127.0.0.9');
    const answered = new Promise((resolve) => other?.once('data', (data) => resolve(`${data}`)));
    other?.write(live);
    expect(await answered).toContain('{"status":"live"}');
    drop(held);
    await expect
      .poll(() =>
        firstAnswer(port, live).then(
          (answer) => answer.status,
          () => 0,
        ),
      )
      .toBe(200);
    if (other !== undefined) drop([other]);
    await running.server.close();
  });

  it('of all is told that the last are for others', async () => {
    const settings = { connectionsMax: 16, addressConnectionsMax: 100, closeGraceMs: 10 };
    const running = await startTestServer({ settings });
    const held = await hold(running.server.port, 12, '127.0.0.1');
    const [answer] = answersIn(await exchangeRaw(running.server.port));
    expect(answer?.status).toBe(503);
    expect(answer?.body).toContain('of 16 connections (ASSENT_CONNECTIONS_MAX) the last are for');
    drop(held);
    await running.server.close();
  });
});

describe('requests queued on one connection', () => {
  const get = 'GET /fhir/wait HTTP/1.1\r\nHost: a\r\n\r\n';

  it('are worked on up to the limit; the next is refused, the others nobody’s', async () => {
    const { operations, waiting, release } = createTestOperations();
    const settings = { pipelinedMax: 3 };
    const running = await startTestServer({ settings, operations });
    const answers = exchangeRaw(running.server.port, `${get.repeat(200)}junk`);
    await expect.poll(waiting).toBe(4);
    release();
    const all = answersIn(await answers);
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    expect(all[4]?.headers).toMatchObject({ connection: 'close', 'retry-after': '1' });
    expect(all[4]?.body).toContain('3 may wait on one connection (ASSENT_PIPELINED_MAX)');
    expect(waiting()).toBe(4);
    await running.server.close();
  });

  it('are not even made of what comes behind the last', async () => {
    let made = 0;
    const server = createServer((request, response) => {
      made += 1;
      if (made === 1) hearNoMore(request.socket);
      setTimeout(() => response.setHeader('Connection', 'close').end('all'), 100);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const socket = connect(port, '127.0.0.1');
    const told = new Promise((resolve) => socket.once('data', (data) => resolve(`${data}`)));
    socket.write(get);
    await expect.poll(() => made).toBe(1);
    socket.write(get.repeat(100));
    expect(await told).toContain('all');
    expect(made).toBe(1);
    socket.destroy();
    server.close();
  });

  it('may come as often as one likes one after the other', async () => {
    const running = await startTestServer({ settings: { pipelinedMax: 0 } });
    const socket = connect(running.server.port, '127.0.0.1');
    for (let at = 0; at < 30; at += 1) {
      const answered = new Promise((resolve) => socket.once('data', (data) => resolve(`${data}`)));
      socket.write(live);
      expect(await answered).toContain('200 OK');
    }
    socket.destroy();
    await running.server.close();
  });
});
