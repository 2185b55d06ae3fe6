import type Big from 'big.js';
import type { LocalizedText } from '../../code.ts';
import { hasRoomFor, isCountedIn, isWhole, quantityLimit, readAmount } from '../../policy/grant.ts';
import type { QuantityLimit } from '../../policy/policy.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { LinePlan } from '../line-plan.ts';
import { quantityWords } from '../quantity-words.ts';
import type { Quantity } from '../review-request.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * An amount that is missing where it counts, that is no amount of anything, another than the
 * order's, or more than the policy grants is for a person: what is granted is what was asked.
 * Source: design §6 (a rule never shortens or reduces).
 */
export function quantityCheck({ plan }: CheckContext): CheckTrace {
  const { line, requirement } = plan;
  const { quantity } = line;
  const ordered = line.requestedOrder?.quantity;
  const limit = quantityLimit(requirement.policy, line.service);
  if (quantity === undefined) return withoutQuantity(limit, ordered);
  const shown = quantityWords(quantity);
  const amount = readAmount(quantity);
  if (amount === undefined)
    return open(shown.en, {
      en: `the quantity (${shown.en}) can't be read for sure`,
      es: `la cantidad (${shown.es}) no se puede leer con certeza`,
    });
  if (amount.lte(0))
    return open(shown.en, {
      en: `the quantity is ${shown.en}`,
      es: `la cantidad es ${shown.es}`,
    });
  if (ordered !== undefined && !isSame(quantity, ordered)) {
    return open(
      `${shown.en}, and the order says ${quantityWords(ordered).en}`,
      unlikeOrder(shown, ordered),
    );
  }
  return withinPolicy(plan, amount, limit) ?? passed('quantity', shown.en);
}

function withoutQuantity(
  limit: QuantityLimit | undefined,
  ordered: Quantity | undefined,
): CheckTrace {
  if (ordered !== undefined) {
    return open(`none, and the order says ${quantityWords(ordered).en}`, {
      en: `the line states no quantity, and the order says ${quantityWords(ordered).en}`,
      es: `la línea no indica cantidad, y la orden dice ${quantityWords(ordered).es}`,
    });
  }
  if (limit === undefined) return passed('quantity', 'none, and none is counted');
  return open('none, and the policy counts it', {
    en: 'the line states no quantity, and the policy counts this service',
    es: 'la línea no indica cantidad, y la política cuenta este servicio',
  });
}

/** What is beyond the policy; a policy that does not count a service grants one of it. */
function withinPolicy(
  { line, span, requirement: { policy, scope } }: LinePlan,
  amount: Big,
  limit: QuantityLimit | undefined,
): CheckTrace | undefined {
  const { quantity } = line;
  if (quantity === undefined) return undefined;
  const shown = quantityWords(quantity);
  if (scope?.amountMax !== undefined && amount.gt(scope.amountMax))
    return open(`${shown.en}, and more than ${scope.amountMax} are for nobody's home`, {
      en: `the line asks for ${shown.en}, which is more than one person needs`,
      es: `la línea pide ${shown.es}, más de lo que necesita una persona`,
    });
  if (policy === undefined) return undefined;
  if (limit === undefined) {
    if (amount.eq(1)) return undefined;
    return open(`${shown.en}, and the policy does not say how much it grants`, {
      en: `the line asks for ${shown.en}, and the policy does not say how much it grants`,
      es: `la línea pide ${shown.es}, y la política no dice cuánto concede`,
    });
  }
  if (limit.isWhole && !isWhole(amount))
    return open(`${shown.en} is no whole number`, {
      en: `the line asks for ${shown.en}, and only whole numbers can be meant`,
      es: `la línea pide ${shown.es}, y solo pueden ser números enteros`,
    });
  if (!isCountedIn(limit, quantity) && quantity.unit === undefined && quantity.code === undefined)
    return open(`${shown.en} is without a unit`, {
      en: `the line asks for ${shown.en} and states no unit`,
      es: `la línea pide ${shown.es} y no indica la unidad`,
    });
  if (!isCountedIn(limit, quantity))
    return open(`${shown.en} is in another unit`, {
      en: `the line asks for ${shown.en}, and the policy counts in another unit`,
      es: `la línea pide ${shown.es}, y la política cuenta en otra unidad`,
    });
  if (amount.gt(limit.max))
    return open(`${shown.en}, and at most ${limit.max} are granted`, {
      en: `the line asks for ${shown.en}, and the policy grants at most ${limit.max}`,
      es: `la línea pide ${shown.es}, y la política concede como máximo ${limit.max}`,
    });
  if (hasRoomFor(span, amount, limit.every)) return undefined;
  return open(`${shown.en} do not fit into ${span.from} to ${span.to ?? 'no end'}`, {
    en: `the line asks for ${shown.en}, which is more than its dates have room for`,
    es: `la línea pide ${shown.es}, más de lo que cabe en sus fechas`,
  });
}

/** The same number of the same; a unit that only one of the two names makes no difference. */
function isSame(asked: Quantity, ordered: Quantity): boolean {
  const [one, other] = [readAmount(asked), readAmount(ordered)];
  if (one === undefined || other === undefined || !one.eq(other)) return false;
  const isUnlike = (left: string | undefined, right: string | undefined): boolean =>
    left !== undefined && right !== undefined && left !== right;
  const isOtherUnit = isUnlike(asked.unit?.toLowerCase(), ordered.unit?.toLowerCase());
  return !isOtherUnit && !isUnlike(asked.code, ordered.code);
}

function unlikeOrder(shown: LocalizedText, ordered: Quantity): LocalizedText {
  return {
    en: `the line asks for ${shown.en}, and the order says ${quantityWords(ordered).en}`,
    es: `la línea pide ${shown.es}, y la orden dice ${quantityWords(ordered).es}`,
  };
}

function open(detail: string, words: LocalizedText): CheckTrace {
  return unclear('quantity', detail, words);
}
