/** How far a date or time is stated: 0 year to 5 second with fractions; times from 3 on. */
type Precision = 0 | 1 | 2 | 3 | 4 | 5;

/** A date, date with time, or time of day, with the precision that it was stated with. */
export class Moment {
  readonly kind: 'Date' | 'DateTime' | 'Time';
  readonly text: string;
  readonly precision: Precision;
  readonly at: number;

  constructor(kind: Moment['kind'], text: string, precision: Precision, at: number) {
    this.kind = kind;
    this.text = text;
    this.precision = precision;
    this.at = at;
  }

  toString(): string {
    return this.text;
  }
}

const DAY = String.raw`(\d{4})(?:-(\d\d)(?:-(\d\d))?)?`;
const CLOCK = String.raw`(\d\d)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?`;
const DATE_TIME = new RegExp(String.raw`^${DAY}(T(?:${CLOCK})?(Z|[+-]\d\d:\d\d)?)?$`);
const TIME = new RegExp(`^T?${CLOCK}$`);
const MINUTE = 60_000;

/**
 * Reads a FHIR or FHIRPath date, dateTime, instant or time; undefined when it is none. Without a
 * zone it is taken as UTC, so that the same request is judged the same everywhere.
 */
export function momentOf(text: string): Moment | undefined {
  if (text.length > 40) return undefined;
  const time = TIME.exec(text);
  if (time !== null && (text.startsWith('T') || text.includes(':'))) return timeOf(text, time);
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, clock, hour, minute, second, fraction, zone] = match;
  const start = new Date(0);
  start.setUTCFullYear(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  if (start.getUTCMonth() !== Number(month ?? 1) - 1) return undefined;
  if (start.getUTCDate() !== Number(day ?? 1)) return undefined;
  const clockAt = clockMillis(hour, minute, second);
  if (clockAt === undefined) return undefined;
  const at = start.getTime() + clockAt + fractionMillis(fraction) - zoneMinutes(zone) * MINUTE;
  const precision = precisionOf([month, day, hour, minute, second]);
  return new Moment(clock === undefined ? 'Date' : 'DateTime', text, precision, at);
}

/**
 * Negative, zero or positive as `a` is before, at or after `b`; undefined when one is stated less
 * precisely and they agree as far as both go, or when a time meets a date.
 */
export function compareMoments(a: Moment, b: Moment): number | undefined {
  if ((a.kind === 'Time') !== (b.kind === 'Time')) return undefined;
  if (a.precision === b.precision) return a.at - b.at;
  const precision = a.precision < b.precision ? a.precision : b.precision;
  const difference = truncated(a.at, precision) - truncated(b.at, precision);
  return difference === 0 ? undefined : difference;
}

function timeOf(text: string, match: RegExpExecArray): Moment | undefined {
  const [, hour, minute, second, fraction] = match;
  const at = clockMillis(hour, minute, second);
  if (at === undefined) return undefined;
  const precision = second !== undefined ? 5 : minute !== undefined ? 4 : 3;
  return new Moment('Time', text.replace('T', ''), precision, at + fractionMillis(fraction));
}

function clockMillis(hour?: string, minute?: string, second?: string): number | undefined {
  const hours = Number(hour ?? 0);
  const minutes = Number(minute ?? 0);
  const seconds = Math.min(Number(second ?? 0), 60);
  if (hours > 24 || minutes > 59 || Number(second ?? 0) > 60) return undefined;
  return ((hours * 60 + minutes) * 60 + (seconds === 60 ? 59 : seconds)) * 1000;
}

function fractionMillis(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.trunc(Number(`0${fraction}`) * 1000 + 1e-6);
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}

function precisionOf(parts: readonly (string | undefined)[]): Precision {
  const stated = parts.findIndex((part) => part === undefined);
  switch (stated) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
      return stated;
    default:
      return 5;
  }
}

function truncated(at: number, precision: Precision): number {
  const date = new Date(at);
  if (precision < 1) date.setUTCMonth(0, 1);
  else if (precision < 2) date.setUTCDate(1);
  if (precision < 3) date.setUTCHours(0, 0, 0, 0);
  else if (precision < 4) date.setUTCMinutes(0, 0, 0);
  else if (precision < 5) date.setUTCSeconds(0, 0);
  return date.getTime();
}
