import type { LocalizedText } from '../../code.ts';
import { holdsPhrase } from '../../policy/phrases.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type DateSpan, spanIncludes } from '../../time.ts';
import type { QualificationAsSent } from '../qualification-as-sent.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * Whoever takes part may do so when the service begins: a licence that is over by then, that begins
 * later, or that its own words call revoked is for a person, whosever it is.
 * Source: R4 Practitioner.qualification.
 */
export function qualificationsCheck({ request, plan, rulebook }: CheckContext): CheckTrace {
  const { qualifications = [] } = request;
  const open = qualifications.find((one) => isLapsed(one, plan.span, rulebook.lapsed));
  if (open !== undefined) return unclear('qualifications', `not in force: ${open.origin}`, words);
  return passed('qualifications', qualifications.length === 0 ? 'none told' : 'in force');
}

const words: LocalizedText = {
  en: 'a licence or another qualification that the request tells is not in force',
  es: 'una licencia u otra cualificación que indica la solicitud no está vigente',
};

function isLapsed(
  { periods, isUnreadable, texts }: QualificationAsSent,
  { from }: DateSpan,
  lapsed: readonly string[],
): boolean {
  const isOver = periods.some(
    (period) => !spanIncludes({ ...period, from: period.from ?? from }, from),
  );
  return isOver || isUnreadable === true || texts.some((text) => isSaid(text, lapsed));
}

/** Long texts are for people. */
function isSaid(text: string, lapsed: readonly string[]): boolean {
  return text.length > TEXT_MAX || holdsPhrase(text, lapsed);
}

const TEXT_MAX = 1000;
