import type { LocalizedText } from '../../../domain/code.ts';
import type { Concern } from '../../../domain/review/review-request.ts';
import type { BundleEntry, RequestBundle } from '../../bundle/request-bundle.ts';
import { placeWords } from '../findings/place-words.ts';
import type { Mentions } from './mentions.ts';

/**
 * Resources that nothing names and that may tell otherwise (a stay, another coverage, a second
 * record of the patient), texts that only people read, and copies of which parts were left out.
 * Source: R4 Bundle; Attachment; v3 ObservationValue SUBSETTED.
 */
export function mentionConcerns(bundle: RequestBundle, mentions: Mentions): readonly Concern[] {
  const { reached, unsent, withText, cut } = mentions;
  const loose = bundle.entries.filter((entry) => !reached.has(entry) && !HARMLESS.has(entry.type));
  return [
    ...loose.map((entry) => concern(entry, 'nothing names it', unnamed(entry))),
    ...[...unsent].map((entry) => concern(entry, 'a name alone', namedAlone(entry))),
    ...[...withText].map((entry) => concern(entry, 'a text for people', written(entry))),
    ...[...cut].map((entry) => concern(entry, 'SUBSETTED', incomplete)),
  ];
}

function namedAlone({ type }: BundleEntry): LocalizedText {
  const { en, es } = placeWords(type);
  return {
    en: `information that is named by words alone: ${en}`,
    es: `información nombrada solo con palabras: ${es}`,
  };
}

/** Where somebody lives and who is kin to them decides nothing. */
const HARMLESS: ReadonlySet<string> = new Set(['Location', 'RelatedPerson']);

function unnamed({ type }: BundleEntry): LocalizedText {
  const { en, es } = placeWords(type);
  return {
    en: `a record in the request that nothing in it names: ${en}`,
    es: `un registro de la solicitud que nada en ella nombra: ${es}`,
  };
}

function written({ type }: BundleEntry): LocalizedText {
  const { en, es } = placeWords(type);
  return {
    en: `a text that only a person reads: ${en}`,
    es: `un texto que solo lee una persona: ${es}`,
  };
}

const incomplete: LocalizedText = {
  en: 'a record of which the sender left parts out',
  es: 'un registro del que el remitente omitió partes',
};

function concern({ expression }: BundleEntry, detail: string, words: LocalizedText): Concern {
  return { kind: 'modifier', origin: expression, detail, words };
}
