import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createShares } from '../../src/http/shares.ts';
import { createWaitingLine } from '../../src/http/waiting-line.ts';

/** Goal: whoever is refused is told whose limit it was: a client its own before that of all. */
describe('shares', () => {
  it('tell a holder of its own limit first, also when all is taken', () => {
    const shares = createShares({ all: 3, own: 2 });
    expect([shares.take('a', 2), shares.take('b', 1)]).toEqual([undefined, undefined]);
    expect(['a', 'b', 'c'].map((holder) => shares.take(holder, 1))).toEqual(['own', 'all', 'all']);
  });
});

describe('a waiting line', () => {
  afterEach(() => void vi.useRealTimers());

  it('tells what stood in the way when the time was over, not when it began', async () => {
    vi.useFakeTimers();
    const line = createWaitingLine(createShares({ all: 3, own: 2 }), 50);
    const sender = new EventEmitter();
    await line.take('a', 2, sender);
    await line.take('b', 1, sender);
    const own = line.take('a', 2, sender);
    line.giveBack('a', 1);
    await line.take('c', 1, sender);
    line.giveBack('a', 1);
    await line.take('d', 1, sender);
    const over = [own, line.take('d', 1, sender)];
    vi.advanceTimersByTime(50);
    expect(await Promise.all(over)).toEqual(['all', 'all']);
    line.giveBack('c', 1);
    expect(await line.take('a', 1, sender)).toBe(undefined);
    expect(sender.listenerCount('close')).toBe(0);
  });

  it('gives nothing to a sender that has gone', async () => {
    const line = createWaitingLine(createShares({ all: 1, own: 1 }), 60_000);
    const sender = new EventEmitter();
    await line.take('a', 1, sender);
    const waiting = line.take('b', 1, sender);
    sender.emit('close');
    expect(await waiting).toBe('all');
    line.giveBack('a', 1);
    expect(await line.take('c', 1, sender)).toBe(undefined);
  });
});
