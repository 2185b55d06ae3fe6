import { holdsPhrase } from '../../policy/phrases.ts';
import type { FactDefinition } from '../../policy/rulebook.ts';
import type { ReviewRequest, SupportingItem } from '../review-request.ts';
import { type Check, passed, unclear } from './check.ts';

/**
 * Words that came to the payer beside the lines: where they may contradict what a fact says, a
 * person reads them. Shape: of the messages that the line names, and those that no line names.
 */
export const messageCheck: Check = ({ request, plan, rulebook }) => {
  const { supportingSequences } = plan.line;
  const found = contraryMessages(request, rulebook.facts).find(
    ({ sequence, isOfAll }) => isOfAll || supportingSequences.includes(sequence),
  );
  if (found === undefined) return passed('message', 'none');
  return unclear('message', found.origin, {
    en: 'a message in the request may say something else than its results',
    es: 'un mensaje de la solicitud puede decir otra cosa que sus resultados',
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

function contraryMessages(
  request: ReviewRequest,
  facts: readonly FactDefinition[],
): readonly Message[] {
  const messages = known.get(request) ?? findMessages(request, facts);
  known.set(request, messages);
  return messages;
}

function findMessages(
  { supportingItems, lines }: ReviewRequest,
  facts: readonly FactDefinition[],
): readonly Message[] {
  const named = new Set(lines.flatMap((line) => line.supportingSequences));
  return supportingItems
    .filter(({ text = '' }) => isContrary(text, facts))
    .map(({ origin, sequence }) => ({ origin, sequence, isOfAll: !named.has(sequence) }));
}

/** Longer messages are for people. */
const READ_MAX = 2_000;

function isContrary(text: string, facts: readonly FactDefinition[]): boolean {
  if (text === '') return false;
  if (text.length > READ_MAX) return true;
  return facts.some(({ contradictedBy }) => holdsPhrase(text, contradictedBy ?? none));
}

const none: readonly string[] = [];
