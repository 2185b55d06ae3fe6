import Big from 'big.js';
import { keptWith } from '../../../kept-with.ts';
import { isDecimal } from '../../decimal.ts';
import { readAmount } from '../../policy/grant.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { LinesBeside } from '../lines-beside.ts';
import type { ReviewRequest } from '../review-request.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * What all of it costs is the price of one, so many times: otherwise the sender means another
 * amount than the line says; and what the request costs is what its lines cost together.
 * Shape: cents may be rounded. Source: R4 Claim.item.net, unitPrice; Claim.total.
 */
export function priceCheck({ request, beside, plan: { line } }: CheckContext): CheckTrace {
  if (!sums(beside, () => addsUp(request))) {
    return unclear('price', `${request.total?.amount} in all, which the lines do not add up to`, {
      en: 'the total of the request is not what its lines cost together',
      es: 'el total de la solicitud no es lo que cuestan juntas sus líneas',
    });
  }
  const { unitPrice, net, quantity, priceFactor = '1' } = line;
  if (unitPrice === undefined || net === undefined) return passed('price', 'nothing to compare');
  const amount = quantity === undefined ? new Big(1) : readAmount(quantity);
  const factors = [unitPrice.amount, net.amount, priceFactor];
  const isOneCurrency = unitPrice.currency === net.currency;
  if (amount !== undefined && isOneCurrency && factors.every((one) => isDecimal(one))) {
    const whole = new Big(unitPrice.amount).times(priceFactor).times(amount);
    if (whole.minus(net.amount).abs().lte(CENT)) return passed('price', `${whole.toFixed()}`);
  }
  return unclear('price', `${unitPrice.amount} each, ${net.amount} in all`, {
    en: 'the price of one and the price of all do not fit the quantity of the line',
    es: 'el precio unitario y el total no corresponden a la cantidad de la línea',
  });
}

const CENT = '0.01';

/** Of a request: added up once, however many lines it has. */
const sums = keptWith<LinesBeside, boolean>();

/** Exactly: nothing is rounded in a sum. A line without a price may cost anything. */
function addsUp({ total, lines }: ReviewRequest): boolean {
  if (total === undefined) return true;
  const prices = lines.flatMap(({ net }) => net ?? []);
  const isWhole = prices.length === lines.length;
  const isOfOneKind = prices.every(({ currency }) => currency === total.currency);
  if (!isWhole || !isOfOneKind) return false;
  if (![total, ...prices].every(({ amount }) => isDecimal(amount))) return false;
  return prices.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).eq(total.amount);
}
