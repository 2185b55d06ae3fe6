import type { CivilDate, DateSpan, Instant } from '../../../domain/time.ts';
import { present } from '../../../result.ts';
import type { Json } from '../../json/json.ts';
import { object, text } from './element.ts';

const CIVIL = /^(\d{4}-\d{2}-\d{2})(?:T|$)/;

/** The civil date of a date or dateTime as it was written; undefined for months and years. */
export function civilDate(value: Json | undefined): CivilDate | undefined {
  const found = CIVIL.exec(text(value) ?? '')?.[1];
  return found as CivilDate | undefined; // brand
}

/** The instant of an instant or of a dateTime with a time, in UTC. */
export function instant(value: Json | undefined): Instant | undefined {
  const given = text(value);
  if (given === undefined || !given.includes('T')) return undefined;
  const milliseconds = Date.parse(given);
  if (Number.isNaN(milliseconds)) return undefined;
  return new Date(milliseconds).toISOString() as Instant; // brand
}

/** The civil dates of a Period; either end may be missing. */
export function partialSpan(period: Json | undefined): Partial<DateSpan> | undefined {
  const given = object(period);
  if (given === undefined) return undefined;
  return present({ from: civilDate(given.start), to: civilDate(given.end) });
}

/** A span from a date or a Period (`serviced[x]`, `timing[x]`): a date is a span of one day. */
export function spanOf(date: Json | undefined, period: Json | undefined): DateSpan | undefined {
  const on = civilDate(date);
  if (on !== undefined) return { from: on, to: on };
  const span = partialSpan(period);
  const from = span?.from ?? span?.to;
  return from === undefined ? undefined : present({ from, to: span?.to });
}
