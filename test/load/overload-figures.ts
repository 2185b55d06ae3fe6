import type { Verdict } from '../../bench/verdict.ts';
import {
  type Memory,
  p99,
  plateauOf,
  type RssMb,
  recoveredMs,
  recoveredOf,
  recoveryOf,
  rssOf,
  type Sample,
} from '../hostile/figures.ts';
import type { Turns } from '../processes/turns-of.ts';
import type { Lag } from './lag.ts';
import type { Sent } from './load-child.ts';

/** What was seen of an overload, which was offered from `from` to `to`. */
export interface SeenOverload {
  readonly begin: number;
  readonly from: number;
  readonly to: number;
  /** Decisions a second with as many clients as it has places. */
  readonly capacity: number;
  /** How many times that was meant to be offered. */
  readonly times: number;
  readonly offered: Sent;
  /** Clients with two requests a second each, before, beside and after it. */
  readonly honest: readonly Sample[];
  readonly lag: Lag;
  /** What its main thread had of the processors meanwhile. */
  readonly turns: Turns;
  readonly memory: readonly Memory[];
  readonly restarts: number;
}

/** What comes of it. */
export interface OverloadFigures {
  readonly capacityPerSecond: number;
  readonly offeredPerSecond: number;
  readonly offeredTimes: number;
  readonly meantTimes: number;
  readonly accepted: number;
  readonly acceptedPerSecond: number;
  readonly acceptedP99Ms: number;
  readonly acceptedMostMs: number;
  readonly refused: number;
  readonly refusedP99Ms: number;
  readonly otherEnds: number;
  /** How often each end came. */
  readonly ends: Readonly<Record<string, number>>;
  readonly honestP99BeforeMs: number;
  readonly lag: Lag;
  readonly rssMb: RssMb;
  readonly recoverySeconds: number | undefined;
  readonly restarts: number;
  /** Of the time in which the main thread could run, how much others ran. */
  readonly starvedPercent: number;
  /** How late the senders were, by which their own times are too large at most. */
  readonly sendersLateP99Ms: number;
}

/** The figures of an overload. */
export function overloadFiguresOf(seen: SeenOverload): OverloadFigures {
  const { begin, from, to, capacity, offered, honest, lag, turns, memory, restarts } = seen;
  const { samples, lateP99Ms } = offered;
  const accepted = samples.filter(({ isGood }) => isGood);
  const refused = samples.filter(({ end }) => end === '429' || end === '503');
  const seconds = (to - from) / 1000;
  const before = p99(honest.filter(({ at }) => at >= begin && at < from));
  return {
    capacityPerSecond: Math.round(capacity),
    offeredPerSecond: Math.round(samples.length / seconds),
    offeredTimes: rounded(samples.length / seconds / capacity),
    meantTimes: seen.times,
    accepted: accepted.length,
    acceptedPerSecond: Math.round(accepted.length / seconds),
    acceptedP99Ms: p99(accepted),
    acceptedMostMs: rounded(accepted.reduce((most, { ms }) => Math.max(most, ms), 0)),
    refused: refused.length,
    refusedP99Ms: p99(refused),
    otherEnds: samples.length - accepted.length - refused.length,
    ends: counted(samples),
    honestP99BeforeMs: before,
    lag,
    rssMb: rssOf(memory, from, to),
    recoverySeconds: recoveryOf(honest, { to, limitMs: recoveredMs(before) }),
    restarts,
    starvedPercent: rounded((100 * turns.waitedMs) / (turns.ranMs + turns.waitedMs)),
    sendersLateP99Ms: rounded(lateP99Ms),
  };
}

/** What R19 asks for. `slack`: times as much time and memory. */
export function overloadVerdictsOf(figures: OverloadFigures, slack = 1): readonly Verdict[] {
  const { meantTimes, offeredTimes, capacityPerSecond, acceptedPerSecond } = figures;
  const short = 100 * (1 - offeredTimes / meantTimes);
  const lost = 100 * (1 - acceptedPerSecond / capacityPerSecond);
  return [
    { name: 'offered less than was meant, %', value: short, max: 5 },
    { name: 'capacity lost meanwhile, %', value: lost, max: 50 },
    { name: 'accepted p99, ms', value: figures.acceptedP99Ms, max: slack * 2_000 },
    { name: 'accepted, the slowest, ms', value: figures.acceptedMostMs, max: 15_000 },
    { name: 'refused p99, ms', value: figures.refusedP99Ms, max: slack * 100 },
    { name: 'neither decided nor well refused', value: figures.otherEnds, max: 0 },
    { name: 'event loop lag p99, ms', value: figures.lag.p99Ms, max: slack * 200 },
    { name: 'restarts', value: figures.restarts, max: 0 },
    plateauOf(figures.rssMb, slack),
    recoveredOf(figures.recoverySeconds),
  ];
}

function counted(samples: readonly Sample[]): Record<string, number> {
  const ends: Record<string, number> = {};
  for (const { end } of samples) ends[end] = (ends[end] ?? 0) + 1;
  return ends;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
