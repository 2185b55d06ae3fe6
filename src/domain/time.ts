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

/** The calendar of each zone that plans name: it is asked several times a request. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const iso = { calendar: 'iso8601', numberingSystem: 'latn' } as const;
  const known =
    calendars.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, ...form, ...iso });
  calendars.set(timeZone, known);
  return known;
}

/** The civil date on which an instant falls in a time zone (IANA name). */
export function civilDateOf(instant: Instant, timeZone: string): CivilDate {
  const parts = calendarOf(timeZone).formatToParts(Date.parse(instant));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}` as CivilDate; // brand
}

/** A civil date some days later; earlier when `days` is negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return toCivilDate(Temporal.PlainDate.from(date).add({ days }));
}

/**
 * The last day of a period that begins on a date. Shape: ISO 8601 period of days or months
 * (`P12M`, `P90D`); a month that ends sooner ends it sooner.
 */
export function lastDayOf(from: CivilDate, period: string): CivilDate {
  const end = Temporal.PlainDate.from(from).add(Temporal.Duration.from(period));
  return toCivilDate(end.subtract({ days: 1 }));
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
  const start = Temporal.Instant.from(startedAt);
  if (limit.unit === 'hour') return toInstant(start.add({ hours: limit.amount }));
  const local = start.toZonedDateTimeISO(timeZone).add({ days: limit.amount });
  return toInstant(local.toInstant());
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
  const [year, month, day] = text.split('-').map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  return date.toISOString().startsWith(text) ? (text as CivilDate) : undefined; // brand
}

function toCivilDate(date: Temporal.PlainDate): CivilDate {
  return date.toString() as CivilDate; // brand
}

function toInstant(instant: Temporal.Instant): Instant {
  return new Date(instant.epochMilliseconds).toISOString() as Instant; // brand
}
