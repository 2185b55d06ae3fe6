import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate } from '../../../../src/domain/time.ts';
import type { JsonObject } from '../../../../src/fhir/json/json.ts';
import {
  isAtOdds,
  orderedSpan,
  timingsOf,
} from '../../../../src/fhir/translate/intake/order-times.ts';

/** Goal: an order is for the days that all of its periods and dates have in common. */
const bounds = (start?: string, end?: string): JsonObject => ({
  repeat: {
    boundsPeriod: {
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    },
  },
});
const valid = (start: string, end: string): JsonObject => ({
  dispenseRequest: { validityPeriod: { start, end } },
});
const dosages = (...timings: readonly JsonObject[]): JsonObject => ({
  dosageInstruction: timings.map((timing) => ({ timing })),
});

describe('the days of an order', () => {
  test.each<[string, JsonObject, object | undefined]>([
    ['none', {}, undefined],
    [
      'a period',
      { occurrencePeriod: { start: '2026-12-01', end: '2027-01' } },
      { from: '2026-12-01', to: '2027-01-31' },
    ],
    ['a date is a start', { occurrenceDateTime: '2026-12-01T08:00:00Z' }, { from: '2026-12-01' }],
    ['a month is a start', { occurrenceDateTime: '2026-12' }, { from: '2026-12-01' }],
    [
      'the bounds of its timing',
      { occurrenceTiming: bounds('2026-12-01', '2027-03') },
      { from: '2026-12-01', to: '2027-03-31' },
    ],
    ['an end alone', { occurrenceTiming: bounds(undefined, '2027') }, { to: '2027-12-31' }],
    [
      'its period and its timing',
      {
        occurrencePeriod: { start: '2026-12-01', end: '2027-12-01' },
        occurrenceTiming: bounds('2026-11-01', '2027-02-01'),
      },
      { from: '2026-12-01', to: '2027-02-01' },
    ],
    [
      'a dosage of a month, valid for a year',
      { ...dosages(bounds('2026-12-01', '2026-12-31')), ...valid('2026-11-01', '2027-10-31') },
      { from: '2026-12-01', to: '2026-12-31' },
    ],
    [
      'a dosage of a year, valid for a month',
      { ...dosages(bounds('2026-11-01', '2027-10-31')), ...valid('2026-12-01', '2026-12-31') },
      { from: '2026-12-01', to: '2026-12-31' },
    ],
    [
      'two dosages',
      dosages(bounds('2026-11-01', '2027-10-31'), bounds(undefined, '2027-01-15')),
      { from: '2026-11-01', to: '2027-01-15' },
    ],
    [
      'single days within bounds',
      {
        occurrenceTiming: {
          ...bounds('2026-12-03'),
          event: ['2026-12-05', '2026-12-01T08:00:00Z'],
        },
      },
      { from: '2026-12-03', to: '2026-12-05' },
    ],
    [
      'a diet and a formula',
      {
        oralDiet: { schedule: [bounds('2026-12-01', '2027-06-30')] },
        enteralFormula: { administration: [{ schedule: bounds('2027-01-01') }] },
        supplement: [{ schedule: [bounds(undefined, '2027-05-31')] }],
      },
      { from: '2027-01-01', to: '2027-05-31' },
    ],
  ])('%s', (_, order, expected) => {
    expect(orderedSpan(order)).toEqual(expected);
    expect(isAtOdds(order)).toBe(false);
  });

  test.each<[string, JsonObject]>([
    [
      'periods without a day in common',
      { ...dosages(bounds('2026-12-01', '2026-12-31')), ...valid('2027-01-01', '2027-12-31') },
    ],
    ['an end before its start', { occurrencePeriod: { start: '2027-01-01', end: '2026-12-31' } }],
    ['a month that there is not', { occurrencePeriod: { start: '2026-12-01', end: '2027-13' } }],
    ['a date that is none', { occurrenceDateTime: 'soon' }],
    ['an event that is none', { occurrenceTiming: { event: ['2026-12-01', 'later'] } }],
  ])('%s: for a person', (_, order) => {
    expect(isAtOdds(order)).toBe(true);
  });

  test('lie in each of its periods, in whatever order they stand', () => {
    const start = '2026-11-28' as CivilDate;
    const period = fc.tuple(fc.nat(40), fc.nat(40)).map(([from, days]) => ({
      start: addDays(start, from),
      end: addDays(start, from + days),
    }));
    fc.assert(
      fc.property(fc.array(period, { minLength: 1, maxLength: 5 }), (periods) => {
        const order = dosages(...periods.map((one) => ({ repeat: { boundsPeriod: one } })));
        const { from = '', to = '' } = orderedSpan(order) ?? {};
        expect(periods.every((one) => one.start <= from && to <= one.end)).toBe(true);
        expect(isAtOdds(order)).toBe(to < from);
        expect(timingsOf(order)).toHaveLength(periods.length);
      }),
    );
  });
});
