import type { RequestedOrder } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { Json, JsonObject } from '../../json/json.ts';
import { object, objects, texts } from '../read/element.ts';
import { type Days, daysOf, isUnreadable, partialSpan } from '../read/inexact-dates.ts';

type Span = NonNullable<RequestedOrder['span']>;

/**
 * All that an order of any kind says of when, in its order. Source: R4 occurrenceTiming,
 * Dosage.timing, NutritionOrder schedules.
 */
export function timingsOf(order: JsonObject): readonly JsonObject[] {
  const { occurrenceTiming, dosageInstruction, oralDiet, supplement, enteralFormula } = order;
  const given: readonly (Json | undefined)[] = [
    occurrenceTiming,
    ...objects(dosageInstruction).map(({ timing }) => timing),
    ...objects(object(oralDiet)?.schedule),
    ...objects(supplement).flatMap(({ schedule }) => objects(schedule)),
    ...objects(object(enteralFormula)?.administration).map(({ schedule }) => schedule),
  ];
  return given.map(object).filter((one) => one !== undefined);
}

/**
 * When an order is to be carried out: what all of its periods and dates have in common, since each
 * bounds it. Shape: of a single date only the start is meant, for a rental begins on it; undefined
 * when it has none.
 */
export function orderedSpan(order: JsonObject): Span | undefined {
  const spans: readonly Span[] = [
    ...periodsOf(order).flatMap((period) => partialSpan(period) ?? []),
    ...timingsOf(order).flatMap(spanOfEvents),
    ...datesOf(order).map(({ first }) => ({ from: first })),
  ];
  if (spans.length === 0) return undefined;
  const froms = spans.flatMap(({ from }) => from ?? []).toSorted();
  const ends = spans.flatMap(({ to }) => to ?? []).toSorted();
  return present({ from: froms.at(-1), to: ends[0] });
}

/** True when the dates of an order have no day in common, or are no dates. */
export function isAtOdds(order: JsonObject): boolean {
  const { from, to } = orderedSpan(order) ?? {};
  const events = timingsOf(order).flatMap(({ event }) => texts(event));
  const { occurrenceDateTime } = order;
  return (
    (from !== undefined && to !== undefined && to < from) ||
    periodsOf(order).some(isUnreadable) ||
    events.some((event) => daysOf(event) === undefined) ||
    (occurrenceDateTime !== undefined && datesOf(order).length === 0)
  );
}

function periodsOf(order: JsonObject): readonly Json[] {
  const { occurrencePeriod, dispenseRequest } = order;
  const bounds = timingsOf(order).map(({ repeat }) => object(repeat)?.boundsPeriod);
  const given = [occurrencePeriod, ...bounds, object(dispenseRequest)?.validityPeriod];
  return given.filter((period) => period !== undefined);
}

function datesOf({ occurrenceDateTime }: JsonObject): readonly Days[] {
  const on = daysOf(occurrenceDateTime);
  return on === undefined ? [] : [on];
}

function spanOfEvents({ event }: JsonObject): readonly Span[] {
  const days = texts(event).flatMap((one) => daysOf(one) ?? []);
  const from = days.map(({ first }) => first).toSorted()[0];
  const to = days
    .map(({ last }) => last)
    .toSorted()
    .at(-1);
  return from === undefined || to === undefined ? [] : [{ from, to }];
}
