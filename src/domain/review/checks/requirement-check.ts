import { shownCode } from '../../code/procedure-code.ts';
import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/**
 * A service that needs a review has a policy in force, and one that needs none is on the list as
 * such: what no row names is unknown, not free. Source: digest §4.5; design §6, Requirement.
 */
export function requirementCheck({ plan }: CheckContext): CheckTrace {
  const { requirement, policy } = plan.requirement;
  if (requirement === 'none') return passed('requirement', 'none, by a row of the list');
  if (requirement === 'unknown') {
    const codes = plan.line.service.map(shownCode).join(', ');
    return unclear('requirement', `no row of the list names ${codes || 'the line'}`, {
      en: `we do not know whether ${codes || 'this line'} needs an authorization`,
      es: `no sabemos si ${codes || 'esta línea'} necesita autorización`,
    });
  }
  if (policy !== undefined) {
    return passed('requirement', `${requirement}, ${policy.id}@${policy.version}`);
  }
  return unclear('requirement', `${requirement}, no policy in force`, {
    en: 'no published policy covers this service on its dates',
    es: 'ninguna política publicada cubre este servicio en sus fechas',
  });
}
