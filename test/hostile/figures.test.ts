import { describe, expect, it } from 'vitest';
import { figuresOf, isKept, percentile, type Sample, type Seen, verdictsOf } from './figures.ts';

/** Goal: a run that loses something is told from one that doesn't, by the figure that it misses. */
const BEGIN = 0;
const FROM = 10_000;
const TO = 110_000;
const AFTER = 130_000;

function samples(from: number, to: number, change: Partial<Sample> = {}): Sample[] {
  const made: Sample[] = [];
  for (let at = from; at < to; at += 100) {
    made.push({ at, ms: 10, isGood: true, end: '200', ...change });
  }
  return made;
}

const memory = Array.from({ length: 200 }, (_, at) => ({ at: FROM + at * 500, mb: 300 }));

const quiet: Seen = {
  begin: BEGIN,
  from: FROM,
  to: TO,
  honest: samples(BEGIN, AFTER),
  live: samples(BEGIN, AFTER, { ms: 2 }),
  hostile: samples(TO, AFTER),
  memory,
  restarts: 0,
};

/** The same run, but for what happened between two instants. */
function between(from: number, to: number, change: Partial<Sample>): Partial<Seen> {
  return {
    honest: quiet.honest.map((one) =>
      one.at >= from && one.at < to ? { ...one, ...change } : one,
    ),
  };
}

const table: readonly (readonly [
  what: string,
  change: Partial<Seen>,
  missed: readonly string[],
])[] = [
  ['nothing', {}, []],
  ['0.4 % refused', between(FROM, FROM + 400, { isGood: false }), []],
  [
    '0.6 % refused',
    between(FROM, FROM + 600, { isGood: false }),
    ['honest requests that failed, %'],
  ],
  ['0.9 % slow', between(FROM, FROM + 900, { ms: 5_000 }), []],
  ['1.1 % slow', between(FROM, FROM + 1_100, { ms: 5_000 }), ['honest p99, ms']],
  [
    'slow answers of health',
    { live: samples(BEGIN, AFTER, { ms: 2_001 }) },
    ['/health/live p99, ms'],
  ],
  [
    'one look at health without an answer',
    { live: quiet.live.map((one, at) => (at === 500 ? { ...one, isGood: false } : one)) },
    ['/health/live that failed'],
  ],
  ['no look at health at all', { live: [] }, ['/health/live p99, ms']],
  ['one end', { restarts: 1 }, ['restarts']],
  [
    'memory that grows',
    { memory: memory.map(({ at }, index) => ({ at, mb: 300 + index * 3 })) },
    ['RSS, last quarter, MB'],
  ],
  [
    'memory that grows at first',
    { memory: memory.map(({ at }, n) => ({ at, mb: n < 50 ? n : 300 })) },
    [],
  ],
  ['memory that nobody saw', { memory: [] }, ['RSS, last quarter, MB']],
  ['9 s until it is well', between(TO, TO + 9_000, { ms: 900 }), []],
  ['11 s until it is well', between(TO, TO + 11_000, { ms: 900 }), ['recovery, s']],
  ['refusals that go on', between(TO, AFTER, { isGood: false }), ['recovery, s']],
  ['nobody left to ask', between(TO, AFTER, { at: FROM }), ['recovery, s']],
  [
    'no honest request at all',
    { honest: [] },
    ['honest requests that failed, %', 'honest p99, ms', 'recovery, s'],
  ],
  [
    'a hostile client that is kept out for 9 s',
    { hostile: [...samples(TO, TO + 9_000, { isGood: false }), ...samples(TO + 9_000, AFTER)] },
    [],
  ],
  [
    'a hostile client that is kept out for ever',
    { hostile: samples(TO, AFTER, { isGood: false, end: '429' }) },
    ['hostile client served again, s'],
  ],
  ['a hostile client that nobody saw', { hostile: [] }, ['hostile client served again, s']],
];

describe('what a run shows', () => {
  it.each(table)('%s', (_, change, missed) => {
    const verdicts = verdictsOf(figuresOf({ ...quiet, ...change }));
    const names = verdicts.filter((verdict) => !isKept([verdict])).map(({ name }) => name);
    expect(names).toEqual(missed);
    expect(isKept(verdicts)).toBe(missed.length === 0);
  });

  it('counts the warm server alone as what was before', () => {
    const slow = between(BEGIN, 5_000, { ms: 700 });
    expect(figuresOf({ ...quiet, ...slow, begin: 5_000 }).honestP99BeforeMs).toBe(10);
  });

  it('finds percentiles', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([5], 0.99)).toBe(5);
    expect(percentile([], 0.99)).toBeNaN();
  });
});
