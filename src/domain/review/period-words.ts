import type { LocalizedText } from '../code.ts';

/** A period of a policy in words: `12 months`. Shape: ISO 8601, days or months. */
export function periodWords(period: string | undefined): LocalizedText {
  const [, amount, unit] = /^P(\d+)([DM])$/u.exec(period ?? '') ?? [];
  if (amount === undefined) return { en: 'it states none', es: 'no indica ninguno' };
  const isMonths = unit === 'M';
  return {
    en: `${amount} ${isMonths ? 'months' : 'days'}`,
    es: `${amount} ${isMonths ? 'meses' : 'días'}`,
  };
}
