import { holdsPhrase } from '../../policy/phrases.ts';
import type { Rulebook } from '../../policy/rulebook.ts';
import type { ReviewRequest, SupportingItem } from '../review-request.ts';
import { type Check, passed, unclear } from './check.ts';

/**
 * Words that came to the payer beside the lines: where they may take back what is asked for, or
 * contradict what a fact says, a person reads them. Shape: of the messages that the line names, and
 * those that no line names.
 */
export const messageCheck: Check = ({ request, plan, rulebook }) => {
  const { supportingSequences } = plan.line;
  const found = contraryMessages(request, rulebook).find(
    ({ sequence, isOfAll }) => isOfAll || supportingSequences.includes(sequence),
  );
  if (found === undefined) return passed('message', 'none');
  return unclear('message', found.origin, {
    en: 'the request comes with a message that may change what it asks for',
    es: 'la solicitud trae un mensaje que podría cambiar lo que pide',
  });
};

interface Message {
  readonly origin: SupportingItem['origin'];
  readonly sequence: number;
  /** True when no line names it. */
  readonly isOfAll: boolean;
}

/** Of a request: read once, however many lines it has. */
const known = new WeakMap<ReviewRequest, readonly Message[]>();

function contraryMessages(request: ReviewRequest, rulebook: Rulebook): readonly Message[] {
  const messages = known.get(request) ?? findMessages(request, rulebook);
  known.set(request, messages);
  return messages;
}

function findMessages(
  { supportingItems, lines }: ReviewRequest,
  rulebook: Rulebook,
): readonly Message[] {
  const named = new Set(lines.flatMap((line) => line.supportingSequences));
  return supportingItems
    .filter(({ text = '' }) => isContrary(text, rulebook))
    .map(({ origin, sequence }) => ({ origin, sequence, isOfAll: !named.has(sequence) }));
}

/** Longer messages are for people. */
const READ_MAX = 1_000;

function isContrary(text: string, { facts, doubts }: Rulebook): boolean {
  if (text === '') return false;
  if (text.length > READ_MAX) return true;
  if (holdsPhrase(text, doubts.messages)) return true;
  return facts.some(({ contradictedBy }) => holdsPhrase(text, contradictedBy ?? none));
}

const none: readonly string[] = [];
