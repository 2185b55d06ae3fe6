import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/http/turns.ts';
import { ok } from '../../src/result.ts';
import { createTestOperations } from './test-operations.ts';
import { firstAnswer, startTestServer } from './test-server.ts';

/** Goal: much work at once keeps nobody out who comes anew. Method: turns are counted, no times. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe('turns', () => {
  it('let so many begin in each, in the order in which they came', async () => {
    const turn = createTurns(2);
    const begun: number[] = [];
    for (let at = 0; at < 5; at += 1) turn().then(() => begun.push(at));
    const counts: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      await nextTurn();
      counts.push(begun.length);
    }
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(counts[0]).toBeLessThanOrEqual(4);
    expect(counts.at(-1)).toBe(5);
  });

  it('cost nothing where there is no crowd', async () => {
    const turn = createTurns(1);
    let isBegun = false;
    turn().then(() => {
      isBegun = true;
    });
    await Promise.resolve().then(() => undefined);
    expect(isBegun).toBe(true);
    await nextTurn();
    await nextTurn();
    await turn();
  });
});

const WORK_MS = 5;
const CALLS = 80;
const NEW = 8;
const health = 'GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n';

describe('a crowd of calls', () => {
  it('is not worked off before the next connection is taken', async () => {
    let done = 0;
    const { operations } = createTestOperations();
    const [first] = operations.filter(({ name }) => name === 'tell');
    if (first === undefined) throw new Error('no operation');
    const busy = {
      ...first,
      run: async () => {
        const begun = performance.now();
        while (performance.now() - begun < WORK_MS);
        done += 1;
        return ok({ status: 200, body: {} });
      },
    };
    const { server } = await startTestServer({ operations: [busy] });
    try {
      const sockets = await Promise.all(Array.from({ length: CALLS }, () => opened(server.port)));
      for (const socket of sockets) socket.write('GET /fhir/tell HTTP/1.1\r\nHost: a\r\n\r\n');
      const doneThen = await Promise.all(
        Array.from({ length: NEW }, async () => {
          const { status } = await firstAnswer(server.port, health);
          expect(status).toBe(200);
          return done;
        }),
      );
      // With one connection a turn and two calls a turn, the last one comes after about 20 calls.
      expect(Math.max(...doneThen)).toBeLessThan(CALLS / 2);
      for (const socket of sockets) socket.destroy();
    } finally {
      await server.close();
    }
  });
});

/** A connection that the server has taken: it has answered on it. */
function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.on('error', reject).once('data', () => resolve(socket));
    socket.write(health);
  });
}
