import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CoveredDays } from '../../src/domain/covered-days.ts';
import { addDays, type CivilDate, type DateSpan, dayNumber } from '../../src/domain/time.ts';

/** Goal: each day counts once, in any order. Method: a set of days as the reference. */
const start = '2026-11-28' as CivilDate;
const span = fc
  .tuple(fc.nat(80), fc.option(fc.integer({ min: -1, max: 20 })))
  .map(([from, days]): DateSpan => {
    const first = addDays(start, from);
    return days === null ? { from: first } : { from: first, to: addDays(first, days) };
  });
const window = fc.tuple(fc.nat(80), fc.integer({ min: -1, max: 40 })).map(([from, days]) => ({
  from: addDays(start, from),
  to: addDays(start, from + days),
}));

function plainly(spans: readonly DateSpan[], { from, to }: { from: CivilDate; to: CivilDate }) {
  const covered = new Set<number>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const isCovered = spans.some((one) => one.from <= day && day <= (one.to ?? '9999-12-31'));
    if (isCovered) covered.add(dayNumber(day));
  }
  return { count: covered.size, first: Math.min(...covered, Infinity) };
}

test('days without an end are covered without an end', () => {
  const days = new CoveredDays();
  days.add({ from: addDays(start, 2), to: addDays(start, 3) });
  expect(days.within({ from: start })).toEqual({ count: 2, first: dayNumber(start) + 2 });
  days.add({ from: addDays(start, 9) });
  expect(days.within({ from: start }).count).toBe(Infinity);
  expect(days.within({ from: start, to: addDays(start, 10) }).count).toBe(4);
});

test('the same days as by looking at each', () => {
  const spans = fc.array(span, { maxLength: 8 });
  fc.assert(
    fc.property(spans, spans, window, (some, more, inside) => {
      const [one, other, both] = [new CoveredDays(), new CoveredDays(), new CoveredDays()];
      for (const each of some) one.add(each);
      for (const each of more) other.add(each);
      both.addWithin(one, inside);
      both.addWithin(other, inside);
      expect(one.within(inside)).toEqual(plainly(some, inside));
      expect(both.within(inside)).toEqual(plainly([...some, ...more], inside));
    }),
    { numRuns: 1000 },
  );
});
