import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import { stateWords } from '../../../domain/review/state-words.ts';
import { present } from '../../../result.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import type { JsonObject } from '../../json/json.ts';
import { integer, object, objects, text } from '../read/element.ts';
import { namedOrders, orderEntry } from './orders.ts';
import { target } from './parties.ts';

/**
 * What in an item and its order means something else than it seems: amounts that are limits, a
 * medication that is not to be used or was only reported, more than one order.
 * Source: R4 Quantity.comparator, Medication.status (modifiers), MedicationRequest.reported[x].
 */
export function lineConcerns(bundle: RequestBundle): readonly Concern[] {
  const { resource, expression } = bundle.claim;
  return objects(resource.item).flatMap((item, index) => {
    const origin = `${expression}.item[${index}]`;
    const named = namedOrders(item);
    const orders = named.flatMap((one) => orderEntry(bundle, one) ?? []);
    const found: readonly Found[] = [
      ...(named.length > 1 ? [{ origin, detail: 'several orders', words: severalOrders }] : []),
      ...(hasBound([item.quantity]) ? [{ origin, detail: 'a comparator', words: bound }] : []),
      ...orders.flatMap((order) => ofOrder(bundle, order)),
    ];
    const sequence = integer(item.sequence);
    const lines = sequence === undefined ? undefined : [sequence];
    return found.map((one) => present({ kind: 'modifier' as const, ...one, lines }));
  });
}

type Found = Pick<Concern, 'origin' | 'detail' | 'words'>;

const severalOrders: LocalizedText = {
  en: 'the line refers to several orders',
  es: 'la línea se refiere a varias órdenes',
};
const bound: LocalizedText = {
  en: 'an amount that was asked for or ordered is said as a limit ("less than", "at least")',
  es: 'una cantidad solicitada u ordenada se indica como un límite («menos de», «al menos»)',
};
const reported: LocalizedText = {
  en: 'what the line refers to is a report of a medication, and no order',
  es: 'aquello a lo que se refiere la línea es un informe de un medicamento, y no una orden',
};
const medication: LocalizedText = { en: 'the medication', es: 'el medicamento' };

function ofOrder(bundle: RequestBundle, order: BundleEntry): readonly Found[] {
  const { resource, expression: origin } = order;
  const found: Found[] = [];
  if (hasBound(amountsOf(resource))) found.push({ origin, detail: 'a comparator', words: bound });
  const { reportedBoolean = false, reportedReference } = resource;
  if (reportedBoolean !== false || reportedReference !== undefined) {
    found.push({ origin, detail: 'reported, not ordered', words: reported });
  }
  const drug = target(bundle, order, 'medicationReference');
  const status = text(drug?.resource.status) ?? 'active';
  if (drug !== undefined && status !== 'active') {
    const detail = `status is ${status}`;
    found.push({ origin: drug.expression, detail, words: stateWords(medication, status) });
  }
  return found;
}

/** The amounts of an order that are read. */
function amountsOf(order: JsonObject): readonly (JsonObject[string] | undefined)[] {
  const dosage = objects(order.dosageInstruction)[0];
  const timing = object(order.occurrenceTiming ?? dosage?.timing);
  return [
    order.quantityQuantity,
    object(order.dispenseRequest)?.quantity,
    objects(dosage?.doseAndRate)[0]?.doseQuantity,
    object(timing?.repeat)?.boundsDuration,
  ];
}

function hasBound(amounts: readonly (JsonObject[string] | undefined)[]): boolean {
  return amounts.some((amount) => object(amount)?.comparator !== undefined);
}
