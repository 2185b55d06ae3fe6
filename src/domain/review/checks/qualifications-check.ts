import { keptWith } from '../../../kept-with.ts';
import type { LocalizedText } from '../../code.ts';
import { holdsPhrase } from '../../policy/phrases.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type DateSpan, spanIncludes } from '../../time.ts';
import type { QualificationAsSent } from '../qualification-as-sent.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * Whoever takes part may do so when the service begins: a licence that is over by then, that begins
 * later, or that its own words call revoked is for a person, whosever it is; so are such words in
 * what a provider is called.
 * Source: R4 Practitioner.qualification.
 */
export function qualificationsCheck({ request, plan, rulebook }: CheckContext): CheckTrace {
  const { qualifications = [] } = request;
  const open = qualifications.find((one) => isLapsed(one, plan.span, rulebook.lapsed));
  if (open !== undefined) return unclear('qualifications', `not in force: ${open.origin}`, words);
  const { providers, areProvidersLong } = request.written ?? {};
  if (areProvidersLong === true || isLapsedBeside(providers, rulebook.lapsed)) {
    return unclear('qualifications', 'the words beside a provider', beside);
  }
  return passed('qualifications', qualifications.length === 0 ? 'none told' : 'in force');
}

const words: LocalizedText = {
  en: 'a licence or another qualification that the request tells is not in force',
  es: 'una licencia u otra cualificación que indica la solicitud no está vigente',
};

const beside: LocalizedText = {
  en: 'what is written beside the number of a provider may say that it is not in force',
  es: 'lo escrito junto al número de un proveedor podría decir que no está vigente',
};

/** Of a request: read once, however many lines it has. */
const keptBeside = keptWith<readonly string[], boolean>();

function isLapsedBeside(said: readonly string[] | undefined, lapsed: readonly string[]): boolean {
  if (said === undefined) return false;
  return keptBeside(said, () => said.some((text) => isOpenIn(text, lapsed)));
}

function isLapsed(
  qualification: QualificationAsSent,
  { from }: DateSpan,
  lapsed: readonly string[],
): boolean {
  const isOver = qualification.periods.some(
    (period) => !spanIncludes({ ...period, from: period.from ?? from }, from),
  );
  return isOver || qualification.isUnreadable === true || isSaid(qualification, lapsed);
}

/** What is written on each of a request: read once, however many lines it has. */
const kept = keptWith<QualificationAsSent, boolean>();

function isSaid(qualification: QualificationAsSent, lapsed: readonly string[]): boolean {
  return kept(qualification, () => qualification.texts.some((text) => isOpenIn(text, lapsed)));
}

/** Long texts are for people. */
function isOpenIn(text: string, lapsed: readonly string[]): boolean {
  return text.length > TEXT_MAX || holdsPhrase(text, lapsed);
}

const TEXT_MAX = 1000;
