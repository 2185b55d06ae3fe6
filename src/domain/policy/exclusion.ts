import type { LocalizedText } from '../code.ts';
import { remarkText, statusText } from './element-words.ts';
import type { Evidence } from './trace.ts';

/** Why a piece of evidence does not count. */
export type Exclusion =
  | 'other-subject'
  | 'no-subject'
  | 'not-final'
  | 'withdrawn'
  | 'undated'
  | 'future'
  | 'too-old'
  | 'too-long'
  | 'no-unit-code'
  | 'unknown-unit'
  | 'unit-differs'
  | 'comparator'
  | 'text'
  | 'no-value'
  | 'implausible'
  | 'code-form'
  | 'several-codes'
  | 'heading'
  | 'otherwise'
  | 'unlisted'
  | 'unreadable'
  | 'too-many'
  | 'other-name'
  | 'not-understood'
  | 'harmless'
  | 'remark'
  | 'not-of-line'
  | 'not-named'
  | 'not-chosen';

/** Each goes on from the evidence: "86 %, which …". */
const words: Readonly<Record<Exclusion, LocalizedText>> = {
  'other-subject': { en: 'is about somebody else', es: 'es de otra persona' },
  'no-subject': { en: 'does not say whom it is about', es: 'no dice de quién es' },
  'not-final': { en: 'has the status', es: 'tiene el estado' },
  withdrawn: { en: 'was withdrawn', es: 'fue anulado' },
  undated: { en: 'has no exact date', es: 'no tiene una fecha exacta' },
  future: { en: 'is dated in the future', es: 'tiene una fecha futura' },
  'too-old': {
    en: 'is too old for the start of the service',
    es: 'es demasiado antiguo para el inicio del servicio',
  },
  'too-long': {
    en: 'was observed for longer than such a measurement lasts',
    es: 'se observó durante más tiempo del que dura una medición así',
  },
  'no-unit-code': { en: 'has no coded unit', es: 'no tiene una unidad codificada' },
  'unknown-unit': {
    en: 'has a unit that we do not convert',
    es: 'tiene una unidad que no convertimos',
  },
  'unit-differs': {
    en: 'names one unit in words and another by its code',
    es: 'nombra una unidad en palabras y otra con su código',
  },
  comparator: { en: 'is a limit and no exact value', es: 'es un límite y no un valor exacto' },
  text: { en: 'is text and no coded value', es: 'es texto y no un valor codificado' },
  'no-value': { en: 'has no value', es: 'no tiene ningún valor' },
  implausible: { en: 'is not a possible value', es: 'no es un valor posible' },
  'code-form': {
    en: 'is not written as its code system writes codes',
    es: 'no está escrito como su sistema escribe los códigos',
  },
  'several-codes': {
    en: 'names several codes of one system',
    es: 'nombra varios códigos de un mismo sistema',
  },
  heading: {
    en: 'is a heading of its code system and no complete code',
    es: 'es un encabezado de su sistema de códigos y no un código completo',
  },
  otherwise: {
    en: 'says something else than a lasting disease',
    es: 'dice algo distinto de una enfermedad duradera',
  },
  unlisted: {
    en: 'is named by codes or words that we do not know',
    es: 'está nombrado con códigos o palabras que no conocemos',
  },
  unreadable: { en: 'is of a kind that we do not read', es: 'es de un tipo que no leemos' },
  'too-many': {
    en: 'is more than we read without a person',
    es: 'es más de lo que leemos sin una persona',
  },
  'other-name': {
    en: 'is not named by the code that we read it by',
    es: 'no está nombrado con el código por el que lo leemos',
  },
  'not-understood': {
    en: 'is or says something that we do not read',
    es: 'es o dice algo que no leemos',
  },
  harmless: { en: 'changes nothing', es: 'no cambia nada' },
  remark: { en: 'that a person has to read', es: 'que una persona debe leer' },
  'not-of-line': {
    en: 'is not a diagnosis that the line names',
    es: 'no es un diagnóstico que la línea nombre',
  },
  'not-named': {
    en: 'is not among the information that the line names',
    es: 'no está entre la información que nombra la línea',
  },
  'not-chosen': {
    en: 'stands behind other evidence',
    es: 'queda detrás de otra evidencia',
  },
};

/**
 * Why a piece of evidence does not count, in words that go on from it; undefined when it does.
 * Cases that were decided before reasons had names keep their sentence.
 */
export function exclusionText({ excluded, status, remark }: Evidence): LocalizedText | undefined {
  if (excluded === undefined) return undefined;
  if (!isExclusion(excluded)) return { en: excluded, es: excluded };
  const { en, es } = words[excluded];
  switch (excluded) {
    case 'not-final': {
      if (status === undefined) return { en: 'has no status', es: 'no tiene estado' };
      return { en: `${en} ${status}`, es: `${es} ${statusText(status)}` };
    }
    case 'remark': {
      const said = remarkText(remark);
      return { en: `has ${said.en} ${en}`, es: `tiene ${said.es} ${es}` };
    }
    default:
      return { en, es };
  }
}

function isExclusion(name: string): name is Exclusion {
  return Object.hasOwn(words, name);
}
