import type { Json } from '../../json/json.ts';
import {
  doubtful,
  EMPTY,
  NOT_A_STRING,
  type PrimitiveFault,
  wrongFormat,
} from './primitive-fault.ts';

const DATE = wrongFormat('is not a date: YYYY, YYYY-MM or YYYY-MM-DD');
const DATE_TIME = wrongFormat(
  'is not a dateTime: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with time zone',
);
const INSTANT = wrongFormat('is not an instant: YYYY-MM-DDThh:mm:ss with time zone');
const TIME = wrongFormat('is not a time: hh:mm:ss');
const NO_SUCH_DAY = wrongFormat('is a day that no calendar has');
const NO_ZONE = wrongFormat('has a time without a time zone');
const STRANGE_YEAR = doubtful('is in a year that is likely a mistake');

const YEAR_MIN = 1800;
const YEAR_MAX = 2106;

/** date: a year, month or day of the calendar. */
export function checkDate(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  const length = value.length;
  if (length === 0) return EMPTY;
  return length > 10 ? DATE : dayFault(value, DATE);
}

/** dateTime: a date, or a day with time and time zone. */
export function checkDateTime(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  return value.length > 10 ? momentFault(value, DATE_TIME) : dayFault(value, DATE_TIME);
}

/** instant: a day with time and time zone. */
export function checkInstant(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  return value.length > 10 ? momentFault(value, INSTANT) : INSTANT;
}

/** time: of a day, without time zone; 24:00 isn't one, a leap second is. */
export function checkTime(value: Json): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY;
  return timeEnd(value, 0) === value.length ? undefined : TIME;
}

/** The first ten characters, or all: a year, month or day. */
function dayFault(text: string, otherwise: PrimitiveFault): PrimitiveFault | undefined {
  const length = Math.min(text.length, 10);
  if (length !== 4 && length !== 7 && length !== 10) return otherwise;
  const year = two(text, 0) * 100 + two(text, 2);
  if (!(year >= 1)) return otherwise;
  if (length > 4) {
    const month = text.charCodeAt(4) === 0x2d ? two(text, 5) : 0;
    if (!(month >= 1 && month <= 12)) return otherwise;
    if (length > 7) {
      const day = text.charCodeAt(7) === 0x2d ? two(text, 8) : 0;
      if (!(day >= 1 && day <= 31)) return otherwise;
      if (day > 28 && day > daysOf(month, year)) return NO_SUCH_DAY;
    }
  }
  return year < YEAR_MIN || year > YEAR_MAX ? STRANGE_YEAR : undefined;
}

function momentFault(text: string, otherwise: PrimitiveFault): PrimitiveFault | undefined {
  const day = dayFault(text, otherwise);
  if (day !== undefined && day !== STRANGE_YEAR) return day;
  const end = text.charCodeAt(10) === 0x54 ? timeEnd(text, 11) : 0;
  if (end === 0) return otherwise;
  if (end === text.length) return NO_ZONE;
  return isZone(text, end) ? day : otherwise;
}

/** Position behind `hh:mm:ss` and its fraction; 0 when none is there. */
function timeEnd(text: string, start: number): number {
  const hour = two(text, start);
  const minute = text.charCodeAt(start + 2) === 0x3a ? two(text, start + 3) : 99;
  const second = text.charCodeAt(start + 5) === 0x3a ? two(text, start + 6) : 99;
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return 0;
  let end = start + 8;
  if (text.charCodeAt(end) !== 0x2e) return end;
  while (isDigit(text.charCodeAt(end + 1))) end++;
  return end === start + 8 ? 0 : end + 1;
}

/** `Z`, or an offset of at most 14 hours, to the end of the text. */
function isZone(text: string, start: number): boolean {
  const sign = text.charCodeAt(start);
  if (sign === 0x5a) return text.length === start + 1;
  if ((sign !== 0x2b && sign !== 0x2d) || text.length !== start + 6) return false;
  const hour = two(text, start + 1);
  const minute = text.charCodeAt(start + 3) === 0x3a ? two(text, start + 4) : 99;
  return minute <= 59 && (hour <= 13 || (hour === 14 && minute === 0));
}

/** The number that two digits make; NaN when they aren't digits. */
function two(text: string, start: number): number {
  const tens = text.charCodeAt(start);
  const ones = text.charCodeAt(start + 1);
  return isDigit(tens) && isDigit(ones) ? tens * 10 + ones - 528 : Number.NaN;
}

function isDigit(char: number): boolean {
  return char >= 0x30 && char <= 0x39;
}

function daysOf(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
