import Big from 'big.js';
import { isDecimal } from '../../decimal.ts';
import { readAmount } from '../../policy/grant.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * What all of it costs is the price of one, so many times: otherwise the sender means another
 * amount than the line says. Shape: cents may be rounded. Source: R4 Claim.item.net, unitPrice.
 */
export function priceCheck({ plan: { line } }: CheckContext): CheckTrace {
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
