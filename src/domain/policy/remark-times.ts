import { addDays, parseCivilDate } from '../time.ts';
import type { Remark } from './found-evidence.ts';
import { isBefore, type Moment, momentOf } from './moment.ts';

/**
 * True when what a value belongs to was at another time: a sample is taken when its result is
 * observed, or on the day before; a panel and a report are of the same day or one beside it; a
 * stay lasts while it is observed; a result is told after it was observed.
 * Shape: days are compared where they were written, so that zones of time make a day of grace.
 */
export function isOfOtherTime({ form, observed }: Remark, moment: Moment): boolean {
  const other = momentOf(observed?.from, observed?.at);
  switch (form) {
    case 'when':
      if (!other.isExact || isBefore(moment, other)) return true;
      return other.to.day < dayBeside(moment.from.day, -1);
    case 'near':
      return !other.isExact || isApart(other, moment);
    case 'during':
      return isApart(other, moment);
    default:
      return !other.isExact || other.to.day < dayBeside(moment.from.day, -1);
  }
}

function isApart(other: Moment, { from, to }: Moment): boolean {
  return other.from.day > dayBeside(to.day, 1) || other.to.day < dayBeside(from.day, -1);
}

function dayBeside(day: string, days: number): string {
  const on = parseCivilDate(day);
  return on === undefined ? day : addDays(on, days);
}
