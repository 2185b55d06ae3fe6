import { median, spread } from '../../bench/statistics.ts';
import type { Verdict } from '../../bench/verdict.ts';
import { p99, type Sample } from '../hostile/figures.ts';

/** Normal traffic alone, and beside slow clients right after it. */
export interface Pair {
  readonly without: readonly Sample[];
  readonly beside: readonly Sample[];
}

/** What became of slow connections of a kind. */
export interface Ended {
  readonly name: string;
  /** What the settings allow. */
  readonly mostMs: number;
  /** How long each of those lived that the server has closed. */
  readonly livesMs: readonly number[];
  /** How many it still held in the end. */
  readonly held: number;
}

/** What was seen of slow clients. */
export interface SeenSlow {
  readonly pairs: readonly Pair[];
  readonly ended: readonly Ended[];
  readonly restarts: number;
}

/** What comes of it. */
export interface SlowFigures {
  readonly failed: number;
  /** Each p99 alone, and beside slow clients, in milliseconds. */
  readonly withoutP99Ms: readonly number[];
  readonly besideP99Ms: readonly number[];
  /** The median of the pairs: how much more the p99 is beside slow clients. */
  readonly moreP99Percent: number;
  /** How much more the greatest p99 alone is than the least: less than that shows nothing. */
  readonly noisePercent: number;
  readonly kinds: readonly {
    readonly name: string;
    readonly closed: number;
    readonly held: number;
    readonly longestSeconds: number;
    readonly mostSeconds: number;
  }[];
  readonly restarts: number;
}

/** The figures of slow clients. */
export function slowFiguresOf({ pairs, ended, restarts }: SeenSlow): SlowFigures {
  const withoutP99Ms = pairs.map(({ without }) => p99(without));
  const besideP99Ms = pairs.map(({ beside }) => p99(beside));
  const [least, greatest] = spread(withoutP99Ms);
  const ratios = pairs.map((_, at) => (besideP99Ms[at] ?? 0) / (withoutP99Ms[at] ?? 0));
  const samples = pairs.flatMap(({ without, beside }) => [...without, ...beside]);
  return {
    failed: samples.filter(({ isGood }) => !isGood).length,
    withoutP99Ms,
    besideP99Ms,
    moreP99Percent: percentMore(median(ratios)),
    noisePercent: percentMore(greatest / least),
    kinds: ended.map(({ name, mostMs, livesMs, held }) => ({
      name,
      closed: livesMs.length,
      held,
      longestSeconds: livesMs.reduce((most, ms) => Math.max(most, ms), 0) / 1000,
      mostSeconds: mostMs / 1000,
    })),
    restarts,
  };
}

/** Connections are looked at once a second, and by us four times. */
const LATE_SECONDS = 3;
const MORE_PERCENT = 20;
/** One client has places for half of the requests that are worked on: not all bodies find one. */
const REFUSED_SHARE = 0.15;

/** What R20 asks for of so many clients. `slack`: times as much time. */
export function slowVerdictsOf(
  { failed, moreP99Percent, kinds, restarts }: SlowFigures,
  count: number,
  slack = 1,
): readonly Verdict[] {
  const opened = kinds.reduce((sum, { closed, held }) => sum + closed + held, 0);
  return [
    { name: 'slow clients refused at once', value: count - opened, max: count * REFUSED_SHARE },
    ...kinds.flatMap(({ name, held, longestSeconds, mostSeconds }) => [
      { name: `${name}: never closed`, value: held, max: 0 },
      {
        name: `${name}: the longest, s`,
        value: longestSeconds,
        max: mostSeconds + slack * LATE_SECONDS,
      },
    ]),
    { name: 'normal p99 more beside them, %', value: moreP99Percent, max: slack * MORE_PERCENT },
    { name: 'normal requests that failed', value: failed, max: 0 },
    { name: 'restarts', value: restarts, max: 0 },
  ];
}

function percentMore(ratio: number): number {
  return Math.round((ratio - 1) * 1000) / 10;
}
