import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { listenMore } from '../../src/http/more-listeners.ts';

/** A server that lets go of what it takes, and tells the most that it took in one turn. */
async function listening() {
  let inTurn = 0;
  let most = 0;
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined).destroy();
    if (inTurn === 0) {
      setImmediate(() => {
        inTurn = 0;
      });
    }
    inTurn += 1;
    most = Math.max(most, inTurn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return { server, port: address.port, most: () => most };
}

/** Opens connections until so many of them were taken in one turn. */
async function untilTaken({ port, most }: Awaited<ReturnType<typeof listening>>, wanted: number) {
  for (let bursts = 0; bursts < 1_500 && most() < wanted; bursts += 1) {
    const burst = Array.from({ length: 16 }, () => connect(port, '127.0.0.1'));
    await Promise.all(
      burst.map((one) =>
        once(
          one.on('error', () => undefined),
          'close',
        ),
      ),
    );
  }
  expect(most()).toBeGreaterThanOrEqual(wanted);
}

const closed = (server: Server) => new Promise((resolve) => server.close(resolve));

/** True when nobody listens at a port. */
async function isFree(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isTaken = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return !isTaken;
}

test('several connections are taken in one turn, and none is once it has closed', async () => {
  const one = await listening();
  const faults: string[] = [];
  const more = listenMore(one.server, { count: 7, backlog: 128 }, (reason) => faults.push(reason));
  await untilTaken(one, 4);
  await Promise.all([more.close(), closed(one.server)]);
  expect(await isFree(one.port)).toBe(true);
  expect(faults).toEqual([]);
});

test('a server that closes before all handles have come leaves its port free', async () => {
  const one = await listening();
  const more = listenMore(one.server, { count: 250, backlog: 128 }, () => undefined);
  await untilTaken(one, 2);
  await Promise.all([more.close(), closed(one.server)]);
  await expect.poll(() => isFree(one.port)).toBe(true);
});

test.each([
  ['/nowhere/node', 'ENOENT'],
  ['/\u0000', 'without null bytes'],
])('where %j can not be started, that is told once and the server listens', async (path, told) => {
  const { server, port } = await listening();
  const { execPath } = process;
  process.execPath = path;
  const faults: string[] = [];
  const more = listenMore(server, { count: 7, backlog: 128 }, (reason) => faults.push(reason));
  process.execPath = execPath;
  await expect.poll(() => faults).toEqual([expect.stringContaining(told)]);
  expect(await isFree(port)).toBe(false);
  await Promise.all([more.close(), closed(server)]);
  expect(faults).toHaveLength(1);
});
