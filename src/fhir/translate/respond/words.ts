import type { LocalizedText } from '../../../domain/code.ts';
import type { RollUp } from '../../../domain/review/review-action.ts';
import type { Authorization, PendCause, ReviewCase } from '../../../domain/review/review-case.ts';

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

/** One sentence on the whole: what became of it, until when, or what it waits for. */
export function disposition(reviewCase: ReviewCase, { action }: RollUp): LocalizedText {
  if (action === undefined) return { en: 'Not processed.', es: 'No procesado.' };
  const { en, es } = sentences[action];
  if (action === 'A4') return pending(reviewCase);
  const dates = sharedDates(authorizations(reviewCase));
  return { en: `${en}${dates.en}.`, es: `${es}${dates.es}.` };
}

/** What waits, and for what; lines that are decided already are counted. */
function pending({ lines }: ReviewCase): LocalizedText {
  const current = lines.flatMap(({ determinations }) => determinations.at(-1) ?? []);
  const open = current.filter(({ decision }) => decision === 'pending');
  const causes = new Set(open.map(({ pendCause }) => pendCause));
  const [cause] = causes;
  const { en, es } = waiting[causes.size === 1 ? (cause ?? 'several') : 'several'];
  if (open.length === current.length) return { en: `Pending: ${en}.`, es: `Pendiente: ${es}.` };
  const [count, all] = [current.length - open.length, current.length];
  return {
    en: `Partly decided (${count} of ${all} lines); for the rest ${en}.`,
    es: `Decidido en parte (${count} de ${all} líneas); para lo demás ${es}.`,
  };
}

const waiting: Readonly<Record<PendCause | 'several', LocalizedText>> = {
  information: {
    en: 'we need more information',
    es: 'necesitamos más información',
  },
  'clinical-review': {
    en: 'a review by a person is under way',
    es: 'está en curso la revisión por una persona',
  },
  vendor: {
    en: 'a partner of the payer reviews it',
    es: 'lo revisa una entidad asociada del pagador',
  },
  several: {
    en: 'we need more information, and a review by a person is under way',
    es: 'necesitamos más información, y está en curso la revisión por una persona',
  },
};

/** The dates of all authorizations where they are the same; else each line has its own. */
function sharedDates(granted: readonly Authorization[]): LocalizedText {
  const [first, ...more] = granted;
  if (first === undefined) return { en: '', es: '' };
  const { from, to } = first.span;
  if (more.some(({ span }) => span.from !== from || span.to !== to)) {
    return { en: ', for the dates of each line', es: ', para las fechas de cada línea' };
  }
  if (to === undefined || to === from) return { en: ` for ${from}`, es: ` para el ${from}` };
  return { en: ` from ${from} to ${to}`, es: ` del ${from} al ${to}` };
}

/** What is asked for, as a sentence; policies name it in the midst of one. */
export function pleaseSend({ en, es }: LocalizedText): LocalizedText {
  return { en: `Please send ${bare(en)}.`, es: `Por favor envíe ${bare(es)}.` };
}

function bare(text: string): string {
  const trimmed = text.trim();
  return trimmed.endsWith('.') ? trimmed.slice(0, -1) : trimmed;
}
