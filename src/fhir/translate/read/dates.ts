import type { CivilDate, DateSpan, Instant } from '../../../domain/time.ts';
import { present } from '../../../result.ts';
import type { Json } from '../../json/json.ts';
import { checkDateTime, checkInstant } from '../../validate/primitive/calendar-checks.ts';
import type { PrimitiveFault } from '../../validate/primitive/primitive-fault.ts';
import { object, text } from './element.ts';

/** The civil date of a date or dateTime as it was written; undefined for months and years. */
export function civilDate(value: Json | undefined): CivilDate | undefined {
  const given = text(value);
  if (given === undefined || given.length < DATE_LENGTH) return undefined;
  if (isFaulty(checkDateTime(given))) return undefined;
  return given.slice(0, DATE_LENGTH) as CivilDate; // brand
}

const DATE_LENGTH = '2026-11-28'.length;

/** An instant, or a dateTime with a time, in UTC; a leap second is the one before. */
export function instant(value: Json | undefined): Instant | undefined {
  const given = text(value);
  if (given === undefined || isFaulty(checkInstant(given))) return undefined;
  const milliseconds = Date.parse(given.replace(/:60(?=[.Z+-])/u, ':59'));
  if (Number.isNaN(milliseconds)) return undefined;
  return new Date(milliseconds).toISOString() as Instant; // brand
}

/** A strange year is a date all the same. */
function isFaulty(fault: PrimitiveFault | undefined): boolean {
  return fault !== undefined && fault.severity === 'error';
}

/** True when what is sent of a date or a Period is whole dates, and a Period has a start. */
export function isExact(date: Json | undefined, period: Json | undefined): boolean {
  if (date !== undefined) return civilDate(date) !== undefined && period === undefined;
  if (period === undefined) return true;
  const { start, end } = object(period) ?? {};
  return civilDate(start) !== undefined && (end === undefined || civilDate(end) !== undefined);
}

/** A span from a date or a Period (`serviced[x]`): a date is a span of one day. */
export function spanOf(date: Json | undefined, period: Json | undefined): DateSpan | undefined {
  const on = civilDate(date);
  if (on !== undefined) return { from: on, to: on };
  const { start, end } = object(period) ?? {};
  const to = civilDate(end);
  const from = civilDate(start) ?? to;
  return from === undefined ? undefined : present({ from, to });
}
