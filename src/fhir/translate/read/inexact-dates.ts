import type { CivilDate, DateSpan } from '../../../domain/time.ts';
import { fail, ok, present, type Result } from '../../../result.ts';
import type { Json } from '../../json/json.ts';
import { civilDate } from './dates.ts';
import { object } from './element.ts';

/** The first and the last day that a date may mean: a month and a year mean all of theirs. */
export interface Days {
  readonly first: CivilDate;
  readonly last: CivilDate;
}

/** The days of a date or dateTime of any precision; undefined when it is none. */
export function daysOf(value: Json | undefined): Days | undefined {
  if (typeof value !== 'string') return undefined;
  const exact = civilDate(value);
  if (exact !== undefined) return { first: exact, last: exact };
  const [, year, month] = /^(\d{4})(?:-(\d{2}))?$/u.exec(value) ?? [];
  const first = civilDate(`${year}-${month ?? '01'}-01`);
  // The day before the first of the next month.
  const lastDay = new Date(Date.UTC(Number(year), Number(month ?? '12'), 0)).getUTCDate();
  const last = civilDate(`${year}-${month ?? '12'}-${lastDay}`);
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** The days of a Period as `readPeriod` has them; an end that is missing or no date is left out. */
export function partialSpan(period: Json | undefined): Partial<DateSpan> | undefined {
  const given = object(period);
  if (given === undefined) return undefined;
  return present({ from: daysOf(given.start)?.first, to: daysOf(given.end)?.last });
}

/** True when an end of a Period is there and no date at all. */
export function isUnreadable(period: Json | undefined): boolean {
  const { start, end } = object(period) ?? {};
  return [start, end].some((date) => date !== undefined && daysOf(date) === undefined);
}

/**
 * The days of a Period, both ends included as R4 reads them: it begins with the first day of its
 * start, and ends with the last of its end. Problems: in words, what can't be read.
 */
export function readPeriod(value: Json | undefined): Result<Partial<DateSpan>, string> {
  const { start, end } = object(value) ?? {};
  const [from, to] = [daysOf(start)?.first, daysOf(end)?.last];
  if (start !== undefined && from === undefined) return fail('start is no date');
  if (end !== undefined && to === undefined) return fail('end is no date');
  if (from !== undefined && to !== undefined && to < from) return fail('end is before its start');
  return ok(present({ from, to }));
}
