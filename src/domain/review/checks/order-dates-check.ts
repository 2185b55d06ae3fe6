import { present } from '../../../result.ts';
import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type DateSpan, lastDayOf } from '../../time.ts';
import { quantityWords } from '../quantity-words.ts';
import type { Quantity, RequestedOrder } from '../review-request.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * A line that asks for other dates than its order or its prescription has, or for longer, asks for
 * what nobody ordered. Source: R4 occurrence[x] of orders, Timing.repeat.bounds[x].
 */
export function orderDatesCheck({ request, plan: { line, span } }: CheckContext): CheckTrace {
  const { requestedOrder } = line;
  const { claimOrders = [] } = request;
  const detail = `service from ${span.from} to ${span.to ?? 'no end'}`;
  const orders: readonly RequestedOrder[] = [
    ...(requestedOrder === undefined ? [] : [requestedOrder]),
    ...claimOrders.filter(({ role }) => role === 'prescription'),
  ];
  for (const order of orders) {
    const open = openIn(order, span, detail);
    if (open !== undefined) return open;
  }
  return passed('order-dates', orders.length === 0 ? 'no order' : detail);
}

function openIn(order: RequestedOrder, span: DateSpan, detail: string): CheckTrace | undefined {
  if (!isWithinDates(span, order)) {
    const said = datesWords(order.span ?? {});
    return unclear('order-dates', `${detail}, ordered ${said.en}`, {
      en: `the line asks for other dates than the order has (${said.en})`,
      es: `la línea pide otras fechas que la orden (${said.es})`,
    });
  }
  const bound = order.schedule?.bound;
  if (bound !== undefined && !isWithinBound(span, bound)) {
    if (bound.amount === '') {
      return unclear('order-dates', `${detail}, ordered for a length without an amount`, {
        en: 'how long the order is for is told without an amount',
        es: 'la orden indica su duración sin una cantidad',
      });
    }
    const said = quantityWords(bound);
    return unclear('order-dates', `${detail}, ordered for ${said.en}`, {
      en: `the line asks for longer than the order, which is for ${said.en}`,
      es: `la línea pide más tiempo que la orden, que es por ${said.es}`,
    });
  }
  return repeatedIn(order, span, detail);
}

/** Of so many times in so much time each, all of them: a line that is longer asks for more. */
function repeatedIn({ schedule }: RequestedOrder, span: DateSpan, detail: string) {
  const { count, countMax, frequency = 1, frequencyMax, period, periodMax } = schedule ?? {};
  if (count === undefined && countMax === undefined) return undefined;
  const isPlain = frequencyMax === undefined && periodMax === undefined && frequency > 0;
  const periods = Math.ceil((count ?? 0) / frequency) * Number(period ?? 0);
  const length: Quantity = present({ amount: `${periods}`, code: schedule?.periodUnit });
  if (isPlain && isWithinBound(span, length)) return undefined;
  const times = `${count ?? countMax}`;
  return unclear('order-dates', `${detail}, ordered ${times} times`, {
    en: `the order is for a number of times (${times}) that do not last as long as the line`,
    es: `la orden es para un número de veces (${times}) que no duran tanto como la línea`,
  });
}

function datesWords({ from, to }: Partial<DateSpan>): LocalizedText {
  const [en, es] = [
    [from === undefined ? [] : [`from ${from}`], to === undefined ? [] : [`until ${to}`]],
    [from === undefined ? [] : [`desde ${from}`], to === undefined ? [] : [`hasta ${to}`]],
  ].map((parts) => parts.flat().join(' '));
  return { en: en ?? '', es: es ?? '' };
}

function isWithinDates({ from, to }: DateSpan, { span }: RequestedOrder): boolean {
  const isAfterStart = span?.from === undefined || span.from <= from;
  const isBeforeEnd = span?.to === undefined || (to !== undefined && to <= span.to);
  return isAfterStart && isBeforeEnd;
}

/** A length that can't be read is none that a line is within. */
function isWithinBound({ from, to }: DateSpan, { amount, unit, code }: Quantity): boolean {
  const letter = LETTERS.get(code ?? unit?.toLowerCase() ?? '');
  if (letter === undefined || to === undefined || !/^[1-9]\d{0,3}$/u.test(amount)) return false;
  return to <= lastDayOf(from, `P${amount}${letter}`);
}

/** UCUM's units of calendar time, with or without a code, as letters of ISO 8601. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ d: 'D', wk: 'W', mo: 'M', a: 'Y' },
    ...{ day: 'D', week: 'W', month: 'M', year: 'Y' },
    ...{ days: 'D', weeks: 'W', months: 'M', years: 'Y' },
  }),
);
