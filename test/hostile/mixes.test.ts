import { describe, expect, it } from 'vitest';
import { hostileKinds } from './kinds.ts';
import { kindsBefore, mixesOf } from './mixes.ts';

/** Goal: mixes are random but known by their seed, and no kind is left out. */
const names = hostileKinds.map(({ name }) => name);
const MINUTES_MS = 3 * 60_000;

describe('mixes of hostile senders', () => {
  it('has at least twenty kinds, each with a name of its own', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is the same for the same seed alone', () => {
    expect(mixesOf(names, 7, MINUTES_MS)).toEqual(mixesOf(names, 7, MINUTES_MS));
    expect(mixesOf(names, 7, MINUTES_MS)).not.toEqual(mixesOf(names, 8, MINUTES_MS));
  });

  it.each([1, 2, 3, 4, 5])('fills three minutes with every kind: seed %i', (seed) => {
    const mixes = mixesOf(names, seed, MINUTES_MS);
    expect(new Set(mixes.flatMap(({ kinds }) => kinds))).toEqual(new Set(names));
    let at = 0;
    for (const { atMs, forMs, kinds } of mixes) {
      expect(atMs).toBe(at);
      expect(new Set(kinds).size).toBe(kinds.length);
      at += forMs;
    }
    expect(at).toBe(MINUTES_MS);
  });

  it('goes on with fewer kinds than a mix would have', () => {
    const mixes = mixesOf(['one'], 1, 20_000);
    expect(mixes.every(({ kinds }) => kinds.length === 1)).toBe(true);
  });

  it('names the kinds of the last seconds', () => {
    const mixes = [
      { atMs: 0, forMs: 4_000, kinds: ['a'] },
      { atMs: 4_000, forMs: 4_000, kinds: ['b', 'c'] },
      { atMs: 8_000, forMs: 4_000, kinds: ['c'] },
      { atMs: 12_000, forMs: 4_000, kinds: ['d'] },
    ];
    expect(kindsBefore(mixes, 10_000, 5_000)).toEqual(['b', 'c']);
    expect(kindsBefore(mixes, 3_000, 5_000)).toEqual(['a']);
    expect(kindsBefore(mixes, 30_000, 5_000)).toEqual([]);
  });
});
