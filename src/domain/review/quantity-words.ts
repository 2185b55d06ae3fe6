import type { LocalizedText } from '../code.ts';
import type { Quantity } from './review-request.ts';

/** Units as senders write them, in words of either language; codes are no language's. */
const units: readonly (LocalizedText & { readonly written: readonly string[] })[] = [
  { en: 'months', es: 'meses', written: ['months', 'meses'] },
  { en: 'month', es: 'mes', written: ['month', 'mes'] },
  { en: 'weeks', es: 'semanas', written: ['weeks', 'semanas'] },
  { en: 'week', es: 'semana', written: ['week', 'semana'] },
  { en: 'days', es: 'días', written: ['days', 'días', 'dias'] },
  { en: 'day', es: 'día', written: ['day', 'día', 'dia'] },
  { en: 'hours', es: 'horas', written: ['hours', 'horas'] },
  { en: 'hour', es: 'hora', written: ['hour', 'hora'] },
  { en: 'years', es: 'años', written: ['years', 'años'] },
  { en: 'year', es: 'año', written: ['year', 'año'] },
  { en: 'visits', es: 'visitas', written: ['visits', 'visitas'] },
  { en: 'visit', es: 'visita', written: ['visit', 'visita'] },
  { en: 'units', es: 'unidades', written: ['units', 'unidades'] },
  { en: 'unit', es: 'unidad', written: ['unit', 'unidad'] },
  { en: 'sessions', es: 'sesiones', written: ['sessions', 'sesiones'] },
  { en: 'session', es: 'sesión', written: ['session', 'sesión', 'sesion'] },
];

/**
 * An amount with its unit for a letter; the digits of a hostile one are cut. A unit that we have no
 * words for stays as it was sent.
 */
export function quantityWords({ amount: digits, unit, code }: Quantity): LocalizedText {
  const name = unit ?? code;
  const amount = digits === '' ? '…' : digits;
  if (name === undefined) return { en: cut(amount), es: cut(amount) };
  const written = name.trim().toLowerCase();
  const known = units.find((row) => row.written.includes(written)) ?? { en: name, es: name };
  return { en: cut(`${amount} ${known.en}`), es: cut(`${amount} ${known.es}`) };
}

function cut(shown: string): string {
  return shown.length > SHOWN_MAX ? `${shown.slice(0, SHOWN_MAX)}…` : shown;
}

const SHOWN_MAX = 40;
