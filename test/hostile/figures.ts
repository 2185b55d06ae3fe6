import { median } from '../../bench/statistics.ts';
import type { Verdict } from '../../bench/verdict.ts';

/** A request of an honest client or a probe: when it began, how long it took, how it ended. */
export interface Sample {
  readonly at: number;
  readonly ms: number;
  readonly isGood: boolean;
  /** What came: a status, or why nothing came. */
  readonly end: string;
}

/** The memory of the server at an instant. */
export interface Memory {
  readonly at: number;
  readonly mb: number;
}

/**
 * All that was seen: from `begin` on the server is warm, between `from` and `to` hostile senders
 * sent.
 */
export interface Seen {
  readonly begin: number;
  readonly from: number;
  readonly to: number;
  readonly honest: readonly Sample[];
  readonly live: readonly Sample[];
  /** Requests of the hostile client after the attack, such as anybody sends. */
  readonly hostile: readonly Sample[];
  readonly memory: readonly Memory[];
  readonly restarts: number;
}

/** Medians of the second and the last quarter of a span, and the most that was seen at all. */
export interface RssMb {
  readonly second: number;
  readonly last: number;
  readonly most: number;
}

/** What comes of a run. */
export interface Figures {
  readonly honest: number;
  readonly honestSuccess: number;
  readonly honestP99Ms: number;
  readonly honestP99BeforeMs: number;
  readonly liveP99Ms: number;
  readonly liveP99BeforeMs: number;
  readonly liveFailed: number;
  readonly restarts: number;
  readonly rssMb: RssMb;
  /** Seconds after the attack from which on the honest p99 is as before; undefined: never. */
  readonly recoverySeconds: number | undefined;
  /** Seconds after the attack from which on the hostile client is served too; undefined: never. */
  readonly servedAgainSeconds: number | undefined;
}

/** Below a tenth of what is allowed during the attack, another moment of a machine is no loss. */
const P99_FLOOR_MS = 200;
const RECOVERY = { times: 2, seconds: 10, samplesMin: 20 };

/** The value below which so large a share of all values lies; NaN of none, which keeps no limit. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

/** The figures of a run: of requests, those that began while hostile senders sent. */
export function figuresOf(seen: Seen): Figures {
  const { begin, from, to, honest, live, hostile, memory, restarts } = seen;
  const during = honest.filter(({ at }) => at >= from && at < to);
  const probes = live.filter(({ at }) => at >= from && at < to);
  const isBefore = ({ at }: Sample): boolean => at >= begin && at < from;
  const before = p99(honest.filter(isBefore));
  return {
    honest: during.length,
    honestSuccess: share(during),
    honestP99Ms: p99(during),
    honestP99BeforeMs: before,
    liveP99Ms: p99(probes),
    liveP99BeforeMs: p99(live.filter(isBefore)),
    liveFailed: probes.filter(({ isGood }) => !isGood).length,
    restarts,
    rssMb: rssOf(memory, from, to),
    recoverySeconds: recoveryOf(honest, { to, limitMs: recoveredMs(before) }),
    servedAgainSeconds: recoveryOf(hostile, { to, limitMs: Number.POSITIVE_INFINITY }),
  };
}

/** The memory of a server between two instants. */
export function rssOf(memory: readonly Memory[], from: number, to: number): RssMb {
  const quarter = (number: number): readonly number[] => {
    const length = (to - from) / 4;
    const start = from + (number - 1) * length;
    return memory.filter(({ at }) => at >= start && at < start + length).map(({ mb }) => mb);
  };
  return {
    second: median(quarter(2)),
    last: median(quarter(4)),
    most: memory.reduce((most, { mb }) => Math.max(most, mb), 0),
  };
}

/** The p99 that counts as recovered where it was so much before. */
export function recoveredMs(beforeMs: number): number {
  return Math.max(RECOVERY.times * beforeMs, P99_FLOOR_MS);
}

/** What requests of a span cost: how many failed, and the p99 of all. */
export function costOf(
  samples: readonly Sample[],
  from: number,
  to: number,
): { readonly failed: number; readonly p99Ms: number } {
  const within = samples.filter(({ at }) => at >= from && at < to);
  return { failed: within.filter(({ isGood }) => !isGood).length, p99Ms: p99(within) };
}

/** What may be waited for beside many kinds of senders; each alone has the limits of its test. */
const P99_MOST_MS = 2_000;

/** What a run has to keep; a value over its most is a fault. `slack`: times its size. */
export function verdictsOf(figures: Figures, slack = 1): readonly Verdict[] {
  const never = Number.POSITIVE_INFINITY;
  const { rssMb, recoverySeconds, servedAgainSeconds = never } = figures;
  return [
    { name: 'honest requests that failed, %', value: 100 * (1 - figures.honestSuccess), max: 0.5 },
    { name: 'honest p99, ms', value: figures.honestP99Ms, max: slack * P99_MOST_MS },
    { name: '/health/live p99, ms', value: figures.liveP99Ms, max: slack * P99_MOST_MS },
    { name: '/health/live that failed', value: figures.liveFailed, max: 0 },
    { name: 'restarts', value: figures.restarts, max: 0 },
    plateauOf(rssMb, slack),
    recoveredOf(recoverySeconds),
    { name: 'hostile client served again, s', value: servedAgainSeconds, max: RECOVERY.seconds },
  ];
}

/** Memory has to be level in the end. */
export function plateauOf({ second, last }: RssMb, slack: number): Verdict {
  return { name: 'RSS, last quarter, MB', value: last, max: slack * 1.2 * second + 100 };
}

/** All has to be well again soon; undefined: it never was. */
export function recoveredOf(seconds = Number.POSITIVE_INFINITY): Verdict {
  return { name: 'recovery, s', value: seconds, max: RECOVERY.seconds };
}

/** True when every figure is there and keeps its most. */
export function isKept(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ value, max }) => value <= max);
}

/** The first whole second after an instant from which on no request was slow or refused. */
export function recoveryOf(
  samples: readonly Sample[],
  { to, limitMs }: { readonly to: number; readonly limitMs: number },
): number | undefined {
  for (let second = 0; second <= RECOVERY.seconds; second += 1) {
    const rest = samples.filter(({ at }) => at >= to + second * 1000);
    if (rest.length < RECOVERY.samplesMin) return undefined;
    if (p99(rest) <= limitMs && share(rest) >= 0.995) return second;
  }
  return undefined;
}

function share(samples: readonly Sample[]): number {
  if (samples.length === 0) return 0;
  return samples.filter(({ isGood }) => isGood).length / samples.length;
}

/** The p99 of requests in milliseconds; NaN of none. */
export function p99(samples: readonly Sample[]): number {
  const times = samples.map(({ ms }) => ms);
  // A hundredth of a millisecond is more than anybody reads.
  return Math.round(percentile(times, 0.99) * 100) / 100;
}
