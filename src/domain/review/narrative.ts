import type { LocalizedText, Origin } from '../code.ts';
import type { Tellable } from '../policy/found-evidence.ts';
import { numbersTold } from '../policy/told.ts';
import type { Concern } from './review-request.ts';

/** What a resource says in words for people, and the data that it may repeat. */
export interface Narrative {
  readonly origin: Origin;
  /** What the resource is called in a letter. */
  readonly place: LocalizedText;
  readonly texts: readonly string[];
  readonly data: Tellable;
}

/**
 * Narratives that may say more than the data of their resource does, by the words that tell data.
 * Shape: `telling` are phrases of the rulebook; one concern for a narrative.
 * Source: R4 Narrative.status (`generated` says that it holds nothing else, and proves nothing).
 */
export function narrativeConcerns(
  narratives: readonly Narrative[],
  telling: readonly string[],
): readonly Concern[] {
  const more = narratives.filter(({ texts, data }) =>
    texts.some((text) => numbersTold(text, data, telling) === undefined),
  );
  return more.map(({ origin, place: { en, es } }) => ({
    ...{ kind: 'modifier', origin, detail: 'more than the data' },
    words: {
      en: `a text that may say more than its data: ${en}`,
      es: `un texto que podría decir más que sus datos: ${es}`,
    },
  }));
}
