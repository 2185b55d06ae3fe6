import { describe, expect, it } from 'vitest';
import { isKept, type Sample } from '../hostile/figures.ts';
import { heldIn } from './connection-lives.ts';
import { endOf } from './end-of.ts';
import { overloadFiguresOf, overloadVerdictsOf, type SeenOverload } from './overload-figures.ts';
import { type SeenSlow, slowFiguresOf, slowVerdictsOf } from './slow-figures.ts';

/** Goal: a run that breaks a limit is told from one that doesn't, by the limit that it breaks. */
const FROM = 10_000;
const TO = 110_000;

function samples(count: number, change: Partial<Sample> = {}): Sample[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ at: FROM + at, ms: 10, isGood: true, end: '200' },
    ...change,
  }));
}

const refused = samples(20_000, { isGood: false, end: '503' });
const accepted = samples(10_000, { ms: 500 });

const calm: SeenOverload = {
  ...{ begin: 0, from: FROM, to: TO, capacity: 100, times: 3, restarts: 0 },
  offered: { samples: [...accepted, ...refused], lateP99Ms: 1 },
  honest: Array.from({ length: 1_300 }, (_, at) => ({
    ...{ at: at * 100, ms: 10, isGood: true, end: '200' },
  })),
  lag: { p99Ms: 50, mostMs: 400 },
  turns: { ranMs: 900, waitedMs: 100 },
  memory: Array.from({ length: 200 }, (_, at) => ({ at: FROM + at * 500, mb: 300 })),
};

function offered(...all: readonly (readonly Sample[])[]): Partial<SeenOverload> {
  return { offered: { samples: all.flat(), lateP99Ms: 1 } };
}

const overloads: readonly (readonly [string, Partial<SeenOverload>, readonly string[]])[] = [
  ['nothing', {}, []],
  ['slow decisions', offered(samples(10_000, { ms: 2_001 }), refused), ['accepted p99, ms']],
  [
    'one that waits for ever',
    offered(accepted, samples(1, { ms: 15_001 }), refused),
    ['accepted, the slowest, ms'],
  ],
  [
    'slow refusals',
    offered(accepted, samples(20_000, { ms: 101, isGood: false, end: '429' })),
    ['refused p99, ms'],
  ],
  ['no refusal at all', offered(samples(30_000)), ['refused p99, ms']],
  [
    'an answer that is neither',
    offered(accepted, refused, samples(1, { isGood: false, end: '503 without Retry-After' })),
    ['neither decided nor well refused'],
  ],
  [
    'senders that did not come along',
    offered(accepted, samples(18_000, refused[0])),
    ['offered less than was meant, %'],
  ],
  [
    'nearly all refused',
    offered(samples(4_900), samples(25_100, refused[0])),
    ['capacity lost meanwhile, %'],
  ],
  ['a loop that is held up', { lag: { p99Ms: 201, mostMs: 201 } }, ['event loop lag p99, ms']],
  [
    'metrics that nobody saw',
    { lag: { p99Ms: Number.NaN, mostMs: 0 } },
    ['event loop lag p99, ms'],
  ],
  ['an end', { restarts: 1 }, ['restarts']],
];

describe('an overload', () => {
  it.each(overloads)('%s', (_, change, missed) => {
    const verdicts = overloadVerdictsOf(overloadFiguresOf({ ...calm, ...change }));
    expect(verdicts.filter((one) => !isKept([one])).map(({ name }) => name)).toEqual(missed);
  });

  it('says how much others had of the processor', () => {
    expect(overloadFiguresOf(calm).starvedPercent).toBe(10);
  });
});

const pair = { without: samples(400, { ms: 10 }), beside: samples(400, { ms: 12 }) };
const ended = { name: 'bodies', mostMs: 6_000, livesMs: [5_000, 9_000], held: 0 };
const slow: SeenSlow = { pairs: [pair], ended: [ended], restarts: 0 };

const slows: readonly (readonly [string, Partial<SeenSlow>, readonly string[]])[] = [
  ['nothing', {}, []],
  ['one too long', { ended: [{ ...ended, livesMs: [9_001, 1] }] }, ['bodies: the longest, s']],
  ['one for ever', { ended: [{ ...ended, livesMs: [1], held: 1 }] }, ['bodies: never closed']],
  ['none at all', { ended: [{ ...ended, livesMs: [] }] }, ['slow clients refused at once']],
  [
    'others held up',
    { pairs: [{ ...pair, beside: samples(400, { ms: 12.1 }) }] },
    ['normal p99 more beside them, %'],
  ],
  [
    'others refused',
    { pairs: [{ ...pair, beside: samples(400, { ms: 10, isGood: false }) }] },
    ['normal requests that failed'],
  ],
];

describe('slow clients', () => {
  it.each(slows)('%s', (_, change, missed) => {
    const verdicts = slowVerdictsOf(slowFiguresOf({ ...slow, ...change }), 2);
    expect(verdicts.filter((one) => !isKept([one])).map(({ name }) => name)).toEqual(missed);
  });

  it('are found in the table of the kernel, but for what no process holds', () => {
    const line = (local: string, remote: string, state: string, inode: string): string =>
      `  0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  0  0 ${inode} 1`;
    const table = [
      '  sl  local_address rem_address   st',
      line('0100007F:1F90', '00000000:0000', '0A', '7'),
      line('0100007F:1F90', '0202007F:A001', '01', '8'),
      line('0100007F:1F90', '0302007F:A002', '06', '0'),
      line('0202007F:A001', '0100007F:1F90', '01', '9'),
    ].join('\n');
    expect([...heldIn(table, 8080)]).toEqual([['0202007F:A001', '127.0.2.2']]);
  });
});

describe('the end of a request', () => {
  const issue = [{ severity: 'error', code: 'throttled' }];
  const outcome = JSON.stringify({ resourceType: 'OperationOutcome', issue });
  const fhir = { 'content-type': 'application/fhir+json; charset=utf-8', 'retry-after': '1' };

  it.each([
    [{ status: 200, headers: {}, text: '{"outcome":"complete"}', end: '200' }, '200'],
    [{ status: 200, headers: {}, text: '{"outcome":"error"}', end: '200' }, 'not processed'],
    [{ status: 503, headers: fhir, text: outcome, end: '503' }, '503'],
    [{ status: 429, headers: fhir, text: outcome, end: '429' }, '429'],
    [
      { status: 503, headers: { ...fhir, 'retry-after': '0' }, text: outcome, end: '503' },
      '503 without Retry-After',
    ],
    [
      { status: 503, headers: fhir, text: '{"resourceType":"OperationOutcome"}', end: '503' },
      '503 without OperationOutcome',
    ],
    [{ status: 0, headers: {}, text: '', end: 'ECONNRESET' }, 'ECONNRESET'],
  ])('%#', (reply, end) => {
    expect(endOf(reply)).toBe(end);
  });
});
