import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addDays,
  type CivilDate,
  civilDateOf,
  firstDayOf,
  type Instant,
  lastDayOf,
  limitEnd,
  parseCivilDate,
  spansOverlap,
} from '../../src/domain/time.ts';

function instant(text: string): Instant {
  return text as Instant;
}

test.each([
  // Seven calendar days over the end of daylight saving: the same local time, an hour more.
  ['2026-10-29T16:00:00.000Z', 7, 'calendar-day', 'America/Denver', '2026-11-05T17:00:00.000Z'],
  ['2026-03-05T17:00:00.000Z', 7, 'calendar-day', 'America/Denver', '2026-03-12T16:00:00.000Z'],
  ['2026-11-27T22:00:00.000Z', 72, 'hour', 'America/Denver', '2026-11-30T22:00:00.000Z'],
  ['2028-02-28T12:00:00.000Z', 1, 'calendar-day', 'America/New_York', '2028-02-29T12:00:00.000Z'],
  ['2026-12-31T23:59:59.000Z', 24, 'hour', 'UTC', '2027-01-01T23:59:59.000Z'],
] as const)('R25: from %s, %i %s in %s', (...[from, amount, unit, zone, end]) => {
  expect(limitEnd(instant(from), { amount, unit }, zone)).toBe(end);
});

test.each(['2026-02-30', '2026-13-01', '2026-1-1', '', '2026-02-29'])('"%s" is no date', (text) => {
  expect(parseCivilDate(text)).toBeUndefined();
});

test('the civil date of an instant is that of the zone, as Temporal has it', () => {
  const zones = ['America/Denver', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC'];
  const time = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) });
  fc.assert(
    fc.property(time, fc.constantFrom(...zones), (milliseconds, zone) => {
      const at = Temporal.Instant.fromEpochMilliseconds(milliseconds);
      const expected = at.toZonedDateTimeISO(zone).toPlainDate().toString();
      const asked = instant(new Date(milliseconds).toISOString());
      // Asked again, in between in another zone: each zone keeps its own day.
      const days = [zone, 'Pacific/Kiritimati', zone].map((one) => civilDateOf(asked, one));
      expect([days[0], days[2]]).toEqual([expected, expected]);
    }),
  );
});

test.each([
  ['a second before midnight of old', '1970-01-02T00:44:29.000Z', 'Africa/Monrovia', '1970-01-01'],
  ['midnight of old', '1970-01-02T00:44:30.000Z', 'Africa/Monrovia', '1970-01-02'],
  ['a moment before midnight', '2026-12-01T06:59:59.999Z', 'America/Denver', '2026-11-30'],
  ['midnight', '2026-12-01T07:00:00.000Z', 'America/Denver', '2026-12-01'],
])('%s: %s in %s is of %s', (_, at, zone, date) => {
  expect(civilDateOf(instant(at), zone)).toBe(date);
});

test.each([
  ['2026-12-01', 'P12M', '2027-11-30'],
  ['2026-12-01', 'P90D', '2027-02-28'],
  ['2026-01-31', 'P1M', '2026-02-27'],
  ['2026-12-01', 'P1D', '2026-12-01'],
])('from %s a period of %s lasts until %s', (from, period, last) => {
  expect(lastDayOf(from as CivilDate, period)).toBe(last);
});

test.each([
  ['2027-11-30', 'P12M', '2026-12-01'],
  ['2027-02-28', 'P90D', '2026-12-01'],
  ['2026-12-01', 'P1D', '2026-12-01'],
])('until %s a period of %s lasts from %s', (to, period, first) => {
  expect(firstDayOf(to as CivilDate, period)).toBe(first);
});

test.each<[string, string, boolean]>([
  ['2026-12-01 2026-12-31', '2026-12-31 2027-01-31', true],
  ['2026-12-01 2026-12-31', '2027-01-01 2027-01-31', false],
  ['2026-12-01 2026-12-31', '2026-12-05 2026-12-06', true],
  ['2026-12-01', '2026-12-31 2027-01-31', true],
  ['2026-12-01', '2026-11-01 2026-12-01', true],
  ['2026-12-01', '2026-11-01 2026-11-30', false],
  ['2026-12-01', '2027-12-01', true],
])('%s and %s have a day in common: %s', (one, other, isSo) => {
  const span = (text: string) => {
    const [from = '', to] = text.split(' ').map((day) => day as CivilDate);
    return to === undefined ? { from: from as CivilDate } : { from: from as CivilDate, to };
  };
  expect(spansOverlap(span(one), span(other))).toBe(isSo);
  expect(spansOverlap(span(other), span(one))).toBe(isSo);
});

test('days later and earlier are as Temporal has them', () => {
  const start = Temporal.PlainDate.from('1600-01-01');
  const day = fc.integer({ min: 0, max: 400_000 });
  fc.assert(
    fc.property(day, fc.integer({ min: -5_000, max: 5_000 }), (days, more) => {
      const date = start.add({ days });
      const from = date.toString() as CivilDate;
      expect(addDays(from, more)).toBe(date.add({ days: more }).toString());
    }),
  );
});
