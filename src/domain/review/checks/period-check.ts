import { grantedPeriod, isWithin } from '../../policy/grant.ts';
import type { Policy } from '../../policy/policy.ts';
import type { CheckTrace, CriterionTrace } from '../../policy/trace.ts';
import type { LinePlan } from '../line-plan.ts';
import { periodWords } from '../period-words.ts';
import { passed, unclear } from './check.ts';

/**
 * Whether a policy grants as long as is asked for, on the criteria that are met; the check after
 * the criteria. Source: design §6: asked within the policy is granted as asked; when more is asked,
 * a person looks.
 */
export function periodCheck(
  { span }: LinePlan,
  policy: Policy,
  criteria: CriterionTrace,
): CheckTrace {
  const { from, to } = span;
  const period = grantedPeriod(policy, criteria);
  const detail = `${from} to ${to ?? 'no end'}, granted ${period ?? 'nothing'}`;
  if (period !== undefined && to !== undefined && isWithin({ from, to }, period)) {
    return passed('period', detail);
  }
  const words = periodWords(period);
  return unclear('period', detail, {
    en: `${from} to ${to ?? 'no end'} is longer than the policy grants (${words.en})`,
    es: `del ${from} al ${to ?? 'sin fin'} supera lo que la política da (${words.es})`,
  });
}
