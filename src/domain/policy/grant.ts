import Big from 'big.js';
import type { Code } from '../code.ts';
import type { Quantity } from '../review/review-request.ts';
import { type CivilDate, type DateSpan, lastDayOf } from '../time.ts';
import type { Policy, QuantityLimit } from './policy.ts';
import { isListed } from './requirement.ts';
import type { CriterionTrace } from './trace.ts';

/** The longest period that a policy grants on criteria that are met: that of the first branch. */
export function grantedPeriod({ limits }: Policy, criteria: CriterionTrace): string | undefined {
  const met = new Set(
    allNodes(criteria).flatMap(({ id, result }) => (result === 'met' ? [id] : [])),
  );
  return limits.approvalPeriods.find(
    ({ criterion }) => criterion === undefined || met.has(criterion),
  )?.period;
}

function allNodes(trace: CriterionTrace): readonly CriterionTrace[] {
  return [trace, ...trace.children.flatMap(allNodes)];
}

/** How much of a service a policy grants; undefined when it does not count it. */
export function quantityLimit(
  policy: Policy | undefined,
  service: readonly Code[],
): QuantityLimit | undefined {
  return policy?.limits.quantities.find(({ services }) => isListed(services, service));
}

/** An amount as a plain decimal number; undefined when its digits are none that a person writes. */
export function readAmount({ amount }: Pick<Quantity, 'amount'>): Big | undefined {
  return /^-?(?:0|[1-9]\d{0,5})(?:\.\d{1,3})?$/u.test(amount) ? new Big(amount) : undefined;
}

/** True when an amount has no fraction. */
export function isWhole(amount: Big): boolean {
  return amount.round(0, 0).eq(amount);
}

/** True when a quantity has a unit that the limit counts in; a bare number is of nothing. */
export function isCountedIn({ units }: QuantityLimit, quantity: Quantity): boolean {
  const { unit, system, code } = quantity;
  const isKnown = (ofSystem: string | undefined, name: string): boolean =>
    units.some((row) => row.system === ofSystem && row.codes.includes(name));
  if (unit === undefined && code === undefined) return false;
  const isUnit = unit === undefined || isKnown(undefined, unit.trim().toLowerCase());
  return isUnit && (code === undefined || (system !== undefined && isKnown(system, code)));
}

/** True when a span is long enough for so many units: of one a month, twelve need a year. */
export function hasRoomFor(span: DateSpan, units: Big, every: string | undefined): boolean {
  const { from, to } = span;
  const before = Number(units.round(0, 3)) - 1;
  if (every === undefined || before < 1 || to === undefined) return true;
  return lastDayOf(from, times(every, before)) < to;
}

/** True when a span ends by the end of a period that begins with it. */
export function isWithin(
  { from, to }: DateSpan & { readonly to: CivilDate },
  period: string,
): boolean {
  return to <= lastDayOf(from, period);
}

function times(period: string, count: number): string {
  const [, amount = '0', unit = 'D'] = /^P(\d+)([DM])$/u.exec(period) ?? [];
  return `P${Number(amount) * count}${unit}`;
}
