import type { LocalizedText } from '../../code.ts';
import { holdsPhrase } from '../../policy/phrases.ts';
import type { Policy } from '../../policy/policy.ts';
import { isListed } from '../../policy/requirement.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { LinePlan } from '../line-plan.ts';
import type { RequestedOrder, ReviewRequest } from '../review-request.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * What is written beside the codes decides nothing, but where it takes back what they say, doubts
 * it or names something else, a person reads it: on the line and on its orders.
 */
export function wordsCheck({ request, plan, rulebook }: CheckContext): CheckTrace {
  const { line, requirement } = plan;
  const { doubts } = rulebook;
  const { serviceTexts = [], requestedOrder } = line;
  const orders = [
    ...(requestedOrder === undefined ? [] : [requestedOrder]),
    ...claimOrders(request),
  ];
  if (serviceTexts.some((text) => isDoubtful(text, doubts) || isOfOther(text, plan))) {
    return unclear('words', 'the words beside the service', other);
  }
  const texts = requestedOrder?.texts ?? [];
  if (
    orders.some((one) => isDoubtfulOrder(one, doubts)) ||
    texts.some((text) => isUnlike(text, plan))
  ) {
    return unclear('words', 'the words on an order', order);
  }
  return passed('words', requirement.scope === undefined ? 'no scope' : 'as the codes say');
}

function claimOrders({ claimOrders: named = [] }: ReviewRequest) {
  return named.filter(({ role }) => role !== 'originalPrescription');
}

/** Of an order: read once, however many lines name it. */
const known = new WeakMap<RequestedOrder, boolean>();

function isDoubtfulOrder(order: RequestedOrder, doubts: readonly string[]): boolean {
  const { texts = [] } = order;
  const isOpen = known.get(order) ?? texts.some((text) => isDoubtful(text, doubts));
  known.set(order, isOpen);
  return isOpen;
}

/** Long texts are for people. */
function isDoubtful(text: string, doubts: readonly string[]): boolean {
  return text.length > TEXT_MAX || holdsPhrase(text, doubts);
}

const TEXT_MAX = 1000;

/** True when a text names another service than that of the line. */
function isUnlike(text: string, plan: LinePlan): boolean {
  return describedBy(plan).some(({ unlike }) => holdsPhrase(text, unlike));
}

/** Where a scope has words for the service, a text has one of them, and none of another's. */
function isOfOther(text: string, plan: LinePlan): boolean {
  const known = describedBy(plan);
  return known.some(({ words, unlike }) => holdsPhrase(text, unlike) || !holdsPhrase(text, words));
}

function describedBy({ line: { service }, requirement: { scope } }: LinePlan) {
  const rows: Policy['scope']['described'] = scope?.described ?? [];
  return rows.filter(({ services }) => isListed(services, service));
}

const other: LocalizedText = {
  en: 'what is written beside the code of the service does not fit the code',
  es: 'lo que está escrito junto al código del servicio no concuerda con el código',
};
const order: LocalizedText = {
  en: 'what is written on the order may take it back or limit it',
  es: 'lo que está escrito en la orden podría anularla o limitarla',
};
