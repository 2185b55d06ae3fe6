import type { CheckTrace } from '../../policy/trace.ts';
import type { Concern } from '../review-request.ts';
import { type Check, passed, unclear } from './check.ts';
import { listed } from './listed.ts';

/**
 * A check that tells the concerns of one kind: what only the form of the request shows, and the
 * reader of the request has noted for the lines that it concerns.
 */
export function concernCheck(kind: Concern['kind']): Check {
  return ({ request, plan }): CheckTrace => {
    const { sequence } = plan.line;
    const concerns = request.concerns.filter(
      (one) => one.kind === kind && (one.lines === undefined || one.lines.includes(sequence)),
    );
    if (concerns.length === 0) return passed(kind, 'none');
    const details = concerns.map(({ origin, detail }) => `${origin}: ${detail}`);
    return unclear(kind, listed(details), {
      en: listed(concerns.map(({ words }) => words.en)),
      es: listed(concerns.map(({ words }) => words.es)),
    });
  };
}
