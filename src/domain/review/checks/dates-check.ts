import type { LocalizedText } from '../../code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { addDays, spanCovers } from '../../time.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * Dates of service that can't be granted as they are: none, none that are exact, without end,
 * beyond the end of the coverage, reversed, or too far ahead to be answered now; and a request
 * from a day that is still to come, wherever on earth it was made.
 * Source: digest §4.3; design §6 (a rule never shortens).
 */
export function datesCheck({ request, plan, found }: CheckContext): CheckTrace {
  const { line, span, requirement } = plan;
  const { from, to } = span;
  const until = found.coverage.span.to;
  const isFree = requirement.requirement === 'none';
  const detail = `service from ${from} ${to === undefined ? 'without end' : `to ${to}`}`;
  const open = (words: LocalizedText): CheckTrace => unclear('dates', detail, words);
  if (line.inexactDates !== undefined) {
    return unclear('dates', `inexact: ${line.inexactDates}`, {
      en: `the dates of service are not whole dates: ${line.inexactDates}`,
      es: `las fechas del servicio no son fechas completas: ${line.inexactDates}`,
    });
  }
  const { createdOn } = request;
  if (createdOn !== undefined && createdOn > addDays(found.receivedOn, 1)) {
    return unclear('dates', `created on ${createdOn}`, {
      en: `the request says that it was made on ${createdOn}, which is still to come`,
      es: `la solicitud dice que se hizo el ${createdOn}, una fecha futura`,
    });
  }
  if (line.servicedSpan === undefined && request.billableSpan === undefined && !isFree) {
    return unclear('dates', 'none stated', {
      en: 'the line states no dates of service',
      es: 'la línea no indica fechas de servicio',
    });
  }
  const { billableSpan } = request;
  if (billableSpan !== undefined && to !== undefined && !spanCovers(billableSpan, { from, to })) {
    return open({
      en: `the dates of the line (${from} to ${to}) are not within those of the request`,
      es: `las fechas de la línea (${from} a ${to}) no están dentro de las de la solicitud`,
    });
  }
  const { billableEnd: end } = request;
  if (end !== undefined && (to === undefined || to > end)) {
    return open({
      en: `the line does not end by ${end}, as the request says`,
      es: `la línea no termina a más tardar el ${end}, como dice la solicitud`,
    });
  }
  if (to === undefined && (!isFree || until !== undefined))
    return open({
      en: `the service begins on ${from}, and no end is stated`,
      es: `el servicio comienza el ${from}, y no se indica su fin`,
    });
  if (to !== undefined && to < from)
    return open({
      en: `the service would end on ${to}, before it begins on ${from}`,
      es: `el servicio terminaría el ${to}, antes de comenzar el ${from}`,
    });
  if (to !== undefined && until !== undefined && until < to)
    return open({
      en: `the member's coverage ends on ${until}, before the service ends on ${to}`,
      es: `la cobertura del afiliado termina el ${until}, antes que el servicio (${to})`,
    });
  const latest = addDays(found.receivedOn, AHEAD_DAYS_MAX);
  if (from > latest || (to !== undefined && to > addDays(latest, AHEAD_DAYS_MAX)))
    return open({
      en: `the service is asked for far ahead (${from}${to === undefined ? '' : ` to ${to}`})`,
      es: `el servicio se pide con mucha antelación (${from}${to === undefined ? '' : ` a ${to}`})`,
    });
  return passed('dates', detail);
}

/** Care that begins more than a year ahead, or ends a year later still, is not decided by rules. */
const AHEAD_DAYS_MAX = 366;
