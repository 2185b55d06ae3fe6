import { keptWith } from '../../../kept-with.ts';
import type { LocalizedText } from '../../code.ts';
import { areOfKnownKind } from '../../policy/kinds.ts';
import { holdsPhrase } from '../../policy/phrases.ts';
import type { Rulebook } from '../../policy/rulebook.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { providersBy } from '../../provider/enrolled.ts';
import { npiSystem } from '../../provider/npi.ts';
import type { OrdererAsSent } from '../provider-as-sent.ts';
import { faultOf } from '../provider-fault.ts';
import type { RequestedOrder } from '../review-request.ts';
import type { Found } from '../standing.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * Who gave the orders that a line leans on may give them: enrolled and in force where a number
 * names them, and by no word or kind one who may not order: the patient, a relative, who supplies
 * what is ordered, a trade that orders nothing.
 * Source: 42 CFR 410.38(d), 424.507, 422.222.
 */
export function orderersCheck({ request, plan, found, rulebook }: CheckContext): CheckTrace {
  const { requestedOrder } = plan.line;
  const orders = [
    ...(requestedOrder === undefined ? [] : [requestedOrder]),
    ...(request.claimOrders ?? []).filter(({ role }) => role !== 'originalPrescription'),
  ];
  const isNamed = orders.some(({ orderer }) => orderer !== undefined);
  for (const order of orders) {
    const open = openIn(order, found, rulebook);
    if (open !== undefined) return unclear('orderers', open, words[open]);
  }
  return passed('orderers', isNamed ? 'who may order' : 'nobody named');
}

type Objection = 'not known as enrolled' | 'may not order' | 'of another kind';

/** Of an order and what was found for it: looked at once, however many lines name the order. */
const kept = keptWith<Found, Map<RequestedOrder, Objection | undefined>>();

function openIn(order: RequestedOrder, found: Found, rulebook: Rulebook): Objection | undefined {
  const { orderer } = order;
  if (orderer === undefined) return undefined;
  const byOrder = kept(found, () => new Map());
  if (!byOrder.has(order)) byOrder.set(order, objectionTo(orderer, found, rulebook));
  return byOrder.get(order);
}

function objectionTo(
  { provider, texts, kinds }: OrdererAsSent,
  found: Found,
  { orderers, plainNames }: Rulebook,
): Objection | undefined {
  const numbers = provider?.identifiers ?? [];
  const isNumbered = numbers.some(({ system }) => system === npiSystem);
  const records = providersBy(found.providers, numbers);
  if (provider !== undefined && (isNumbered || records.length > 0)) {
    if (faultOf(provider, found, plainNames) !== undefined) return 'not known as enrolled';
  }
  const told = [...texts, ...kinds.flatMap((kind) => kind.texts)];
  const said = [...told, ...records.map(({ name }) => name)];
  if (said.some((one) => one.length > TEXT_MAX || holdsPhrase(one, orderers.words))) {
    return 'may not order';
  }
  const ofRecords = records.map(({ specialties: codes }) => ({
    ...{ codes, texts: codes.flatMap(({ display }) => display ?? []) },
  }));
  const isOther = [...kinds, ...ofRecords].some((one) => !areOfKnownKind(one, orderers.codes));
  return isOther ? 'of another kind' : undefined;
}

/** Longer texts are for people. */
const TEXT_MAX = 300;

const words: Readonly<Record<Objection, LocalizedText>> = {
  'not known as enrolled': {
    en: 'the order was given by somebody who is not enrolled with us under that number and name',
    es: 'la orden la dio alguien que no está inscrito con nosotros con ese número y nombre',
  },
  'may not order': {
    en: 'the order was given by somebody who may not be allowed to order it',
    es: 'la orden la dio alguien que quizá no puede darla',
  },
  'of another kind': {
    en: 'the specialty of who ordered is not one that is known to order',
    es: 'la especialidad de quien dio la orden no es una de las que pueden darla',
  },
};
