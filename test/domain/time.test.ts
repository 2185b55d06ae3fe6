import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import {
  addDays,
  type CivilDate,
  civilDateOf,
  type Instant,
  limitEnd,
  parseCivilDate,
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
