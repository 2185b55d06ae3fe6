import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { present } from '../../../result.ts';
import type { RequestBundle } from '../../bundle/request-bundle.ts';
import { integer, objects } from '../read/element.ts';
import { boundWords, hasComparator, type OrderConcern, orderConcerns } from './order-concerns.ts';
import { namedOrders, orderEntry } from './orders.ts';
import { target } from './parties.ts';

/**
 * What in an item and its order means something else than it seems: amounts that are limits, more
 * than one order, and what `orderConcerns` finds in it or in the prescription of the request.
 * Source: R4 Quantity.comparator; PAS extension-requestedService; R4 Claim.prescription.
 */
export function lineConcerns(bundle: RequestBundle): readonly Concern[] {
  const { resource, expression } = bundle.claim;
  const ofLines = objects(resource.item).flatMap((item, index) => {
    const origin = `${expression}.item[${index}]`;
    const named = namedOrders(item);
    const orders = named.flatMap((one) => orderEntry(bundle, one) ?? []);
    const isBound = hasComparator(item.quantity);
    const found: readonly OrderConcern[] = [
      ...(named.length > 1 ? [{ origin, detail: 'several orders', words: severalOrders }] : []),
      ...(isBound ? [{ origin, detail: 'a comparator', words: boundWords }] : []),
      ...orders.flatMap((order) => orderConcerns(bundle, order)),
    ];
    const sequence = integer(item.sequence);
    const lines = sequence === undefined ? undefined : [sequence];
    return found.map((one) => present({ kind: 'modifier' as const, ...one, lines }));
  });
  const prescription = target(bundle, bundle.claim, 'prescription');
  const ofRequest = prescription === undefined ? [] : orderConcerns(bundle, prescription);
  return [...ofLines, ...ofRequest.map((one) => ({ kind: 'modifier' as const, ...one }))];
}

const severalOrders: LocalizedText = {
  en: 'the line refers to several orders',
  es: 'la línea se refiere a varias órdenes',
};
