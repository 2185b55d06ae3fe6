import { keptWith } from '../../../kept-with.ts';
import type { LocalizedText } from '../../code.ts';
import { isReasonOf } from '../../policy/disease-names.ts';
import { areOfKnownKind } from '../../policy/kinds.ts';
import { holdsPhrase, isMadeOf } from '../../policy/phrases.ts';
import type { Policy } from '../../policy/policy.ts';
import { isListed } from '../../policy/requirement.ts';
import type { Rulebook } from '../../policy/rulebook.ts';
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
  const { doubts, endings } = rulebook;
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
  if (orders.some((one) => isOfOtherKind(one, rulebook))) {
    return unclear('words', 'the category of an order', category);
  }
  if (isEnded(request, endings)) {
    return unclear('words', 'the words beside a diagnosis', ended);
  }
  if (
    requirement.policy !== undefined &&
    orders.some((one) => isForOther(one, request, rulebook))
  ) {
    return unclear('words', 'the reason of an order', reason);
  }
  return passed('words', requirement.scope === undefined ? 'no scope' : 'as the codes say');
}

function claimOrders({ claimOrders: named = [] }: ReviewRequest) {
  return named.filter(({ role }) => role !== 'originalPrescription');
}

/** Of an order: read once, however many lines name it. */
const kept = keptWith<RequestedOrder, boolean>();

function isDoubtfulOrder(order: RequestedOrder, doubts: readonly string[]): boolean {
  const { texts = [] } = order;
  return kept(order, () => texts.some((text) => isDoubtful(text, doubts)));
}

/** The category of an order is one that is listed, or is called by words of such. */
function isOfOtherKind({ categories = [] }: RequestedOrder, { orderKinds }: Rulebook): boolean {
  return categories.some(
    (one) =>
      !areOfKnownKind(one, orderKinds.codes) ||
      one.texts.some((text) => !isMadeOf(text, orderKinds.words)),
  );
}

/** Of the diagnoses of a request: read once, however many lines it has. */
const keptEnded = keptWith<ReviewRequest['diagnoses'], boolean>();

function isEnded({ diagnoses }: ReviewRequest, endings: readonly string[]): boolean {
  return keptEnded(diagnoses, () =>
    diagnoses.some(({ text, codes }) =>
      [text, ...codes.map(({ display }) => display)].some(
        (said) => said !== undefined && isDoubtful(said, endings),
      ),
    ),
  );
}

const keptReasons = keptWith<RequestedOrder, boolean>();

/** An order for another disease than those that the request names or policies ask for. */
function isForOther(
  order: RequestedOrder,
  { diagnoses }: ReviewRequest,
  { facts }: Rulebook,
): boolean {
  const { reasons = [] } = order;
  const decisive = facts.find(({ names }) => names !== undefined);
  if (reasons.length === 0 || decisive === undefined) return false;
  return keptReasons(order, () =>
    reasons.some(
      (one) =>
        !isReasonOf(
          decisive,
          one,
          diagnoses.flatMap(({ codes }) => codes),
        ),
    ),
  );
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
const category: LocalizedText = {
  en: 'the order is of a kind that the review is not made for',
  es: 'la orden es de una clase para la que no se hace la revisión',
};
const ended: LocalizedText = {
  en: 'what is written beside a diagnosis may say that the patient died or nothing is needed',
  es: 'lo escrito junto a un diagnóstico podría decir que la persona murió o no necesita nada',
};
const reason: LocalizedText = {
  en: 'the order was given for something else than the diagnoses of the request',
  es: 'la orden se dio por algo distinto de los diagnósticos de la solicitud',
};
