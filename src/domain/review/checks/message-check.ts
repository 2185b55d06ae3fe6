import { keptWith } from '../../../kept-with.ts';
import type { LinesBeside } from '../lines-beside.ts';
import type { ReviewRequest, SupportingItem } from '../review-request.ts';
import { type Check, passed, unclear } from './check.ts';

/**
 * Words that came to the payer beside the lines: no list of words says what they may mean, in any
 * language, so that a person reads them. Shape: of the messages that the line names, and those that
 * no line names.
 */
export const messageCheck: Check = ({ request, beside, plan }) => {
  const { supportingSequences } = plan.line;
  const found = kept(beside, () => findMessages(request)).find(
    ({ sequence, isOfAll }) => isOfAll || supportingSequences.includes(sequence),
  );
  if (found === undefined) return passed('message', 'none');
  return unclear('message', found.origin, {
    en: 'the request comes with a message, which a person reads',
    es: 'la solicitud trae un mensaje, que lee una persona',
  });
};

interface Message {
  readonly origin: SupportingItem['origin'];
  readonly sequence: number;
  /** True when no line names it. */
  readonly isOfAll: boolean;
}

/** Of a request: read once, however many lines it has. */
const kept = keptWith<LinesBeside, readonly Message[]>();

function findMessages({ supportingItems, lines }: ReviewRequest): readonly Message[] {
  const named = new Set(lines.flatMap((line) => line.supportingSequences));
  return supportingItems
    .filter(({ text = '' }) => text !== '')
    .map(({ origin, sequence }) => ({ origin, sequence, isOfAll: !named.has(sequence) }));
}
