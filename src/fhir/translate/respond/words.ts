import type { LocalizedText } from '../../../domain/code.ts';
import type { RollUp } from '../../../domain/review/review-action.ts';
import type { Authorization, ReviewCase } from '../../../domain/review/review-case.ts';

/** All authorizations in force on a case, in the order of the lines. */
export function authorizations({ lines }: ReviewCase): readonly Authorization[] {
  return lines.flatMap(({ determinations }) => determinations.at(-1)?.authorization ?? []);
}

const sentences: Readonly<Record<NonNullable<RollUp['action']>, LocalizedText>> = {
  A1: { en: 'Approved', es: 'Aprobado' },
  A2: { en: 'Partly approved', es: 'Aprobado en parte' },
  A3: { en: 'Not approved', es: 'No aprobado' },
  A4: { en: 'Pending', es: 'Pendiente' },
  A6: { en: 'Approved with changes', es: 'Aprobado con cambios' },
  C: { en: 'Cancelled', es: 'Cancelado' },
  CT: { en: 'Please contact the payer', es: 'Comuníquese con el pagador' },
  NA: { en: 'No authorization needed', es: 'No se necesita autorización' },
};

/** One sentence on the whole: what became of it, and until when. */
export function disposition(reviewCase: ReviewCase, { action }: RollUp): LocalizedText {
  if (action === undefined) return { en: 'Not processed.', es: 'No procesado.' };
  const { en, es } = sentences[action];
  const [first] = authorizations(reviewCase);
  if (first === undefined) return { en: `${en}.`, es: `${es}.` };
  const { from, to } = first.span;
  return {
    en: `${en}: from ${from}${to === undefined ? '' : ` to ${to}`}.`,
    es: `${es}: del ${from}${to === undefined ? '' : ` al ${to}`}.`,
  };
}
