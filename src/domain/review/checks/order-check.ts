import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import type { RequestedOrder } from '../review-request.ts';
import type { Found } from '../standing.ts';
import { stateWords } from '../state-words.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** An order that says that it is wanted; the intents below are orders, not wishes or options. */
const ORDERING: ReadonlySet<string> = new Set([
  ...['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'],
]);

/**
 * The order behind a line is here, is of the patient, in force, and an order. Whether it is for the
 * service of the line is another check. Shape: only `active` is in force: what PAS authorizes is
 * about to be given, so drafts and orders on hold are for a person as well.
 * Source: R4 status and intent of orders (modifiers); PAS extension-requestedService.
 */
export function orderCheck({ plan: { line }, found }: CheckContext): CheckTrace {
  const { requestedOrder: order } = line;
  if (order === undefined) return passed('order', 'none named');
  const { kind, status, intent } = order;
  const detail = `${kind}, status ${status ?? 'absent'}, intent ${intent ?? 'absent'}`;
  const words = objectionTo(order, found);
  return words === undefined ? passed('order', detail) : unclear('order', detail, words);
}

/** What keeps an order from being one that holds, in the words of a letter. */
export function objectionTo(order: RequestedOrder, found: Found): LocalizedText | undefined {
  return objection(order) ?? ofFuture(order, found);
}

function objection(order: RequestedOrder): LocalizedText | undefined {
  if (order.kind === 'unknown') {
    return {
      en: 'the line refers to an order that the request does not contain',
      es: 'la línea se refiere a una orden que la solicitud no contiene',
    };
  }
  if (order.isLong === true) {
    return {
      en: 'the order says more than is read automatically',
      es: 'la orden dice más de lo que se lee de forma automática',
    };
  }
  if (order.isOfPatient !== true) {
    return {
      en: 'the order does not say that it is for the patient of the request',
      es: 'la orden no dice que es para el paciente de la solicitud',
    };
  }
  if (order.status !== 'active') {
    return stateWords({ en: 'the order', es: 'la orden' }, order.status);
  }
  if (order.intent === undefined || !ORDERING.has(order.intent)) {
    return {
      en: 'what the line refers to is a proposal or a plan, and no order',
      es: 'aquello a lo que se refiere la línea es una propuesta o un plan, y no una orden',
    };
  }
  if (order.codes.length > 0) return undefined;
  return {
    en: 'the order names no service by a code',
    es: 'la orden no nombra ningún servicio con un código',
  };
}

/** By the clock where it tells a time; a few minutes are the difference of two clocks. */
function ofFuture(order: RequestedOrder, { receivedOn, receivedAt }: Found) {
  const { authoredOn, authoredAt } = order;
  const latest = Date.parse(receivedAt) + CLOCKS_DIFFER_MS;
  const isLater =
    authoredAt === undefined
      ? authoredOn !== undefined && authoredOn > receivedOn
      : Date.parse(authoredAt) > latest;
  if (!isLater) return undefined;
  return {
    en: `the order is dated ${authoredOn ?? authoredAt}, which is still to come`,
    es: `la orden lleva la fecha ${authoredOn ?? authoredAt}, que aún no ha llegado`,
  };
}

const CLOCKS_DIFFER_MS = 300_000;
