import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { civilDateOf, type Instant, limitEnd, parseCivilDate } from '../../src/domain/time.ts';

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
      expect(civilDateOf(instant(new Date(milliseconds).toISOString()), zone)).toBe(expected);
    }),
  );
});
