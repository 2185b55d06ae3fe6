import type { LocalizedText } from '../code.ts';
import type { Quantity } from './review-request.ts';

interface UnitWords {
  readonly one: LocalizedText;
  readonly many: LocalizedText;
  /** As senders write it, in small letters, and its codes of UCUM and X12 355. */
  readonly written: readonly string[];
  readonly codes: readonly string[];
}

function unit(one: LocalizedText, many: LocalizedText, codes: readonly string[] = []): UnitWords {
  return { one, many, written: [one.en, one.es, many.en, many.es].flatMap(spellings), codes };
}

/** With accents and without. */
function spellings(word: string): readonly string[] {
  return [word, word.normalize('NFD').replaceAll(/\p{M}/gu, '')];
}

/** Units that letters have words for; what a sender writes is never repeated. */
const units: readonly UnitWords[] = [
  unit({ en: 'month', es: 'mes' }, { en: 'months', es: 'meses' }, ['mo', 'MO']),
  unit({ en: 'week', es: 'semana' }, { en: 'weeks', es: 'semanas' }, ['wk', 'WK']),
  unit({ en: 'day', es: 'día' }, { en: 'days', es: 'días' }, ['d', 'DA']),
  unit({ en: 'hour', es: 'hora' }, { en: 'hours', es: 'horas' }, ['h', 'HS']),
  unit({ en: 'year', es: 'año' }, { en: 'years', es: 'años' }, ['a', 'YR']),
  unit({ en: 'visit', es: 'visita' }, { en: 'visits', es: 'visitas' }, ['VS']),
  unit({ en: 'unit', es: 'unidad' }, { en: 'units', es: 'unidades' }, ['UN']),
  unit({ en: 'session', es: 'sesión' }, { en: 'sessions', es: 'sesiones' }),
];

/** An amount with its unit for a letter: a readable number, and a unit that we have words for. */
export function quantityWords(quantity: Quantity): LocalizedText {
  const { amount } = quantity;
  if (amount === '') return withUnit({ en: 'no amount', es: 'ninguna cantidad' }, quantity);
  if (!READABLE.test(amount)) return { en: 'an unreadable amount', es: 'una cantidad ilegible' };
  return withUnit({ en: amount, es: amount }, quantity);
}

/** A number as any system may write it, with a comparator before it. */
const READABLE = /^(?:[<>]=?)?[+-]?\d{1,12}(?:\.\d{1,8})?(?:[eE][+-]?\d{1,2})?$/u;

function withUnit(amount: LocalizedText, { amount: digits, unit: name, code }: Quantity) {
  if (name === undefined && code === undefined) return amount;
  const written = name?.trim().toLowerCase() ?? '';
  const known =
    units.find((row) => row.written.includes(written)) ??
    units.find(({ codes }) => codes.includes(code ?? name ?? ''));
  if (known === undefined) {
    return { en: `${amount.en} of another unit`, es: `${amount.es} de otra unidad` };
  }
  const words = digits === '1' ? known.one : known.many;
  return digits === ''
    ? { en: `${amount.en} of ${words.en}`, es: `${amount.es} de ${words.es}` }
    : { en: `${amount.en} ${words.en}`, es: `${amount.es} ${words.es}` };
}
