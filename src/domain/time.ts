import { Temporal } from 'temporal-polyfill';

/** An instant in UTC: `2026-11-28T14:03:00.000Z`. */
export type Instant = string & { readonly brand: 'Instant' };

/** A civil date without a time zone: `2026-11-28`. */
export type CivilDate = string & { readonly brand: 'CivilDate' };

/** Civil dates from `from` to `to`, both included; without `to` it has no end. */
export interface DateSpan {
  readonly from: CivilDate;
  readonly to?: CivilDate;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

/** The calendar of a zone, and the second that it was last asked for: requests ask many times. */
interface Calendar {
  readonly format: Intl.DateTimeFormat;
  last?: { readonly second: number; readonly date: CivilDate };
}

/** The calendar of each zone that plans name. */
const calendars = new Map<string, Calendar>();

function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const iso = { calendar: 'iso8601', numberingSystem: 'latn' } as const;
  const made = { format: new Intl.DateTimeFormat('en', { timeZone, ...form, ...iso }) };
  calendars.set(timeZone, made);
  return made;
}

/** The civil date on which an instant falls in a time zone (IANA name). */
export function civilDateOf(instant: Instant, timeZone: string): CivilDate {
  const calendar = calendarOf(timeZone);
  const epochMs = Date.parse(instant);
  // A second lies in one day: no zone has an offset with parts of seconds.
  const second = Math.floor(epochMs / SECOND_MS);
  if (calendar.last?.second === second) return calendar.last.date;
  const parts = calendar.format.formatToParts(epochMs);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const text = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  const date = text as CivilDate; // brand
  calendar.last = { second, date };
  return date;
}

/** A civil date has no zone, so that each of its days is as long as the next. */
const DAY_MS = 24 * HOUR_MS;

/** What stands behind the day in an instant. */
const MIDNIGHT = 'T00:00:00.000Z';

/** A civil date some days later; earlier when `days` is negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  const later = new Date(Date.parse(date) + days * DAY_MS).toISOString();
  return later.slice(0, -MIDNIGHT.length) as CivilDate; // brand
}

/**
 * The last day of a period that begins on a date. Shape: ISO 8601 period of days or months
 * (`P12M`, `P90D`); a month that ends sooner ends it sooner.
 */
export function lastDayOf(from: CivilDate, period: string): CivilDate {
  const end = Temporal.PlainDate.from(from).add(Temporal.Duration.from(period));
  return toCivilDate(end.subtract({ days: 1 }));
}

/** The first day of a period that ends with a date. Shape: as `lastDayOf`. */
export function firstDayOf(to: CivilDate, period: string): CivilDate {
  const next = Temporal.PlainDate.from(to).add({ days: 1 });
  return toCivilDate(next.subtract(Temporal.Duration.from(period)));
}

/** The number of a day, counted from 1970. */
export function dayNumber(date: CivilDate): number {
  return Date.parse(date) / DAY_MS;
}

/** How a limit counts: elapsed hours, or calendar days at the same local time. */
export interface TimeLimit {
  readonly amount: number;
  readonly unit: 'hour' | 'calendar-day';
}

/**
 * The instant at which a limit that started at an instant is over. Calendar days keep the local
 * time of day, over changes of daylight saving too. Source: digest §3.4.
 */
export function limitEnd(startedAt: Instant, limit: TimeLimit, timeZone: string): Instant {
  const startMs = Date.parse(startedAt);
  if (limit.unit === 'hour') return toInstant(startMs + limit.amount * HOUR_MS);
  const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
  return toInstant(start.add({ days: limit.amount }).epochMilliseconds);
}

/** True when a date lies in a span. */
export function spanIncludes({ from, to }: DateSpan, date: CivilDate): boolean {
  return from <= date && (to === undefined || date <= to);
}

/** True when all days of a span lie in another one; a span without end lies in one without end. */
export function spanCovers({ from, to }: DateSpan, inner: DateSpan): boolean {
  return from <= inner.from && (to === undefined || (inner.to !== undefined && inner.to <= to));
}

/** True when two spans have a day in common. */
export function spansOverlap(one: DateSpan, other: DateSpan): boolean {
  const isBefore = one.to !== undefined && one.to < other.from;
  return !isBefore && (other.to === undefined || one.from <= other.to);
}

/** A civil date from `2026-11-28`; undefined when it is none. */
export function parseCivilDate(text: string): CivilDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return undefined;
  const [year, month, day] = text.split('-');
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text) ? (text as CivilDate) : undefined; // brand
}

function toCivilDate(date: Temporal.PlainDate): CivilDate {
  return date.toString() as CivilDate; // brand
}

function toInstant(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant; // brand
}
