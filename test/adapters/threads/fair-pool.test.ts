import { expect, test } from 'vitest';
import type { Handed } from '../../../src/adapters/threads/thread-client.ts';
import { startPool } from '../../../src/adapters/threads/thread-pool.ts';
import { WaitingRoom } from '../../../src/adapters/threads/waiting-room.ts';
import { fail, ok, type Result } from '../../../src/result.ts';

/**
 * Goal: a heavy client waits for itself, and nobody for what nobody waits for.
 * Method: one thread that is played by hand, on a clock that is set by hand.
 */
interface Sent {
  readonly command: string;
  state: 'waits' | 'begun' | 'dropped';
  answer(result: Result<string, string>): void;
}

async function played(waiting = { countMax: 100, bytesMax: 1000 }) {
  let now = 0;
  const sent: Sent[] = [];
  const order: string[] = [];
  const told: (string | undefined)[] = [];
  let die = (_reason: string): void => undefined;
  const hand = (command: string): Handed<string> => {
    let answer: Sent['answer'] = () => undefined;
    const reply = new Promise<Result<string, string>>((resolve) => {
      answer = resolve;
    });
    const one: Sent = { command, state: 'waits', answer };
    sent.push(one);
    return {
      reply,
      isBegun: () => one.state !== 'waits',
      recall() {
        if (one.state !== 'waits') return false;
        one.state = 'dropped';
        return true;
      },
      giveUp() {
        one.state = 'dropped';
      },
    };
  };
  const pool = await startPool<string, string>({
    count: 1,
    waiting: new WaitingRoom(waiting),
    elapsedMs: () => now,
    start: async (onDeath) => {
      die = (why) => {
        const before = [...sent];
        onDeath(why);
        for (const one of before) one.state = 'dropped';
      };
      return ok({
        hand,
        ask: (command) => hand(command).reply,
        hasRoom: () => true,
        isAlive: () => true,
        close: async () => undefined,
        stop: async () => undefined,
      });
    },
    onDeath: (_, over) => told.push(over),
    onFatal: () => told.push('fatal'),
  });
  if (!pool.ok) throw new Error(pool.problem);
  const ask = (command: string, { signal = new AbortController().signal, bytes = 1 } = {}) =>
    pool.value.ask(command, { client: command.slice(0, 1), bytes, signal });
  /** The thread begins the next that it was not told to leave. */
  const begin = (): Sent => {
    const next = sent.find(({ state }) => state === 'waits');
    if (next === undefined) throw new Error('nothing is at hand');
    next.state = 'begun';
    order.push(next.command);
    return next;
  };
  const finish = async (one: Sent, afterMs: number): Promise<void> => {
    now += afterMs;
    one.answer(ok(one.command));
    await new Promise((resolve) => setImmediate(resolve));
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { ask, begin, finish, pass, order, sent, told, die: (why: string) => die(why) };
}

test('two requests of another client wait for the one that is being judged', async () => {
  const { ask, begin, finish, pass, order } = await played();
  for (let at = 1; at <= 40; at += 1) void ask(`A${at}`);
  let one = begin();
  pass(100);
  void ask('B1');
  void ask('B2');
  for (let at = 0; at < 5; at += 1) {
    await finish(one, order.at(-1)?.startsWith('A') === true ? 200 : 1);
    one = begin();
  }
  expect(order).toEqual(['A1', 'B1', 'B2', 'A2', 'A3', 'A4']);
});

test('one who comes while nothing was known yet comes next all the same', async () => {
  const { ask, begin, finish, order } = await played();
  for (let at = 1; at <= 40; at += 1) void ask(`A${at}`);
  const one = begin();
  void ask('B1');
  void ask('B2');
  await finish(one, 200);
  await finish(begin(), 1);
  begin();
  expect(order).toEqual(['A1', 'B1', 'B2']);
});

test('what was taken back is not sent again while it would be taken back again', async () => {
  const { ask, begin, finish, pass, order, sent } = await played();
  for (let at = 1; at <= 40; at += 1) void ask(`A${at}`);
  let one = begin();
  expect(sent.length).toBe(16);
  pass(100);
  for (let at = 1; at <= 10; at += 1) void ask(`B${at}`);
  expect(sent.length).toBe(26);
  for (let at = 0; at < 11; at += 1) {
    await finish(one, at === 0 ? 100 : 1);
    one = begin();
  }
  expect(order.slice(0, 11)).toEqual(['A1', ...order.slice(1, 11).map((_, at) => `B${at + 1}`)]);
  // Once each, beside those that were taken back once.
  const posts = new Map<string, number>();
  for (const { command } of sent) posts.set(command, (posts.get(command) ?? 0) + 1);
  expect(Math.max(...posts.values())).toBe(2);
});

test('nothing is taken back for a client on whom more was spent', async () => {
  const { ask, begin, finish, sent, order } = await played();
  void ask('B1');
  const one = begin();
  for (let at = 1; at <= 16; at += 1) void ask(`A${at}`);
  await finish(one, 500);
  for (let at = 2; at <= 5; at += 1) void ask(`B${at}`);
  expect(sent.length).toBe(17);
  for (let at = 1; at <= 17; at += 1) await finish(begin(), 1);
  expect(order.indexOf('B2')).toBe(17);
  expect(sent.length).toBe(21);
});

test('nothing of one client alone is ever sent twice', async () => {
  const { ask, begin, finish, sent } = await played();
  for (let at = 1; at <= 40; at += 1) void ask(`A${at}`);
  for (let at = 0; at < 40; at += 1) await finish(begin(), 30);
  expect(sent.length).toBe(40);
});

test('what is done is in the order in which one client asked', async () => {
  const { ask, begin, finish, order } = await played();
  const answers = [1, 2, 3].map((at) => ask(`A${at}`));
  for (let at = 0; at < 3; at += 1) await finish(begin(), 30);
  expect(order).toEqual(['A1', 'A2', 'A3']);
  expect(await Promise.all(answers)).toEqual([ok('A1'), ok('A2'), ok('A3')]);
});

test('clients who cost the same take turns', async () => {
  const { ask, begin, finish, order } = await played();
  for (let at = 1; at <= 20; at += 1) void ask(`A${at}`);
  for (let at = 1; at <= 20; at += 1) void ask(`B${at}`);
  for (let at = 0; at < 30; at += 1) await finish(begin(), 50);
  const ofB = order.filter((command) => command.startsWith('B')).length;
  expect(ofB).toBeGreaterThanOrEqual(13);
  expect(ofB).toBeLessThanOrEqual(17);
});

test('what nobody waits for is taken back, or ended where it is', async () => {
  const { ask, begin, sent } = await played();
  const [first, second] = [new AbortController(), new AbortController()];
  const answers = [ask('A1', { signal: first.signal }), ask('A2', { signal: second.signal })];
  const begun = begin();
  first.abort();
  second.abort();
  const nobody = fail({ reason: 'nobody waits for it' });
  expect(await Promise.all(answers)).toEqual([nobody, nobody]);
  expect(begun.state).toBe('dropped');
  expect(sent.map(({ state }) => state)).toEqual(['dropped', 'dropped']);
});

test('what takes the place of what nobody waits for is handed out at once', async () => {
  const { ask, sent } = await played({ countMax: 100, bytesMax: 10_000_000 });
  const LARGE = 1024 * 1024 - 1;
  const [first, second] = [new AbortController(), new AbortController()];
  void ask('A1', { signal: first.signal, bytes: LARGE });
  void ask('A2', { signal: second.signal, bytes: LARGE });
  void ask('A3');
  const states = () => sent.map(({ command, state }) => `${command} ${state}`);
  expect(states()).toEqual(['A1 waits']);
  second.abort();
  expect(states()).toEqual(['A1 waits', 'A3 waits']);
  void ask('A4', { bytes: LARGE });
  first.abort();
  expect(states()).toEqual(['A1 dropped', 'A3 waits', 'A4 waits']);
});

test.each([
  ['count', { countMax: 2, bytesMax: 1000 }, 1, { of: 'count', figure: 3, max: 2 }],
  ['bytes', { countMax: 100, bytesMax: 25 }, 10, { of: 'bytes', figure: 30, max: 25 }],
])('too much of one client by %s is refused, and of it alone', async (_, limits, bytes, why) => {
  const { ask, sent } = await played(limits);
  for (let at = 1; at <= 16; at += 1) void ask(`A${at}`, { bytes });
  void ask('A17', { bytes });
  void ask('A18', { bytes });
  expect(await ask('A19', { bytes })).toEqual(
    fail({ reason: 'too much of the client waits', overfull: why }),
  );
  expect(sent.at(-1)?.command).toBe('A16');
  void ask('B1', { bytes });
  expect(sent.map(({ command }) => command)).toContain('B1');
});

test('a death is told with what it was over, and the others go to the successor', async () => {
  const { ask, begin, finish, told, die, order } = await played();
  const lost = ask('A1');
  const kept = ask('A2');
  begin();
  die('ended');
  await new Promise((resolve) => setImmediate(resolve));
  expect(await lost).toEqual(fail({ reason: 'ended' }));
  await finish(begin(), 1);
  expect(await kept).toEqual(ok('A2'));
  die('ended');
  expect(told).toEqual(['A1', undefined]);
  expect(order).toEqual(['A1', 'A2']);
});
