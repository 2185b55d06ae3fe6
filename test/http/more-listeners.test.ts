import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { listenMore } from '../../src/http/more-listeners.ts';

test('several connections are taken in one turn, and none is once it has closed', async () => {
  const sockets = new Set<Socket>();
  let inTurn = 0;
  let most = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    if (inTurn === 0) setImmediate(() => (inTurn = 0));
    inTurn += 1;
    most = Math.max(most, inTurn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const faults: string[] = [];
  const more = listenMore(server, { count: 7, backlog: 128 }, (reason) => faults.push(reason));
  while (most < 4) {
    const burst = Array.from({ length: 16 }, () => connect(port, '127.0.0.1'));
    await Promise.all(burst.map((one) => once(one, 'connect')));
    await new Promise((resolve) => setImmediate(resolve));
    for (const one of burst) one.destroy();
  }
  for (const one of sockets) one.destroy();
  await Promise.all([more.close(), new Promise((resolve) => server.close(resolve))]);
  const late = connect(port, '127.0.0.1');
  await expect(once(late, 'connect')).rejects.toThrow('ECONNREFUSED');
  expect(faults).toEqual([]);
});

test('a server that closes before the handles have come takes none of them', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const more = listenMore(server, { count: 7, backlog: 128 }, () => undefined);
  await Promise.all([more.close(), new Promise((resolve) => server.close(resolve))]);
  expect(server.listening).toBe(false);
});
