import { parseCivilDate } from '../time.ts';

/** When something was observed: never before `from`, never after `to`. */
export interface Moment {
  readonly from: Edge;
  readonly to: Edge;
  /** True when the days are known on which it began and ended. */
  readonly isExact: boolean;
}

/** A day as it was written, where the observer was, and the instant when a time was told. */
export interface Edge {
  readonly day: string;
  readonly atMs?: number;
}

/** No days: they sort before and behind all that are, and none is beside them. */
const unknownFrom: Edge = { day: '0000-00-00' };
const unknownTo: Edge = { day: '9999-99-99' };

/** Reads when something was observed; what is not told may be any time. */
export function momentOf(observedFrom: string | undefined, observedAt: string | undefined): Moment {
  const end = readEdges(observedAt);
  if (observedFrom === undefined) return end;
  const start = readEdges(observedFrom);
  return { from: start.from, to: end.to, isExact: start.isExact && end.isExact };
}

/** True when one was before the other: by the clock where both tell it, else by the day. */
export function isBefore(one: Moment, other: Moment): boolean {
  const [last, first] = [one.to, other.from];
  if (last.atMs !== undefined && first.atMs !== undefined) return last.atMs < first.atMs;
  return last.day < first.day;
}

/** True when an observation may have lasted longer; without times only days are compared. */
export function lastsLonger({ from, to }: Moment, minutes: number): boolean {
  if (from.atMs === undefined || to.atMs === undefined) return from.day < to.day;
  return to.atMs - from.atMs > minutes * MS_PER_MINUTE;
}

const MS_PER_MINUTE = 60_000;

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?$/u;
const TIME = /^T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/u;

function readEdges(written: string | undefined): Moment {
  const [, year, month, day, time] = WRITTEN.exec(written ?? '') ?? [];
  if (written === undefined || year === undefined) {
    return { from: unknownFrom, to: unknownTo, isExact: false };
  }
  if (month === undefined || day === undefined) {
    const from = { day: `${year}-${month ?? '01'}-01` };
    // The last days of a month that are none sort behind all that are.
    return { from, to: { day: `${year}-${month ?? '12'}-31` }, isExact: false };
  }
  const on = `${year}-${month}-${day}`;
  if (parseCivilDate(on) === undefined) {
    return { from: unknownFrom, to: unknownTo, isExact: false };
  }
  const atMs = time !== undefined && TIME.test(time) ? Date.parse(written) : Number.NaN;
  const edge: Edge = Number.isNaN(atMs) ? { day: on } : { day: on, atMs };
  return { from: edge, to: edge, isExact: true };
}
