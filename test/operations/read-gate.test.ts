import { expect, test } from 'vitest';
import type { Client } from '../../src/auth/scope.ts';
import { createReadGate } from '../../src/operations/rooms/read-gate.ts';

/**
 * Goal: no more is read back at one time than there is room for; a client that reads much waits for
 * itself. Method: turns of several clients on one gate, ended by their signals.
 */
const MB = 1024 * 1024;

const clientOf = (id: string): Client => ({
  ...{ id, name: id, kind: 'practice', scopes: [] },
  ...{ organizations: [], npis: [], tins: [] },
});

interface Turn {
  readonly weigh: (bytes: number) => Promise<boolean>;
  readonly end: () => void;
}

function turns(bytesMax: number): (client: string) => Turn {
  const gate = createReadGate({ all: bytesMax, own: bytesMax / 2 });
  return (client) => {
    const over = new AbortController();
    const weigh = gate.turnOf({ client: clientOf(client), signal: over.signal });
    return { weigh, end: () => over.abort() };
  };
}

/** What a promise has come to by now. */
async function now(promise: Promise<boolean>): Promise<boolean | 'waits'> {
  const waits = new Promise<'waits'>((resolve) => setImmediate(() => resolve('waits')));
  return Promise.race([promise, waits]);
}

test('small reads pass beside all others', async () => {
  const turn = turns(4 * MB);
  expect(await turn('a').weigh(9 * MB)).toBe(true);
  const small = turn('b');
  expect([await small.weigh(50_000), await small.weigh(50_000)]).toEqual([true, true]);
  // Together they are no longer small.
  expect(await now(small.weigh(50_000))).toBe('waits');
});

test('one of any length is read alone, and those behind it wait for its end', async () => {
  const turn = turns(4 * MB);
  const large = turn('a');
  expect(await large.weigh(25 * MB)).toBe(true);
  const next = turn('b').weigh(MB);
  expect(await now(next)).toBe('waits');
  large.end();
  expect(await next).toBe(true);
});

test('a client has its share, and holds up nobody but itself', async () => {
  const turn = turns(8 * MB);
  const [one, two] = [turn('a'), turn('a')];
  expect(await one.weigh(3 * MB)).toBe(true);
  const own = two.weigh(3 * MB);
  expect(await now(own)).toBe('waits');
  expect(await now(turn('b').weigh(3 * MB))).toBe(true);
  one.end();
  expect(await own).toBe(true);
});

test('who goes in the moment in which it is let in gives all back', async () => {
  const turn = turns(4 * MB);
  const first = turn('a');
  const entered = first.weigh(4 * MB);
  first.end();
  expect(await entered).toBe(false);
  const second = turn('b');
  expect(await second.weigh(4 * MB)).toBe(true);
  const third = turn('c');
  const admitted = third.weigh(4 * MB);
  second.end();
  third.end();
  expect(await admitted).toBe(false);
  expect(await now(turn('d').weigh(4 * MB))).toBe(true);
});

test('the share of a client is as it was set', async () => {
  const gate = createReadGate({ all: 8 * MB, own: 6 * MB });
  const { signal } = new AbortController();
  const weigh = () => gate.turnOf({ client: clientOf('a'), signal })(3 * MB);
  expect(await Promise.all([weigh(), weigh()])).toEqual([true, true]);
  expect(await now(weigh())).toBe('waits');
});

test('what waits for all is not overtaken for ever', async () => {
  const turn = turns(4 * MB);
  const one = turn('a');
  await one.weigh(3 * MB);
  const large = turn('b').weigh(4 * MB);
  const behind = turn('c').weigh(MB);
  expect([await now(large), await now(behind)]).toEqual(['waits', 'waits']);
  one.end();
  expect([await now(large), await now(behind)]).toEqual([true, 'waits']);
});

test('who has gone waits no longer, and what waits has an end', async () => {
  const turn = turns(4 * MB);
  const one = turn('a');
  await one.weigh(4 * MB);
  const gone = turn('b');
  const waited = gone.weigh(MB);
  gone.end();
  expect(await waited).toBe(false);
  const own = Array.from({ length: 9 }, () => turn('b').weigh(MB));
  expect(await Promise.all(own.map(now))).toEqual([...Array(8).fill('waits'), false]);
  one.end();
  expect(await now(own[0] ?? waited)).toBe(true);
});

test('a turn gives all back, also what it weighed in two steps', async () => {
  const turn = turns(4 * MB);
  const one = turn('a');
  expect([await one.weigh(2 * MB), await one.weigh(2 * MB)]).toEqual([true, true]);
  const next = turn('b').weigh(4 * MB);
  expect(await now(next)).toBe('waits');
  one.end();
  one.end();
  expect(await next).toBe(true);
  expect(await one.weigh(1)).toBe(false);
});
