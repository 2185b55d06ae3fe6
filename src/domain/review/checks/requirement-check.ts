import type { CheckTrace } from '../../policy/trace.ts';
import { type CheckContext, passed, unclear } from './check.ts';

/** A service that needs a review has a policy in force. Source: digest §4.5. */
export function requirementCheck({ plan }: CheckContext): CheckTrace {
  const { requirement, policy } = plan.requirement;
  if (requirement === 'none') return passed('requirement', 'not on the list');
  if (policy !== undefined) {
    return passed('requirement', `${requirement}, ${policy.id}@${policy.version}`);
  }
  return unclear('requirement', `${requirement}, no policy in force`, {
    en: 'no published policy covers this service on its dates',
    es: 'ninguna política publicada cubre este servicio en sus fechas',
  });
}
