import { type DateSpan, dayNumber } from './time.ts';

/** Days from one to another, both included, counted from 1970. */
interface Days {
  readonly first: number;
  readonly last: number;
}

/** How many days are covered, and the number of the first of them. */
export interface Covered {
  readonly count: number;
  readonly first: number;
}

/**
 * The days that spans cover, each day once. Shape: runs of days in order, none of which touch, so
 * that looking at a window costs what lies in the window, however many spans were added.
 */
export class CoveredDays {
  readonly #runs: Days[] = [];

  /** Adds the days of a span; one without an end covers all that come. */
  add({ from, to }: DateSpan): void {
    this.#cover({ first: dayNumber(from), last: to === undefined ? Infinity : dayNumber(to) });
  }

  /** Adds the days of others that lie in a window. */
  addWithin(others: CoveredDays, window: DateSpan): void {
    for (const run of others.#within(window)) this.#cover(run);
  }

  /** How many days of a window are covered; `first` is Infinity when none is. */
  within(window: DateSpan): Covered {
    const runs = this.#within(window);
    const count = runs.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    return { count, first: runs[0]?.first ?? Infinity };
  }

  #within({ from, to }: DateSpan): readonly Days[] {
    const start = dayNumber(from);
    const end = to === undefined ? Infinity : dayNumber(to);
    const found: Days[] = [];
    if (end < start) return found;
    for (let at = this.#firstEndingAt(start); at < this.#runs.length; at += 1) {
      const run = this.#runs[at];
      if (run === undefined || run.first > end) break;
      found.push({ first: Math.max(run.first, start), last: Math.min(run.last, end) });
    }
    return found;
  }

  #cover({ first, last }: Days): void {
    if (last < first) return;
    // Runs that overlap the new one, or end or begin beside it, become one with it.
    const start = this.#firstEndingAt(first - 1);
    let end = start;
    let merged: Days = { first, last };
    for (; end < this.#runs.length; end += 1) {
      const run = this.#runs[end];
      if (run === undefined || run.first > last + 1) break;
      merged = { first: Math.min(merged.first, run.first), last: Math.max(merged.last, run.last) };
    }
    this.#runs.splice(start, end - start, merged);
  }

  /** The place of the first run that ends on a day or later. */
  #firstEndingAt(day: number): number {
    let [low, high] = [0, this.#runs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#runs[middle]?.last ?? Infinity) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
